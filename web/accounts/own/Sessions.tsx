import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OpenSession } from '#schema/accounts'
import { useFormats } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Tag } from '../../ui/marks.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useMe } from '../useMe.ts'
import styles from './own.module.css'
import { sessionsQuery, useSessionEnding } from './ownApi.ts'

interface SessionLineProps {
  session: OpenSession
  onEnd: () => void
  busy: boolean
}

function SessionLine({ session, onEnd, busy }: SessionLineProps) {
  const { t } = useTranslation('accounts')
  const format = useFormats()
  const demo = useMe().me?.account.demo ?? false
  const browser = session.browser ?? t('sessions.unknownBrowser')
  return (
    <li>
      <div>
        <b>{browser}</b> {session.isThis && <Tag tone="ok">{t('sessions.this')}</Tag>}
        <small>
          {t('sessions.opened', {
            at: format.dateTime(session.openedAt),
            how: t(`sessions.how.${demo ? 'demo' : session.identifiedBy}`),
          })}
        </small>
        <small>{t('sessions.seen', { at: format.dateTime(session.lastSeenAt) })}</small>
      </div>
      {!session.isThis && (
        <Button isPending={busy} onPress={onEnd} aria-label={t('sessions.endOne', { browser })}>
          {t('sessions.end')}
        </Button>
      )}
    </li>
  )
}

/** Where one is signed in, and the way to end it. */
export function Sessions() {
  const { t } = useTranslation('accounts')
  const { data, error, refetch } = useQuery(sessionsQuery)
  const end = useSessionEnding()
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={3} />
  }
  const others = data.items.filter(({ isThis }) => !isThis)
  return (
    <>
      <ul className={styles.sessions}>
        {data.items.map((session) => (
          <SessionLine
            key={session.id}
            session={session}
            busy={end.isPending}
            onEnd={() => end.mutate(session.id)}
          />
        ))}
      </ul>
      <Failure error={end.error} />
      <p role="status">{others.length === 0 && t('sessions.onlyThis')}</p>
      {others.length > 1 && (
        <Button isPending={end.isPending} onPress={() => end.mutate(null)}>
          {t('sessions.endOthers')}
        </Button>
      )}
    </>
  )
}
