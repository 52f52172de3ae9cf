import type { Db } from '../db/index.ts'

/** What is told in the application, whatever letters somebody has chosen. */
export interface News {
  /** Such as `request.admit`; with `desk.` in front where the office is told. */
  kind: string
  objectKind: string
  objectId: string
  /** What its words need, such as the number of a request; nothing personal. */
  facts: Record<string, string>
}

/** Tells people of a change, in its transaction; each once. */
export async function notify(trx: Db, accountIds: readonly string[], news: News): Promise<void> {
  const rows = [...new Set(accountIds)].map((accountId) => ({
    account_id: accountId,
    kind: news.kind,
    object_kind: news.objectKind,
    object_id: news.objectId,
    facts: JSON.stringify(news.facts),
  }))
  if (rows.length > 0) await trx('notification').insert(rows)
}
