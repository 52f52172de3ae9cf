import { useTranslation } from 'react-i18next'
import { presentOf } from '#rules/opinions'
import type { OpinionSitting } from '#schema/opinions'
import { useFormats } from '../i18n/format.ts'
import styles from './opinions.module.css'

/** The sitting something was voted in: day and act, votes, who was there against the quorum of that day. */
export function SittingLines({ sitting }: { sitting: OpinionSitting }) {
  const { t } = useTranslation('opinions')
  const format = useFormats()
  const { heldOn, actNumber, members, quorum, ...figures } = sitting
  return (
    <>
      <span>{t('sitting.heldOn', { date: format.date(heldOn), act: actNumber })}</span>
      <span>{t('sitting.votes', figures)}</span>
      <span className={styles.note}>
        {t('sitting.present', { present: presentOf(figures), members, quorum })}
      </span>
    </>
  )
}
