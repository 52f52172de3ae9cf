import { useTranslation } from 'react-i18next'
import { romeDate } from '#rules/city'
import { type LabHours, type LabProfile, weekdays } from '#schema/labs'
import { useFormats } from '../i18n/format.ts'
import styles from './lab.module.css'
import { OpeningMark } from './OpeningMark.tsx'
import { writtenHours } from './writtenHours.ts'

function Exceptions({ hours }: { hours: LabHours }) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const today = romeDate(new Date())
  const coming = hours.exceptions
    .filter(({ lastOn }) => lastOn >= today)
    .sort((a, b) => (a.firstOn < b.firstOn ? -1 : 1))
  if (coming.length === 0) return null
  return (
    <>
      <h3>{t('hours.exceptions')}</h3>
      <ul className={styles.plain}>
        {coming.map(({ firstOn, lastOn, intervals, note }) => (
          <li key={firstOn}>
            {firstOn === lastOn
              ? format.date(firstOn)
              : t('hours.fromTo', { first: format.date(firstOn), last: format.date(lastOn) })}
            : {intervals.length === 0 ? t('hours.closed') : writtenHours(intervals)}
            {note && ` (${note})`}
          </li>
        ))}
      </ul>
    </>
  )
}

function WeekTable({ hours }: { hours: LabHours }) {
  const { t } = useTranslation('labs')
  return (
    <table className={styles.week}>
      <caption className="vh">{t('hours.week')}</caption>
      <tbody>
        {weekdays.map((day, at) => {
          const intervals = hours.weekly.filter(({ weekday }) => weekday === at + 1)
          return (
            <tr key={day}>
              <th scope="row">{t(`days.${day}`)}</th>
              <td>{intervals.length === 0 ? t('hours.closed') : writtenHours(intervals)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Whether the door is open now, and the hours of the week. */
export function HoursCard({ lab }: { lab: LabProfile }) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const { hours } = lab
  return (
    <section className={styles.box}>
      <h2>{t('hours.title')}</h2>
      <p>
        <OpeningMark lab={lab} />
      </p>
      {!hours && <p className={styles.unknown}>{t('hours.unknown')}</p>}
      {hours && hours.weekly.length > 0 && <WeekTable hours={hours} />}
      {hours?.byAppointment && <p>{t('hours.byAppointment')}</p>}
      {hours && <Exceptions hours={hours} />}
      {lab.weekHours !== null && (
        <p className={styles.quiet}>{t('hours.inAll', { hours: format.number(lab.weekHours, 1, 0) })}</p>
      )}
    </section>
  )
}
