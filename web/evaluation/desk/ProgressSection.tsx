import { useTranslation } from 'react-i18next'
import { exclusionReasons } from '#schema/allocation'
import type { DeskEvaluation } from '#schema/evaluation'
import { RequestStatusTag } from '../../allocation/RequestStatusTag.tsx'
import { useFormats } from '../../i18n/format.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { Link } from '../../ui/Link.tsx'
import styles from '../evaluation.module.css'

type Row = DeskEvaluation['progress'][number]

/** How the formal check stands: how many in each state, and why some were left out. */
export function FormalSection({ evaluation }: { evaluation: DeskEvaluation }) {
  const { t } = useTranslation('evaluationDesk')
  const format = useFormats()
  const language = useLanguage()
  const { received, statuses, exclusions } = evaluation.formal
  const reasonOf = (code: string) =>
    exclusionReasons.find((reason) => reason.code === code)?.[language] ?? code
  return (
    <>
      <p>{t('formal.received', { count: received })}</p>
      {!evaluation.unsealedAt && <p className={styles.note}>{t('formal.sealed')}</p>}
      <ul className={styles.buttons}>
        {statuses.map(({ value, count }) => (
          <li key={value}>
            <RequestStatusTag status={value} /> {format.number(count)}
          </li>
        ))}
      </ul>
      {exclusions.length > 0 && (
        <>
          <h3>{t('formal.exclusions')}</h3>
          <ul className={styles.lines}>
            {exclusions.map(({ code, count }) => (
              <li key={code}>
                {reasonOf(code)}: {format.number(count)}
              </li>
            ))}
          </ul>
        </>
      )}
      {evaluation.unsealedAt && (
        <p className={styles.links}>
          <Link to="/desk">{t('formal.queue')}</Link>
        </p>
      )}
    </>
  )
}

function ProgressRow({ row, evaluation }: { row: Row; evaluation: DeskEvaluation }) {
  const { t } = useTranslation('evaluationDesk')
  const format = useFormats()
  const english = useLanguage() === 'en'
  const nameOf = (id: number) => evaluation.commission.find((member) => member.id === id)?.name ?? ''
  const { widest } = row
  const criterion = evaluation.criteria.technical.find(({ code }) => code === widest?.criterion)
  return (
    <tr>
      <th scope="row">
        <Link to={`/desk/requests/${row.requestId}`}>{row.number}</Link>
      </th>
      <td data-label={t('progress.column.applicant')}>{row.applicantName}</td>
      <td data-label={t('progress.column.waiting')}>
        {row.revealed ? t('progress.allIn') : row.waiting.map(nameOf).join(', ')}
      </td>
      <td data-label={t('progress.column.conflicts')}>
        {row.conflicts.map(({ memberId }) => nameOf(memberId)).join(', ')}
      </td>
      <td data-label={t('progress.column.widest')}>
        {widest?.spread === 0 && t('progress.noSpread')}
        {widest &&
          widest.spread > 0 &&
          t('progress.widest', {
            criterion: (english && criterion?.labelEn) || criterion?.label || widest.criterion,
            points: format.number(widest.spread, 2, 0),
          })}
      </td>
    </tr>
  )
}

/** How far the commission has come; marks themselves stand on the pages of the commissioners. */
export function ScoresSection({ evaluation }: { evaluation: DeskEvaluation }) {
  const { t } = useTranslation('evaluationDesk')
  const format = useFormats()
  const { given, due, progress } = evaluation
  if (progress.length === 0) return <p>{t('progress.none')}</p>
  return (
    <>
      <p>{t('progress.given', { given: format.number(given), due: format.number(due) })}</p>
      <table className={styles.rows}>
        <caption className="vh">{t('progress.caption')}</caption>
        <thead>
          <tr>
            {(['request', 'applicant', 'waiting', 'conflicts', 'widest'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`progress.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {progress.map((row) => (
            <ProgressRow key={row.requestId} row={row} evaluation={evaluation} />
          ))}
        </tbody>
      </table>
    </>
  )
}
