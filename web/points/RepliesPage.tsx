import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Setup } from '#schema/points'
import { Disclosure } from '../ui/Disclosure.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { DeskFrame } from './DeskFrame.tsx'
import styles from './points.module.css'
import { repliesQuery } from './pointsApi.ts'

function Replies({ setup }: { setup: Setup }) {
  const { t } = useTranslation('points')
  const { data, error, refetch } = useQuery(repliesQuery(setup.plan.code))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} />
  if (data.total === 0)
    return (
      <EmptyState title={t('replies.none')}>
        <p>{t('replies.noneBody')}</p>
      </EmptyState>
    )
  return (
    <div className={styles.partsPage}>
      <p className={styles.lead}>{t('replies.intro')}</p>
      <ul className={styles.cards}>
        {data.items.map((reply) => (
          <li key={reply.id} className={styles.card}>
            <h2>
              {reply.code} · {reply.title}
            </h2>
            <p className={styles.tags}>
              <Tag tone={reply.checked ? 'ok' : 'warn'}>
                {t(reply.checked ? 'replies.checked' : 'replies.unchecked')}
              </Tag>
              <Tag>{t('replies.uses', { count: reply.uses })}</Tag>
            </p>
            <p className={styles.preserved}>{reply.text}</p>
            {reply.points.length > 0 && (
              <Disclosure title={t('replies.where')}>
                <ul className={styles.plainList}>
                  {reply.points.map((point) => (
                    <li key={point.id}>
                      <Link to={`/desk/points/${point.id}`}>{point.reference}</Link>
                    </li>
                  ))}
                </ul>
              </Disclosure>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The standard replies of a plan, and where each is used. */
export function RepliesPage() {
  const { t } = useTranslation('points')
  return <DeskFrame title={t('replies.title')}>{(setup) => <Replies setup={setup} />}</DeskFrame>
}
