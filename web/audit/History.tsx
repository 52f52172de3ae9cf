import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AuditEvent, HistoryKind, History as Told } from '#schema/audit'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './audit.module.css'
import { EventChanges } from './EventChanges.tsx'
import { useAuditWords } from './useAuditWords.ts'

/** How the history of an object is read; `requests` and `desk` keys are forgotten at sign-out. */
const historyQuery = (objectKind: HistoryKind, objectId: string) => ({
  queryKey: ['requests', 'history', objectKind, objectId],
  queryFn: () => api<Told>(`/api/history/${objectKind}/${encodeURIComponent(objectId)}`),
})

function Entry({ event, level }: { event: AuditEvent; level: 3 | 4 }) {
  const { t } = useTranslation('audit')
  const format = useFormats()
  const words = useAuditWords()
  return (
    <li>
      <time dateTime={event.at}>{format.dateTime(event.at)}</time>
      <span>{t('historyBy', { action: words.action(event.action), who: words.who(event) })}</span>
      {event.changes.length > 0 && (
        <Disclosure
          level={level}
          title={
            <span>
              {t('details')}
              <span className="vh">: {words.action(event.action)}</span>
            </span>
          }
        >
          <EventChanges changes={event.changes} />
        </Disclosure>
      )}
    </li>
  )
}

interface HistoryProps {
  objectKind: HistoryKind
  objectId: string
  /** Heading level of its title; none where the page has its own. */
  titleLevel?: 2 | 3
  /** Heading level of what an entry opens to: one below the heading that stands above. */
  entryLevel?: 3 | 4
}

/** What happened to an object, in plain words: as much of it as the reader may know. */
export function History(props: HistoryProps) {
  const { objectKind, objectId, titleLevel, entryLevel = titleLevel === 2 ? 3 : 4 } = props
  const { t } = useTranslation('audit')
  const { data, error, refetch } = useQuery(historyQuery(objectKind, objectId))
  const Title = titleLevel === 2 ? 'h2' : 'h3'
  const Part = titleLevel ? 'section' : 'div'
  return (
    <Part className={styles.history}>
      {titleLevel && <Title>{t('history')}</Title>}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={3} />}
      {data?.items.length === 0 && <p>{t('noHistory')}</p>}
      <ol>
        {data?.items.map((event) => (
          <Entry key={event.id} event={event} level={entryLevel} />
        ))}
      </ol>
    </Part>
  )
}

/** The same under a heading that opens, read only then. */
export function FoldedHistory({ objectKind, objectId }: Pick<HistoryProps, 'objectKind' | 'objectId'>) {
  const { t } = useTranslation('audit')
  return (
    <Disclosure title={t('history')} level={2} onlyWhenOpen>
      <History objectKind={objectKind} objectId={objectId} entryLevel={3} />
    </Disclosure>
  )
}
