import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { useMe } from '../accounts/useMe.ts'
import { Icon } from '../ui/icons.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './messages.module.css'
import { unreadQuery } from './messagesApi.ts'

/** How many notifications are unread, and the way to them; nothing for a visitor. */
export function Bell() {
  const { t } = useTranslation('messages')
  const { me } = useMe()
  const { pathname } = useLocation()
  const { data, refetch } = useQuery({ ...unreadQuery, enabled: me !== null })
  const lastPage = useRef(pathname)
  useEffect(() => {
    if (lastPage.current === pathname) return
    lastPage.current = pathname
    if (me) void refetch()
  }, [pathname, me, refetch])
  if (!me) return null
  const unread = data?.unread ?? 0
  return (
    <Link
      to="/account/messages"
      className={styles.bell}
      aria-label={t('bell', { count: unread })}
      aria-current={pathname === '/account/messages' ? 'page' : undefined}
    >
      <Icon name="bell" size={22} />
      {unread > 0 && <span className={styles.count}>{unread > 99 ? '99+' : unread}</span>}
    </Link>
  )
}
