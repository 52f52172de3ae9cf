import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AskOpinionButton } from './AskOpinionButton.tsx'
import { MatchTag } from './MatchTag.tsx'
import { OpinionRows } from './OpinionRows.tsx'
import styles from './opinions.module.css'
import { callVoiceQuery, opinionListQuery } from './opinionsApi.ts'
import { PurposeRows } from './PurposeRows.tsx'

/** What Municipi say of a call and propose for its spaces; nothing where they say nothing. */
export function CallVoice({ code }: { code: string }) {
  const { t } = useTranslation('opinions')
  const { data } = useQuery(callVoiceQuery(code))
  return (
    <>
      {data && data.purposes.length > 0 && (
        <section>
          <h2>{t('purposes')}</h2>
          <PurposeRows items={data.purposes} />
        </section>
      )}
      {data && data.opinions.length > 0 && (
        <section>
          <h2>{t('title')}</h2>
          <OpinionRows items={data.opinions} named />
        </section>
      )}
      <AskOpinionButton about={{ kind: 'call', code }} />
    </>
  )
}

/** Whether who won the lots of a call matched the purposes of the Municipio; nothing before there is an award. */
export function CallMatches({ code }: { code: string }) {
  const { t } = useTranslation('opinions')
  const { data } = useQuery(callVoiceQuery(code))
  if (!data || data.awards.length === 0) return null
  return (
    <section>
      <h2>{t('results.awards')}</h2>
      <ul className={styles.rows}>
        {data.awards.map(({ lot, space, match, isAwarded }) => (
          <li key={space} className={styles.rowHead}>
            <span>{lot === null ? space : t('results.lot', { lot, space })}</span>
            <MatchTag match={match} />
            {!isAwarded && <span className={styles.note}>{t('results.byRanking')}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What Municipi say of a plan. */
export function PlanVoice({ code }: { code: string }) {
  const { t } = useTranslation('opinions')
  const { data } = useQuery(opinionListQuery(`kind=plan&code=${encodeURIComponent(code)}`))
  return (
    <>
      {data && data.total > 0 && (
        <section>
          <h2>{t('title')}</h2>
          <OpinionRows items={data.items} named />
        </section>
      )}
      <AskOpinionButton about={{ kind: 'plan', code }} />
    </>
  )
}
