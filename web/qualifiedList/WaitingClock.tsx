import { useTranslation } from 'react-i18next'
import type { PublicEdition } from '#schema/qualifiedList'
import { useFormats } from '../i18n/format.ts'
import { Table } from '../ui/Table.tsx'
import styles from './qualifiedList.module.css'
import { StatusTag } from './StatusTag.tsx'
import { StepWaits } from './StepWaits.tsx'

interface WaitingClockProps {
  edition: PublicEdition
  title: string
  asOf: string
}

function Applications({ edition, title }: Omit<WaitingClockProps, 'asOf'>) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  if (edition.waiting.length === 0) return <p>{t('waitingNone')}</p>
  return (
    <Table
      caption={`${t('clock')}: ${title}`}
      heads={[t('number'), t('received'), t('here'), t('total'), t('stepHead')]}
      className={styles.table}
    >
      {edition.waiting.map(({ number, receivedOn, step, days, isOver, steps }) => (
        <tr key={number} data-over={isOver || undefined}>
          <th scope="row">{number}</th>
          <td data-label={t('received')}>{format.date(receivedOn)}</td>
          <td>
            <StatusTag status={step} />
          </td>
          <td data-label={t('total')}>{t('days', { count: days })}</td>
          <td>
            <StepWaits steps={steps} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** How long applications wait, each by its number, and what was usual in each step. */
export function WaitingClock({ edition, title, asOf }: WaitingClockProps) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  const shown = (days: number | null) => (days === null ? '–' : format.number(days, 1, 0))
  return (
    <>
      <h3>{t('clock')}</h3>
      <p className={styles.small}>{t('clockIntro', { at: format.dateTime(asOf) })}</p>
      <Applications edition={edition} title={title} />
      <h3>{t('figures')}</h3>
      <Table
        caption={`${t('figures')}: ${title}`}
        heads={[t('stepHead'), t('promised'), t('count'), t('median'), t('longest')]}
        className={styles.table}
      >
        {edition.figures.map(({ step, promised, applications, medianDays, longestDays }) => (
          <tr key={step}>
            <th scope="row">{t(`step.${step}`)}</th>
            <td data-label={t('promised')}>{promised}</td>
            <td data-label={t('count')}>{applications}</td>
            <td data-label={t('median')}>{shown(medianDays)}</td>
            <td data-label={t('longest')}>{shown(longestDays)}</td>
          </tr>
        ))}
      </Table>
    </>
  )
}
