import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { accessCodeHash } from './accessCode.ts'
import { listFiles } from './files.ts'
import { noSubmission } from './locking.ts'
import type {
  FollowedPoint,
  FollowedSubmission,
  Following,
  MySubmission,
  MySubmissionItem,
  MySubmissionList,
  Protocol,
} from './schema.ts'
import { isShutOut } from './sql.ts'

/** SQL: the protocol number of submission `s` as JSON; null where it has none yet. */
const protocol = `CASE WHEN s.protocol_number IS NULL THEN NULL ELSE json_build_object('registry', s.registry,
  'year', s.protocol_year, 'number', s.protocol_number, 'at', s.protocol_at) END`

const factColumns = (db: Db) => ({
  number: 's.number',
  kind: 's.kind',
  opinionOutcome: 's.opinion_outcome',
  status: 's.status',
  plan: db.raw("json_build_object('code', p.code, 'title', p.title, 'titleEn', p.title_en)"),
  receivedAt: 's.received_at',
  isLate: 's.is_late',
  protocol: db.raw(protocol),
})

interface FactRow {
  receivedAt: Date | null
  protocol: Protocol | null
}

const withInstants = <Row extends FactRow>(row: Row) => ({
  ...row,
  receivedAt: row.receivedAt?.toISOString() ?? null,
  protocol: row.protocol && { ...row.protocol, at: new Date(row.protocol.at).toISOString() },
})

/** The protocol number of a submission; null where it has none yet. */
export async function readProtocol(db: Db, id: string): Promise<Protocol | null> {
  const row = await db({ s: 'submission' })
    .where({ 's.id': id })
    .first({ protocol: db.raw(protocol) })
  return withInstants({ receivedAt: null, protocol: row?.protocol ?? null }).protocol
}

/** SQL: why the submission `s` is not examined, and the number of the one it was put into; null where it is. */
const shutOut = `CASE WHEN ${isShutOut} THEN json_build_object(
  'reason', coalesce(s.merged_reason, s.inadmissible_reason),
  'into', (SELECT o.number FROM submission o WHERE o.id = s.merged_into)) END`

const submissions = (db: Db) => db({ s: 'submission' }).join({ p: 'plan' }, 'p.id', 's.plan_id')

/** What somebody has written, drafts included, the latest first. */
export async function listOwn(db: Db, accountId: string): Promise<MySubmissionList> {
  const rows: (FactRow & Omit<MySubmissionItem, keyof FactRow | 'updatedAt'> & { updatedAt: Date })[] =
    await submissions(db)
      .where({ 's.account_id': accountId })
      .orderBy([
        { column: 's.updated_at', order: 'desc' },
        { column: 's.id', order: 'asc' },
      ])
      .select({
        ...factColumns(db),
        id: 's.id',
        points: db.raw("jsonb_array_length(coalesce(s.draft -> 'targets', '[]'))"),
        updatedAt: 's.updated_at',
      })
  const items = rows.map((row) => ({ ...withInstants(row), updatedAt: row.updatedAt.toISOString() }))
  return { total: items.length, items }
}

/**
 * SQL: the reason of a decision `d` for who wrote one point of it. That of a group may name somebody else who wrote:
 * they read its public copy, once it is signed.
 */
const ownReply = `CASE WHEN d.group_id IS NULL THEN d.reason ELSE (SELECT r.text FROM public_reply r
  WHERE r.decision_id = d.id AND r.replaced_at IS NULL AND r.signed_at IS NOT NULL) END`

/** Points of a submission for who wrote it; what the Council decided once the register is public. */
async function readPoints(db: Db, submissionId: string): Promise<FollowedPoint[]> {
  return db({ t: 'point' })
    .join({ p: 'plan' }, 'p.id', 't.plan_id')
    .leftJoin({ d: 'decision' }, (join) =>
      join
        .on(db.raw('(d.point_id = t.id OR d.group_id = t.group_id)'))
        .andOnVal('d.stage', 'council')
        .andOnNull('d.replaced_at')
        .andOnNotNull('p.published_at'),
    )
    .where({ 't.submission_id': submissionId })
    .whereNull('t.removed_at')
    .orderBy('t.position')
    .select({
      position: 't.position',
      text: 't.text',
      prescription: 't.prescription',
      outcome: 'd.outcome',
      reply: db.raw(ownReply),
      decidedOn: db.raw('d.decided_on::text'),
    })
}

/**
 * One's own submission.
 * @throws {NotFoundError} where it is another's or does not exist
 */
export async function readOwn(
  db: Db,
  { config }: Pick<Context, 'config'>,
  accountId: string,
  id: string,
): Promise<MySubmission> {
  const row = await submissions(db)
    .where({ 's.id': id, 's.account_id': accountId })
    .first({
      ...factColumns(db),
      id: 's.id',
      version: 's.version',
      updatedAt: 's.updated_at',
      channel: 's.channel',
      shutOut: db.raw(shutOut),
      content: 's.draft',
      contentHash: 's.content_hash',
    })
  if (!row) throw noSubmission()
  return {
    ...withInstants(row),
    updatedAt: row.updatedAt.toISOString(),
    files: await listFiles(db, id),
    points: await readPoints(db, id),
    demo: config.demo,
  }
}

/** The digits of a number as somebody copies it: `PG 185714/2026` and `185714` are the same. */
const plainNumber = (written: string) => {
  const text = written.trim().toUpperCase()
  return { receipt: text, protocol: text.replace(/^[^0-9]*/, '').split('/')[0] ?? '' }
}

/**
 * A submission for who has its number and the code of its receipt.
 * @throws {NotFoundError} where the two do not belong together: which of them is wrong is not said
 */
export async function followSubmission(db: Db, { number, code }: Following): Promise<FollowedSubmission> {
  const { receipt, protocol: protocolNumber } = plainNumber(number)
  const row = await submissions(db)
    .where({ 's.access_code_hash': accessCodeHash(code) })
    .where((either) => either.where({ 's.number': receipt }).orWhere({ 's.protocol_number': protocolNumber }))
    .first({ ...factColumns(db), id: 's.id', contentHash: 's.content_hash', shutOut: db.raw(shutOut) })
  if (!row) throw noSubmission()
  const { id, ...facts } = row
  return { ...withInstants(facts), points: await readPoints(db, id) }
}
