import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { councilChanges } from './fieldClasses.ts'
import type { OpeningQuery, Openings } from './schema.ts'

/** What was opened in the terms of the address: a page, and what narrows it. */
export function openedAddress(page: string, query: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  )
  return search.size > 0 ? `${page}?${search}` : page
}

/** What was opened, and of which plan. */
export interface Opening {
  plan: { id: number; code: string }
  /** In the terms of the address: `edition?theme=3`. */
  what: string
}

/**
 * Logs that somebody opens the Council's edition, which has names: in the transaction that reads it, so that what
 * is not logged is not shown.
 * @returns when, by the clock of the database
 */
export async function recordOpening(trx: Db, person: Person, { plan, what }: Opening): Promise<Date> {
  const [row] = await trx('edition_opening')
    .insert({ plan_id: plan.id, account_id: person.account.id, what })
    .returning('opened_at')
  await recordEvent(trx, {
    actor: { id: person.account.id, role: actingRole(person, 'readCouncilEdition') },
    action: 'openEdition',
    objectKind: 'councilEdition',
    objectId: plan.code,
    changes: councilChanges({ what: [null, what] }),
  })
  return row.opened_at
}

const usualLimit = 50

/** Who opened what of the edition of a plan, the newest first. */
export async function listOpenings(db: Db, planId: number, query: OpeningQuery): Promise<Openings> {
  const { limit = usualLimit, before = null } = query
  const { total } = await db('edition_opening')
    .where({ plan_id: planId })
    .first(db.raw('count(*)::integer AS total'))
  const rows: (Omit<Openings['items'][number], 'at'> & { at: Date })[] = await db({ o: 'edition_opening' })
    .join({ a: 'account' }, 'a.id', 'o.account_id')
    .where({ 'o.plan_id': planId })
    .modify((page) => {
      if (before !== null) page.where('o.id', '<', before)
    })
    .orderBy('o.id', 'desc')
    .limit(limit)
    .select({ id: 'o.id', by: 'a.name', what: 'o.what', at: 'o.opened_at' })
  return {
    total,
    items: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
  }
}
