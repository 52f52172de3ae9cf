import type { Db } from '../db/index.ts'
import { isOfPartyLeft } from '../parties/leaving.ts'
import type { Notification, NotificationList, NotificationQuery, NotificationsRead } from './schema.ts'

interface Counted {
  total: number
  unread: number
  items: Notification[]
}

/**
 * A page of somebody's notifications, the newest first, with how many there are and how many are unread:
 * one statement, so that the counts are those of the list whatever arrives meanwhile.
 */
export async function listNotifications(
  db: Db,
  accountId: string,
  { unread = false, limit = 50, offset = 0 }: NotificationQuery,
): Promise<NotificationList> {
  const { rows } = await db.raw<{ rows: Counted[] }>(
    `WITH mine AS MATERIALIZED (
       SELECT n.id, n.kind, n.object_kind, n.object_id, n.facts, n.created_at, n.read_at
       FROM notification n WHERE n.account_id = :accountId AND NOT ${isOfPartyLeft}),
     asked AS (SELECT m.* FROM mine m WHERE NOT :unread OR m.read_at IS NULL),
     page AS (SELECT a.* FROM asked a ORDER BY a.created_at DESC, a.id LIMIT :limit OFFSET :offset)
     SELECT (SELECT count(*)::integer FROM asked) AS total,
       (SELECT count(*)::integer FROM mine WHERE mine.read_at IS NULL) AS unread,
       (SELECT coalesce(json_agg(json_build_object('id', p.id, 'kind', p.kind, 'objectKind', p.object_kind,
          'objectId', p.object_id, 'facts', p.facts, 'createdAt', p.created_at, 'readAt', p.read_at)
          ORDER BY p.created_at DESC, p.id), '[]') FROM page p) AS items`,
    { accountId, unread, limit, offset },
  )
  return rows[0] ?? { total: 0, unread: 0, items: [] }
}

/** Marks notifications of one's own as read: those named, else all. Others' are left alone. */
export async function markRead(db: Db, accountId: string, { ids }: NotificationsRead): Promise<void> {
  const rows = db('notification').where({ account_id: accountId }).whereNull('read_at')
  if (ids) rows.whereIn('id', ids)
  await rows.update({ read_at: db.raw('clock_timestamp()') })
}
