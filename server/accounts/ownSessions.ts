import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { accountChanges } from './fieldClasses.ts'
import { type Person, sessionIsOpen } from './queries.ts'
import type { OpenSession } from './schema.ts'

/** Of a person of the demonstration, who is everybody, one's own session alone. */
const ownRows = ({ account, sessionId }: Person) =>
  account.demo ? { account_id: account.id, id: sessionId } : { account_id: account.id }

/** The sessions of the person that are open, the one seen last first. */
export async function listSessions(db: Db, person: Person): Promise<OpenSession[]> {
  const rows = await db('session')
    .where(ownRows(person))
    .whereRaw(sessionIsOpen)
    .orderBy([
      { column: 'last_seen_at', order: 'desc' },
      { column: 'id', order: 'asc' },
    ])
    .select({
      id: 'id',
      openedAt: 'created_at',
      lastSeenAt: 'last_seen_at',
      browser: 'user_agent',
      identifiedBy: 'identified_by',
    })
  return rows.map((row) => ({
    ...row,
    openedAt: row.openedAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    isThis: row.id === person.sessionId,
  }))
}

/** Ends sessions of an account and records that its owner did so; all but `keep`, or only `only`. */
async function endSessions(
  trx: Db,
  person: Person,
  which: { only: string } | { keep: string },
): Promise<number> {
  const { account, sessionId } = person
  const ended = await trx('session')
    .where(ownRows(person))
    .where((rows) => {
      if ('only' in which) rows.where({ id: which.only })
      else rows.whereNot({ id: which.keep })
    })
    .delete()
    .returning(['id', 'user_agent'])
  for (const session of ended) {
    await recordEvent(trx, {
      actor: { id: account.id, role: 'owner' },
      action: session.id === sessionId ? 'signOut' : 'endSession',
      objectKind: 'account',
      objectId: account.id,
      changes: accountChanges({ browser: [session.user_agent, null] }),
    })
  }
  return ended.length
}

/**
 * Ends one session of the person.
 * @throws {NotFoundError} where it is over already, or somebody else's
 */
export async function endSession(db: Db, person: Person, id: string): Promise<void> {
  const ended = await db.transaction((trx) => endSessions(trx, person, { only: id }))
  if (ended === 0) throw new NotFoundError('This session is over.')
}

/** Ends every session of the person but the one that asks. */
export async function endOtherSessions(db: Db, person: Person): Promise<void> {
  await db.transaction((trx) => endSessions(trx, person, { keep: person.sessionId }))
}
