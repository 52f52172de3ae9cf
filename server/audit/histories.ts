import { classesRead } from '../accounts/fieldAccess.ts'
import { isPermitted } from '../accounts/guard.ts'
import type { Permission } from '../accounts/permissions.ts'
import type { Person } from '../accounts/queries.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import type { Reader } from './describing.ts'
import { fieldClassNames, type HistoryKind } from './schema.ts'

/** Whether an object is a person's own: they read all that happened to it. */
const isOwn: Record<HistoryKind, (db: Db, accountId: string, id: string) => Promise<boolean>> = {
  account: async (_db, accountId, id) => id === accountId,
  space: async () => false,
  party: async (db, accountId, id) =>
    Boolean(
      await db({ m: 'party_member' })
        .where({ 'm.account_id': accountId })
        .whereRaw('m.party_id::text = ?', [id])
        .whereNull('m.ended_at')
        .first('m.id'),
    ),
  request: async (db, accountId, id) =>
    Boolean(
      await db({ r: 'request' })
        .join({ m: 'party_member' }, 'm.party_id', 'r.party_id')
        .where({ 'm.account_id': accountId })
        .whereNull('m.ended_at')
        .whereRaw('r.id::text = ?', [id])
        .first('r.id'),
    ),
}

/** What lets one read the histories of objects that are not one's own. */
const others: Record<HistoryKind, readonly Permission[]> = {
  account: ['manageAccounts', 'readAudit'],
  space: ['examineRequests', 'readAudit'],
  party: ['examineRequests', 'readAudit'],
  request: ['examineRequests', 'readAudit'],
}

/** Whom a party has invited is for its representatives, in its history as on its page. */
async function withheldOf(db: Db, accountId: string, kind: HistoryKind, id: string): Promise<string[]> {
  if (kind !== 'party') return []
  const representative = await db({ m: 'party_member' })
    .where({ 'm.account_id': accountId, 'm.role': 'representative' })
    .whereRaw('m.party_id::text = ?', [id])
    .whereNull('m.ended_at')
    .first('m.id')
  return representative ? [] : ['invitedEmail']
}

/**
 * What a person may see of the history of an object.
 * @throws {NotFoundError} where it is not theirs to read, whether it exists or not
 */
export async function readerOf(
  db: Db,
  person: Person,
  objectKind: HistoryKind,
  objectId: string,
): Promise<Reader> {
  if (await isOwn[objectKind](db, person.account.id, objectId)) {
    const withheld = await withheldOf(db, person.account.id, objectKind, objectId)
    return { classes: fieldClassNames, isOwner: true, withheld }
  }
  const permission = others[objectKind].find((name) => isPermitted(person, name))
  if (!permission) throw new NotFoundError('There is no such history.')
  return { classes: classesRead(permission) }
}
