import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Icon } from '../ui/icons.tsx'
import styles from './callPage.module.css'

/** Address of the calendar of all calls, or of one. */
const calendarOf = (language: string, code?: string) =>
  `/api/calls${code ? `/${encodeURIComponent(code)}` : ''}.ics?language=${language}`

/** The calendar and the feed, to follow the calls with one's own programs; also said to the browser itself. */
export function FeedLinks({ code }: { code?: string }) {
  const { t } = useTranslation('callPage')
  const language = useLanguage()
  const calendar = calendarOf(language, code)
  const feed = `/api/calls.atom?language=${language}`
  return (
    <>
      <link rel="alternate" type="text/calendar" href={calendar} title={t('follow.calendar')} />
      <link rel="alternate" type="application/atom+xml" href={feed} title={t('follow.feed')} />
      <ul className={styles.follow}>
        <li>
          <Icon name="clock" />
          <a href={calendar}>{t(code ? 'follow.calendarOfCall' : 'follow.calendar')}</a>
        </li>
        <li>
          <Icon name="bell" />
          <a href={feed}>{t('follow.feed')}</a>
        </li>
      </ul>
    </>
  )
}
