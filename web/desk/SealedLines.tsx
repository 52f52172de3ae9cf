import { useTranslation } from 'react-i18next'
import type { Queue } from '#schema/allocation'
import { useFormats } from '../i18n/format.ts'
import { Link } from '../ui/Link.tsx'
import styles from './desk.module.css'

/** How many applications nobody reads yet, for each call: nothing else of them is known. */
export function SealedLines({ sealed }: { sealed: Queue['sealed'] }) {
  const { t } = useTranslation('desk')
  const format = useFormats()
  if (sealed.length === 0) return null
  const when = (until: string) =>
    t(Date.parse(until) > Date.now() ? 'sealed.until' : 'sealed.waiting', { date: format.dateTime(until) })
  return (
    <section className={styles.sealed} aria-label={t('sealed.title')}>
      <ul>
        {sealed.map(({ call, total, until }) => (
          <li key={call.code}>
            <strong>{t('sealed.line', { count: total })}</strong>{' '}
            <Link to={`/desk/calls/${call.code}`}>{call.title}</Link>
            {until && `, ${when(until)}`}
          </li>
        ))}
      </ul>
    </section>
  )
}
