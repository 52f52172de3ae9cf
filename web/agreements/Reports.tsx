import { useTranslation } from 'react-i18next'
import type { YearlyReport } from '#schema/agreements'
import { useFormats } from '../i18n/format.ts'
import styles from './agreements.module.css'

/** The yearly reports of a holder, the newest first. */
export function Reports({ reports }: { reports: readonly YearlyReport[] }) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  if (reports.length === 0) return null
  return (
    <table className={`${styles.table} ${styles.stacked}`}>
      <caption className="vh">{t('report.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('report.year')}</th>
          {(['jobs', 'openingHoursWeek', 'residentHours'] as const).map((column) => (
            <th key={column} scope="col" className={styles.figure}>
              {t(`report.${column}`)}
            </th>
          ))}
          <th scope="col">{t('report.text')}</th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr key={report.year}>
            <th scope="row">{report.year}</th>
            <td data-label={t('report.jobs')} className={styles.figure}>
              {format.number(report.jobs, 1, 0)}
            </td>
            <td data-label={t('report.openingHoursWeek')} className={styles.figure}>
              {format.number(report.openingHoursWeek, 1, 0)}
            </td>
            <td data-label={t('report.residentHours')} className={styles.figure}>
              {format.number(report.residentHours, 1, 0)}
            </td>
            <td data-label={t('report.text')}>{report.text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
