import { holdersOf } from '../accounts/holders.ts'
import type { Db } from '../db/index.ts'
import { notify } from '../mail/news.ts'
import type { LockedRequest } from './locking.ts'
import { sideOf } from './rules.ts'
import type { RequestAction } from './schema.ts'
import { isRequestSealed } from './sealing.ts'

/** Accounts of the members that the party of a request has now; who wrote it may have left. */
export async function applicantsOf(db: Db, requestId: string): Promise<string[]> {
  return db({ r: 'request' })
    .join({ m: 'party_member' }, 'm.party_id', 'r.party_id')
    .where({ 'r.id': requestId })
    .whereNull('m.ended_at')
    .orderBy('m.account_id')
    .pluck<string[]>('m.account_id')
}

/** Who has a request in charge; everybody of the office where nobody has. */
const officersOf = async (db: Db, assignedTo: string | null): Promise<string[]> =>
  assignedTo ? [assignedTo] : holdersOf(db, 'examineRequests')

type Told = Pick<LockedRequest, 'id' | 'number' | 'assignedTo'>

const about = ({ id, number }: Told, facts: Record<string, string> = {}) => ({
  objectKind: 'request',
  objectId: id,
  facts: { number: number ?? '', ...facts },
})
const others = (ids: string[], actorId: string | null) => ids.filter((id) => id !== actorId)

/** Tells the people of a request something in the application; not whoever did it. */
export async function tellApplicants(
  trx: Db,
  request: Told,
  event: string,
  actorId: string | null,
  facts?: Record<string, string>,
): Promise<void> {
  const people = others(await applicantsOf(trx, request.id), actorId)
  await notify(trx, people, { kind: `request.${event}`, ...about(request, facts) })
}

/** The same to who has it in charge at the office, or to the whole office; of a sealed one nothing. */
export async function tellOffice(
  trx: Db,
  request: Told,
  event: string,
  actorId: string | null,
): Promise<void> {
  if (await isRequestSealed(trx, request.id)) return
  const people = others(await officersOf(trx, request.assignedTo), actorId)
  await notify(trx, people, { kind: `desk.${event}`, ...about(request) })
}

/** Tells in the application of an action: its people always, the office what they did. */
export async function tellPeople(
  trx: Db,
  request: Told,
  action: RequestAction,
  actorId: string,
): Promise<void> {
  await tellApplicants(trx, request, action, actorId)
  if (sideOf(action) === 'applicant') await tellOffice(trx, request, action, actorId)
}
