import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Role, roleNames } from '#schema/accounts'
import type { Notification } from '#schema/messages'
import { useFormats } from '../i18n/format.ts'
import { it } from '../i18n/resources.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './messages.module.css'
import { notificationsQuery, PAGE, useMarkRead } from './messagesApi.ts'
import { pageOf } from './targets.ts'

type News = keyof typeof it.messages.news

const isKnown = (name: string): name is News => name in it.messages.news

/** What happened, in words; a kind this page does not know yet is told in general. */
function useNewsText() {
  const { t } = useTranslation('messages')
  const format = useFormats()
  const language = useLanguage()
  return ({ kind, facts }: Notification): string => {
    const name = kind.replace('.', '_')
    const { number = '', code = '', title = '', district = '', dueOn, until, role = '' } = facts
    const day = dueOn ?? until
    return t(`news.${isKnown(name) ? name : 'other'}`, {
      number,
      code,
      title,
      district,
      date: day ? format.date(day) : '',
      role: roleNames[role as Role]?.[language] ?? role,
    })
  }
}

function NewsLine({ news, onRead }: { news: Notification; onRead: () => void }) {
  const { t } = useTranslation('messages')
  const format = useFormats()
  const text = useNewsText()(news)
  const to = pageOf(news.objectKind, news.objectId, news.kind)
  const unread = news.readAt === null
  return (
    <li className={unread ? styles.unread : ''}>
      <span className={styles.what}>
        {unread && <Tag tone="blue">{t('new')}</Tag>}{' '}
        {to ? (
          <Link to={to} onClick={() => unread && onRead()}>
            {text}
          </Link>
        ) : (
          text
        )}
      </span>
      <time dateTime={news.createdAt}>{format.dateTime(news.createdAt)}</time>
      {unread && (
        <Button look="quiet" onPress={onRead} aria-label={t('markOne', { what: text })}>
          {t('mark')}
        </Button>
      )}
    </li>
  )
}

/** What happened, the newest first; one that is followed counts as read. */
export function Notifications() {
  const { t } = useTranslation(['messages', 'desk'])
  const [limit, setLimit] = useState(PAGE)
  const { data, error, refetch } = useQuery({
    ...notificationsQuery(limit),
    placeholderData: keepPreviousData,
  })
  const markRead = useMarkRead()
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} />
  }
  if (data.total === 0) {
    return (
      <EmptyState title={t('messages:noNews')}>
        <p>{t('messages:noNewsBody')}</p>
      </EmptyState>
    )
  }
  return (
    <>
      <p className={styles.head}>
        <span role="status">{t('messages:unread', { count: data.unread })}</span>
        {data.unread > 0 && (
          <Button isPending={markRead.isPending} onPress={() => markRead.mutate({})}>
            {t('messages:markAll')}
          </Button>
        )}
      </p>
      <ul className={styles.list}>
        {data.items.map((news) => (
          <NewsLine key={news.id} news={news} onRead={() => markRead.mutate({ ids: [news.id] })} />
        ))}
      </ul>
      {data.items.length < data.total && limit < 200 && (
        <Button onPress={() => setLimit(Math.min(200, limit + PAGE))}>{t('desk:more')}</Button>
      )}
    </>
  )
}
