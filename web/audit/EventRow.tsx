import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AuditEvent, ChainVerification } from '#schema/audit'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './audit.module.css'
import { auditAddress } from './auditState.ts'
import { EventChanges } from './EventChanges.tsx'
import { useAuditWords } from './useAuditWords.ts'

function ChainCheck({ event: { objectKind, objectId } }: { event: AuditEvent }) {
  const { t } = useTranslation('audit')
  const parameters = new URLSearchParams({ objectKind, objectId })
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['audit', 'verification', objectKind, objectId],
    queryFn: () => api<ChainVerification>(`/api/audit/verification?${parameters}`),
    enabled: false,
  })
  return (
    <div className={styles.check}>
      <Button onPress={() => void refetch()} isPending={isFetching}>
        {t(isFetching ? 'verifying' : 'verify')}
      </Button>
      <Failure error={error} />
      <div role="status">
        {data?.valid && (
          <Note tone="ok" icon="ok">
            {t('chainWhole', { count: data.events })}
          </Note>
        )}
        {data?.fault && (
          <Note tone="danger" icon="warn">
            {t('chainBroken', { id: data.brokenAt ?? '', fault: t(`eventFault.${data.fault}`) })}
          </Note>
        )}
      </div>
    </div>
  )
}

function Details({ event }: { event: AuditEvent }) {
  const { t } = useTranslation('audit')
  const words = useAuditWords()
  const { id, actorId, objectKind, objectId, hash } = event
  return (
    <div className={styles.details}>
      <EventChanges changes={event.changes} withClass />
      <DefinitionList
        entries={[
          {
            term: t('who'),
            value: (
              <>
                {words.who(event)}
                <small className={styles.code}>
                  {actorId ? t('account', { id: actorId }) : t('program')}
                </small>
              </>
            ),
          },
          {
            term: t('object'),
            value: (
              <>
                {words.object(event)}
                {!words.object(event).endsWith(objectId) && <small className={styles.code}>{objectId}</small>}
              </>
            ),
          },
          { term: t('number'), value: id },
          { term: t('hash'), value: <code className={styles.code}>{hash}</code> },
        ]}
      />
      <div className={styles.rowActions}>
        <ChainCheck event={event} />
        <LinkButton to={auditAddress({ objectKind, objectId })}>{t('onlyThis')}</LinkButton>
      </div>
    </div>
  )
}

/** An event of the log on one line, which opens to what it changed. */
export function EventRow({ event }: { event: AuditEvent }) {
  const format = useFormats()
  const words = useAuditWords()
  return (
    <li className={styles.event}>
      <Disclosure
        title={
          <span className={styles.line}>
            <time dateTime={event.at}>{format.dateTime(event.at)}</time>
            <strong>{words.action(event.action)}</strong>
            <span>{words.object(event)}</span>
            <span>{words.who(event)}</span>
          </span>
        }
      >
        <Details event={event} />
      </Disclosure>
    </li>
  )
}
