import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ListEntry, PublicEdition } from '#schema/qualifiedList'
import { useMe } from '../accounts/useMe.ts'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Table } from '../ui/Table.tsx'
import { EntryState } from './EntryState.tsx'
import { listQuery } from './listApi.ts'
import { MyLabs } from './MyLabs.tsx'
import styles from './qualifiedList.module.css'
import { RequirementDetail, useWords } from './RequirementWords.tsx'
import { StatusTag } from './StatusTag.tsx'
import { WaitingClock } from './WaitingClock.tsx'

function Entries({ entries, edition }: { entries: ListEntry[]; edition: string }) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  if (entries.length === 0) return <p>{t('entriesNone')}</p>
  return (
    <Table
      caption={`${t('entries')}: ${edition}`}
      heads={[t('lab'), t('state'), t('until'), t('actHead'), t('waited')]}
      className={styles.table}
    >
      {entries.map((entry) => (
        <tr key={entry.number}>
          <th scope="row">
            <Link to={`/labs/${entry.lab}`}>{entry.labName}</Link>
            {entry.district && <small> · {t('district', { code: entry.district })}</small>}
          </th>
          <td>
            <EntryState entry={entry} />
          </td>
          <td data-label={t('until')}>{format.date(entry.validUntil)}</td>
          <td data-label={t('actHead')}>
            {t('act', { act: entry.actNumber, date: format.date(entry.actDate) })}
          </td>
          <td data-label={t('waited')}>{t('days', { count: entry.waitedDays })}</td>
        </tr>
      ))}
    </Table>
  )
}

function Edition({ edition, asOf }: { edition: PublicEdition; asOf: string }) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  const words = useWords()
  const { act, actDate, opensOn, closesOn, isOpen, validityYears, source, requirements } = edition
  const title = words.of(edition)
  const from = format.date(opensOn)
  return (
    <section>
      <h2>{title}</h2>
      <p className={styles.line}>
        <Tag tone={isOpen ? 'ok' : 'plain'}>{t(isOpen ? 'open' : 'closed')}</Tag>
        {closesOn ? t('window', { from, to: format.date(closesOn) }) : t('standing', { from })}
      </p>
      <p className={styles.small}>
        {t('act', { act, date: format.date(actDate) })}. {t('validity', { count: validityYears })}{' '}
        {t('source', { source })}
      </p>
      <Disclosure
        title={
          <>
            {t('requirements', { count: requirements.length })} <span className="vh">{title}</span>
          </>
        }
      >
        <ul className={styles.requirements}>
          {requirements.map((requirement) => (
            <li key={requirement.code}>
              <strong>{words.label(requirement)}</strong>
              <RequirementDetail requirement={requirement} />
            </li>
          ))}
        </ul>
      </Disclosure>
      <h3>{t('entries')}</h3>
      <Entries entries={edition.entries} edition={title} />
      <WaitingClock edition={edition} title={title} asOf={asOf} />
    </section>
  )
}

/** The qualified list for everybody: its editions, who is in it, and how long one waits. */
export function ListPage() {
  const { t } = useTranslation('labList')
  const { may } = useMe()
  const { data, error, refetch } = useQuery(listQuery)
  return (
    <Page title={t('title')}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <p className={styles.intro}>{t('intro')}</p>
        {may('actForParties') && <MyLabs />}
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={10} />}
        {data?.editions.length === 0 && (
          <EmptyState title={t('none')}>
            <p>{t('noneBody')}</p>
          </EmptyState>
        )}
        {data?.editions.map((edition) => (
          <Edition key={edition.code} edition={edition} asOf={data.asOf} />
        ))}
        {data && data.editions.length > 0 && (
          <p className={styles.buttons}>
            <a href="/api/lab-list/entries.csv" download>
              {t('csvEntries')}
            </a>
            <a href="/api/lab-list/waiting.csv" download>
              {t('csvWaiting')}
            </a>
          </p>
        )}
      </div>
    </Page>
  )
}
