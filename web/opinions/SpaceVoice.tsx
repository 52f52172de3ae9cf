import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AskOpinionButton } from './AskOpinionButton.tsx'
import { OpinionRows } from './OpinionRows.tsx'
import { spaceVoiceQuery } from './opinionsApi.ts'
import { PurposeRows } from './PurposeRows.tsx'

/** What Municipi propose for a space and say of it; nothing where they say nothing. */
export function SpaceVoice({ code }: { code: string }) {
  const { t } = useTranslation('opinions')
  const { data } = useQuery(spaceVoiceQuery(code))
  if (!data) return null
  const { purposes, opinions } = data
  return (
    <>
      {purposes.length > 0 && (
        <section>
          <h2>{t('space.title')}</h2>
          <PurposeRows items={purposes} withSpace={false} />
        </section>
      )}
      {opinions.length > 0 && (
        <section>
          <h2>{t('title')}</h2>
          <OpinionRows items={opinions} named />
        </section>
      )}
      <AskOpinionButton about={{ kind: 'space', code }} />
    </>
  )
}
