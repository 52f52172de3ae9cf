import { createHash } from 'node:crypto'
import { canonicalHash } from '../db/canonical.ts'
import type { Db } from '../db/index.ts'
import { type ConflictError, ForbiddenError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { refusedFor } from '../http/refusals.ts'
import type { Span } from '../observations/spans.ts'
import { isCounted, points, reference } from '../points/sql.ts'
import type { PlacedFault, Standing } from './faults.ts'
import type { Writer } from './suggestions.ts'
import type { CopyRefusal, PublicPlace, SuggestionKind } from './words.ts'

/** A suggestion as it was looked at. */
export interface LookedAt extends Span {
  kind: SuggestionKind
  kept: boolean
}

/** The copy of a part that is current. */
export interface CurrentCopy {
  id: number
  revision: number
  text: string
  covers: Span[]
  lookedAt: LookedAt[]
  madeBy: string
  madeAt: Date
  signedBy: string | null
  signedAt: Date | null
  /** Of the text of a point alone. */
  synthesis: string | null
  place: PublicPlace | null
  sourceHash: string | null
}

/** A point with what its copies are made of. */
export interface CopyPoint {
  id: number
  reference: string
  planId: number
  removed: boolean
  counted: boolean
  words: string
  synthesis: string | null
  hasPlace: boolean
  groupId: number | null
  writer: Writer
  submitterId: string | null
}

/** The reason of the Council on a point or its group, with everybody it answers. */
export interface CopyReason {
  id: number
  groupId: number | null
  words: string
  outcome: string
  decidedOn: string
  writers: Writer[]
  submitters: (string | null)[]
}

const currentColumns = {
  id: 'id',
  revision: 'revision',
  text: 'text',
  covers: 'covers',
  lookedAt: 'looked_at',
  madeBy: 'redacted_by',
  madeAt: 'redacted_at',
  signedBy: 'signed_by',
  signedAt: 'signed_at',
}

/** The copy of the words of a point that is current. */
export const findText = (db: Db, pointId: number): Promise<CurrentCopy | undefined> =>
  db('public_text')
    .where({ point_id: pointId })
    .whereNull('replaced_at')
    .first({ ...currentColumns, synthesis: 'synthesis', place: 'place', sourceHash: 'source_hash' })

/** The copy of the reason of a decision that is current. */
export const findReply = (db: Db, decisionId: number): Promise<CurrentCopy | undefined> =>
  db('public_reply').where({ decision_id: decisionId }).whereNull('replaced_at').first(currentColumns)

/** Points with what their copies are made of, in the order of their ids. */
async function readCopyPoints(db: Db, ids: readonly number[]): Promise<CopyPoint[]> {
  const rows = await db
    .from(db.raw(points))
    .whereIn('p.id', ids)
    .orderBy('p.id')
    .select({
      id: 'p.id',
      reference: db.raw(reference),
      planId: 'p.plan_id',
      removed: db.raw('p.removed_at IS NOT NULL'),
      counted: db.raw(isCounted),
      words: 'p.text',
      synthesis: 'p.synthesis',
      hasPlace: db.raw('p.geom IS NOT NULL'),
      groupId: 'p.group_id',
      kind: 's.submitter_kind',
      submitter: 's.submitter',
      submitterId: 's.account_id',
    })
  return rows.map(({ kind, submitter, ...row }) => ({ ...row, writer: { kind, submitter } }))
}

/** @throws {NotFoundError} where there is no such point */
export async function readCopyPoint(db: Db, id: number): Promise<CopyPoint> {
  const [point] = await readCopyPoints(db, [id])
  if (!point) throw new NotFoundError('There is no such point.')
  return point
}

/** The reason of the Council that stands on a point, or on its group; undefined where there is none. */
export async function readReason(db: Db, point: CopyPoint): Promise<CopyReason | undefined> {
  const row = await db('decision')
    .where({ stage: 'council' })
    .whereNull('replaced_at')
    .whereNotNull('reason')
    .where((either) => {
      either.where({ point_id: point.id })
      if (point.groupId !== null) either.orWhere({ group_id: point.groupId })
    })
    .first({
      id: 'id',
      groupId: 'group_id',
      words: 'reason',
      outcome: 'outcome',
      decidedOn: db.raw("to_char(decided_on, 'YYYY-MM-DD')"),
    })
  if (!row) return undefined
  const members =
    row.groupId === null
      ? [{ kind: point.writer.kind, submitter: point.writer.submitter, account: point.submitterId }]
      : await db({ p: 'point' })
          .join({ s: 'submission' }, 's.id', 'p.submission_id')
          .where({ 'p.group_id': row.groupId })
          .select({ kind: 's.submitter_kind', submitter: 's.submitter', account: 's.account_id' })
  return {
    ...row,
    writers: members.map(({ kind, submitter }) => ({ kind, submitter })),
    submitters: members.map(({ account }) => account),
  }
}

/**
 * Points held until the transaction ends, with their plan: whoever would publish it waits, and then finds what this
 * transaction left.
 */
export async function holdPoints(trx: Db, ids: readonly number[]): Promise<CopyPoint[]> {
  await trx('plan')
    .whereIn('id', trx('point').whereIn('id', ids).select('plan_id'))
    .orderBy('id')
    .forShare()
    .select('id')
  await trx('point').whereIn('id', ids).orderBy('id').forNoKeyUpdate().select('id')
  return readCopyPoints(trx, ids)
}

/** @throws {NotFoundError} where there is no such point */
export async function holdPoint(trx: Db, id: number): Promise<CopyPoint> {
  const [point] = await holdPoints(trx, [id])
  if (!point) throw new NotFoundError('There is no such point.')
  return point
}

/** The reason of the Council on a point that is held, held too. */
export async function holdReason(trx: Db, point: CopyPoint): Promise<CopyReason | undefined> {
  const found = await readReason(trx, point)
  if (!found) return undefined
  await trx('decision').where({ id: found.id }).forNoKeyUpdate().first('id')
  return readReason(trx, point)
}

/** SHA-256 of the words a copy is made of, as the database takes it too. */
export const sourceHash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** SHA-256 of what the public would read of a copy: what whoever signs it has seen. */
export const copyHash = ({ text, synthesis, place }: CurrentCopy): string =>
  canonicalHash({ text, synthesis, place })

/** A point as its copy stands. */
export const textStanding = (point: CopyPoint, copy: CurrentCopy | undefined): Standing => ({
  removed: point.removed,
  counted: point.counted,
  hasWords: true,
  copy: copy
    ? {
        outdated: copy.sourceHash !== sourceHash(point.words),
        signed: copy.signedAt !== null,
        madeBy: copy.madeBy,
      }
    : null,
  submitters: [point.submitterId],
})

/** The reply to a point as its copy stands. */
export const replyStanding = (
  point: CopyPoint,
  reason: CopyReason | undefined,
  copy: CurrentCopy | undefined,
): Standing => ({
  removed: point.removed,
  counted: point.counted,
  hasWords: reason !== undefined,
  copy: copy ? { outdated: false, signed: copy.signedAt !== null, madeBy: copy.madeBy } : null,
  submitters: reason?.submitters ?? [point.submitterId],
})

/** @throws where a copy cannot be made, signed or withdrawn, naming every reason there is */
export function refuseCopy(refusals: readonly CopyRefusal[]): void {
  if (refusals.includes('ownObservation'))
    throw new ForbiddenError(
      'You wrote what this point is of: somebody else makes and signs its public text (L. 241/1990 art. 6-bis).',
      '/problems/own-observation',
    )
  if (refusals.length > 0) throw copyRefusal(refusals)
}

/** The answer to who would do something that cannot be done to a copy. */
export const copyRefusal = (refusals: readonly CopyRefusal[]): ConflictError =>
  refusedFor(refusals, '/problems/copy-refused')

/** @throws {UnprocessableError} naming what is wrong with a copy by its place in the body */
export function refuseFaults(faults: readonly PlacedFault[]): void {
  if (faults.length === 0) return
  throw new UnprocessableError(
    'The public copy cannot be kept like this.',
    '/problems/copy-faults',
    faults.map(({ pointer, code }) => ({ pointer, detail: code })),
  )
}
