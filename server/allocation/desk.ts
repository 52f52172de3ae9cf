import { classesRead, keepClasses } from '../accounts/fieldAccess.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { listDeskNotices } from '../notices/queries.ts'
import { keptFromCommissioner, refuseCommissioner } from './commissioners.ts'
import { contentClasses } from './fieldClasses.ts'
import { listFiles } from './files.ts'
import { isInterested } from './locking.ts'
import { itemColumns, toQueueItem } from './queue.ts'
import { readAward, readCompletions, reasonOf } from './reading.ts'
import { restrictedFields } from './restricted.ts'
import { allowedActions, allowedProcedures } from './rules.ts'
import type { DeskRequest, QueueItem } from './schema.ts'
import { sealed } from './sealing.ts'
import { requestsSharing } from './subjects.ts'

/**
 * One request with everything needed to decide.
 * @throws {NotFoundError} where there is none, it is still a draft, or it is sealed
 * @throws {ForbiddenError} where it is kept from a commissioner
 */
export async function readDeskRequest(
  db: Db,
  { id, accountId, demo }: { id: string; accountId: string; demo: boolean },
): Promise<DeskRequest> {
  const row = await db({ r: 'request' })
    .join({ p: 'party' }, 'p.id', 'r.party_id')
    .leftJoin({ c: 'call' }, 'c.id', 'r.call_id')
    .leftJoin({ o: 'account' }, 'o.id', 'r.assigned_to')
    .where({ 'r.id': id })
    .whereNot('r.status', 'draft')
    .whereRaw(`NOT ${sealed}`)
    .first({
      ...itemColumns(db),
      version: 'r.version',
      content: 'r.content',
      contentHash: 'r.content_hash',
      reasonCode: 'r.reason_code',
      reason: 'r.reason',
      answer: 'r.answer',
      procedure: 'c.procedure',
    })
  if (!row) throw new NotFoundError('There is no such request.')
  await refuseCommissioner(db, accountId, id)
  const { version, identifiedBy, content, contentHash, reasonCode, reason, answer, procedure, ...itemRow } =
    row
  const item = toQueueItem({ ...itemRow, identifiedBy })
  const base = {
    ...item,
    version,
    identifiedBy,
    contentHash,
    isOwn: await isInterested(db, accountId, id),
    history: await readDeskHistory(db, id),
    demo,
  }
  return {
    ...base,
    content: keepClasses(content, contentClasses, classesRead('examineRequests')),
    restrictedFields: restrictedFields(content),
    answer,
    reason: reasonOf({ reasonCode, reason }),
    actions: base.isOwn ? [] : actionsOf(item, identifiedBy),
    procedures: allowedProcedures(item.kind, procedure),
    ...(await readAround(db, item, accountId)),
  }
}

/** What the office can do; who gets the lots of a call that is ranked is decided by its ranking. */
function actionsOf({ kind, status, call }: QueueItem, identifiedBy: string): DeskRequest['actions'] {
  const isRanked = call !== null && !call.standing
  return allowedActions(kind, status, 'office', identifiedBy).filter(
    (action) => !(isRanked && action === 'award'),
  )
}

type Around = Pick<
  DeskRequest,
  | 'files'
  | 'completions'
  | 'award'
  | 'notices'
  | 'takenPeriods'
  | 'sameTarget'
  | 'sameApplicant'
  | 'sameStamp'
>

async function readAround(db: Db, { id, targets }: QueueItem, accountId: string): Promise<Around> {
  const others = (condition: string) => readOthers(db, { id, accountId }, condition)
  const files = await listFiles(db, id)
  const completions = await readCompletions(db, id, files)
  const spaceIds = targets.flatMap((target) => target.spaces.map((space) => space.id))
  return {
    files: files.get(null) ?? [],
    completions: completions.map((completion) =>
      completion.answeredAt ? completion : { ...completion, files: [] },
    ),
    award: await readAward(db, id),
    notices: await listDeskNotices(db, 'request', id),
    takenPeriods: await readTakenPeriods(db, spaceIds),
    sameTarget: await others(sameTarget),
    sameApplicant: await others(sameApplicant),
    sameStamp: await others(sameStamp),
  }
}

/** When each of the spaces is awarded already, in order. */
export async function readTakenPeriods(db: Db, spaceIds: number[]): Promise<DeskRequest['takenPeriods']> {
  return db({ a: 'award' })
    .join({ s: 'space' }, 's.id', 'a.space_id')
    .whereIn('s.id', spaceIds)
    .whereNull('a.revoked_at')
    .orderByRaw('lower(a.period), s.code')
    .select({
      spaceCode: 's.code',
      from: db.raw('lower(a.period)::text'),
      until: db.raw('(upper(a.period) - 1)::text'),
    })
}

const sameTarget = `EXISTS (
  SELECT FROM request_lot mine
  LEFT JOIN lot_space mine_ls ON mine_ls.lot_id = mine.lot_id
  JOIN request_lot other ON other.request_id = r.id
  LEFT JOIN lot_space other_ls ON other_ls.lot_id = other.lot_id
  WHERE mine.request_id = :id
    AND coalesce(mine.space_id, mine_ls.space_id) = coalesce(other.space_id, other_ls.space_id))`
const sameApplicant = `r.id IN (${requestsSharing(':id')})`

const stampOf = (request: string) => `regexp_replace(${request}.content #>> '{stamp,number}', '\\s', '', 'g')`
const sameStamp = `${stampOf('r')} = (SELECT ${stampOf('mine')} FROM request mine WHERE mine.id = :id)`

async function readOthers(
  db: Db,
  { id, accountId }: { id: string; accountId: string },
  condition: string,
): Promise<DeskRequest['sameTarget']> {
  const rows = await db({ r: 'request' })
    .join({ p: 'party' }, 'p.id', 'r.party_id')
    .leftJoin({ c: 'call' }, 'c.id', 'r.call_id')
    .whereRaw(condition, { id })
    .whereNot('r.id', id)
    .whereNot('r.status', 'draft')
    .whereRaw(`NOT ${sealed}`)
    .whereRaw(`NOT ${keptFromCommissioner}`, { accountId })
    .orderBy(['r.received_at', 'r.id'])
    .limit(100)
    .select({
      id: 'r.id',
      number: 'r.number',
      kind: 'r.kind',
      status: 'r.status',
      receivedAt: 'r.received_at',
      applicantName: 'p.name',
    })
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }))
}

async function readDeskHistory(db: Db, id: string): Promise<DeskRequest['history']> {
  const rows = await db({ e: 'audit_event' })
    .leftJoin({ a: 'account' }, 'a.id', 'e.actor_id')
    .where({ 'e.object_kind': 'request', 'e.object_id': id })
    .orderBy('e.id')
    .select({
      at: 'e.happened_at',
      action: 'e.action',
      actorName: db.raw("CASE WHEN e.actor_role <> 'applicant' THEN a.name END"),
      actorRole: 'e.actor_role',
    })
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
