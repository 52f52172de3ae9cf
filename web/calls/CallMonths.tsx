import { useTranslation } from 'react-i18next'
import { timeZone } from '#rules/city'
import type { CallItem } from '#schema/calls'
import { locales, useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Link } from '../ui/Link.tsx'
import styles from './callPage.module.css'
import { type CallDate, datesOf } from './callsState.ts'

function MonthDate({ date: { at, what, call } }: { date: CallDate }) {
  const { t } = useTranslation('callPage')
  const format = useFormats()
  const english = useLanguage() === 'en'
  return (
    <li>
      <time dateTime={at}>{format.dateTime(at)}</time> {t(`archive.${what}`)}{' '}
      <Link to={`/calls/${call.code}`}>{(english && call.titleEn) || call.title}</Link>
    </li>
  )
}

/** Openings and deadlines of the calls, month by month: of the chosen year, else those still to come. */
export function CallMonths({ items, year }: { items: readonly CallItem[]; year: string | undefined }) {
  const { t } = useTranslation('callPage')
  const locale = locales[useLanguage()]
  const month = new Intl.DateTimeFormat(locale, { timeZone, month: 'long', year: 'numeric' })
  const dates = datesOf(items, year, new Date())
  const monthOf = ({ at }: CallDate) => month.format(new Date(at))
  const months = [...new Set(dates.map(monthOf))]
  return (
    <section className={styles.months}>
      <h2>{t('archive.months')}</h2>
      {months.length === 0 && <p>{t('archive.monthsNone')}</p>}
      {months.map((name) => (
        <section key={name}>
          <h3>{name}</h3>
          <ul>
            {dates
              .filter((date) => monthOf(date) === name)
              .map((date) => (
                <MonthDate key={`${date.call.code} ${date.what}`} date={date} />
              ))}
          </ul>
        </section>
      ))}
    </section>
  )
}
