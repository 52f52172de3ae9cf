import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { EntryState } from './EntryState.tsx'
import { entriesQuery } from './listApi.ts'
import styles from './qualifiedList.module.css'

const past: readonly string[] = ['expired', 'cancelled', 'renewed']

/** A lab's place in the qualified list, for its page; being listed is not being funded, and it says so. */
export function ListEntry({ labCode }: { labCode: string }) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  const { data, error, refetch } = useQuery(entriesQuery(labCode))
  const entry = data?.items[0]
  return (
    <section className={styles.entry}>
      <h2>{t('entry.title')}</h2>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={2} />}
      {data && !entry && <p>{t('entry.none')}</p>}
      {entry && (
        <>
          <p className={styles.line}>
            <EntryState entry={entry} />
            {t(past.includes(entry.status) ? 'entry.was' : 'entry.listed', {
              date: format.date(entry.validUntil),
              act: entry.actNumber,
            })}
          </p>
          <p className={styles.small}>{t('entry.notFunded')}</p>
        </>
      )}
      {data && (
        <p className={styles.line}>
          <Link to="/labs/list">{t('entry.all')}</Link>
        </p>
      )}
    </section>
  )
}
