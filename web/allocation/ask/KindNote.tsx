import { useTranslation } from 'react-i18next'
import type { RequestKind } from '#schema/allocation'
import type { Space } from '#schema/spaces'
import { useFormats } from '../../i18n/format.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { Note } from '../../ui/marks.tsx'
import styles from '../signature.module.css'
import { SignatureNote } from './SignatureNote.tsx'

/** What this paper is and is not: the two kinds must never be taken for each other. */
export function KindNote({ space, kind }: { space: Space; kind: RequestKind }) {
  const { t } = useTranslation('requests')
  const format = useFormats()
  const english = useLanguage() === 'en'
  const { call } = space
  if (kind === 'expressionOfInterest' || !call) {
    return (
      <Note tone="warn" icon="info">
        {t('ask.explain.expressionOfInterest')}
      </Note>
    )
  }
  return (
    <div className={styles.note}>
      <Note icon="doc">
        {t('ask.explain.application', { lot: call.lot, call: (english && call.titleEn) || call.title })}{' '}
        {call.closesAt &&
          `${t('ask.explain.applicationDeadline', { date: format.dateTime(call.closesAt) })} `}
        {!call.standing && t('ask.explain.applicationSealed')}
      </Note>
      <SignatureNote next={`/spaces/${space.code}/ask`} />
    </div>
  )
}
