import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { isCounted, points, reference } from '../points/sql.ts'
import type { SubjectKind, SubjectQuery, Vote, VoteSubject } from './schema.ts'
import { findSitting } from './sittings.ts'
import { namesOfLeft } from './sql.ts'
import { findSubject, readNeighbours } from './subjects.ts'
import { namesakesOf } from './voting.ts'

export interface SubjectOf {
  kind: SubjectKind
  id: number
}

const columnOf = ({ kind, id }: SubjectOf, prefix: string) => ({ [`${prefix}.${kind}_id`]: id })

/** Every vote on one thing, the newest first; the one whose decision was not replaced stands. */
export async function readVotes(db: Db, subject: SubjectOf): Promise<Vote[]> {
  return db({ v: 'council_vote' })
    .join({ d: 'decision' }, 'd.id', 'v.decision_id')
    .where(columnOf(subject, 'v'))
    .orderBy('v.id', 'desc')
    .select({
      id: 'v.id',
      sitting: 'v.sitting_id',
      heldOn: db.raw("to_char(v.held_on, 'YYYY-MM-DD')"),
      actNumber: 'd.act_number',
      present: 'v.present',
      inFavour: 'v.in_favour',
      against: 'v.against',
      abstained: 'v.abstained',
      left: db.raw(namesOfLeft),
      amendments: 'v.amendments',
      outcome: 'd.outcome',
      reason: 'd.reason',
      correction: 'v.correction',
      stands: db.raw('d.replaced_at IS NULL'),
    })
}

/** What the Giunta proposes on one thing; null where it has not. */
export async function readProposal(db: Db, subject: SubjectOf): Promise<VoteSubject['proposal']> {
  const proposal = await db({ d: 'decision' })
    .where({ ...columnOf(subject, 'd'), 'd.stage': 'giunta' })
    .whereNull('d.replaced_at')
    .first({
      outcome: 'd.outcome',
      reason: 'd.reason',
      actNumber: 'd.act_number',
      decidedOn: db.raw("to_char(d.decided_on, 'YYYY-MM-DD')"),
    })
  return proposal ?? null
}

/** The points a vote is on, with whose they are. */
const pointsOf = (db: Db, { kind, id }: SubjectOf) =>
  db
    .from(db.raw(points))
    .where(kind === 'point' ? { 'p.id': id } : { 'p.group_id': id })
    .whereRaw(isCounted)
    .orderBy(['s.received_at', 'p.id'])

/** Councillors of a sitting whose name is among who wrote, or for whom they wrote. */
async function readInterests(
  db: Db,
  subject: SubjectOf,
  councillors: readonly string[],
): Promise<VoteSubject['interests']> {
  const rows: { reference: string; names: (string | null)[] }[] = await pointsOf(db, subject).select({
    reference: db.raw(reference),
    names: db.raw("ARRAY[s.submitter->>'name', s.submitter->>'onBehalfOf']"),
  })
  const people = rows.flatMap((row) =>
    row.names.flatMap((name) => (name === null ? [] : { name, reference: row.reference })),
  )
  return namesakesOf(councillors, people).map(({ councillor, somebody }) => ({ councillor, ...somebody }))
}

/**
 * One thing to vote on: what is proposed, every vote on it, which councillors of the sitting may have an interest,
 * and its neighbours in the order of voting.
 * @throws {NotFoundError} where the plan has no such thing to vote on
 */
export async function readVoteSubject(
  db: Db,
  planId: number,
  of: SubjectOf,
  { sitting, ...query }: SubjectQuery,
): Promise<VoteSubject> {
  const subject = await findSubject(db, planId, of)
  if (!subject) throw new NotFoundError('There is nothing like this to vote on.')
  const councillors = sitting === undefined ? [] : (await findSitting(db, planId, sitting)).councillors
  return {
    ...subject,
    points: await pointsOf(db, of).select({
      id: 'p.id',
      reference: db.raw(reference),
      synthesis: 'p.synthesis',
    }),
    proposal: await readProposal(db, of),
    votes: await readVotes(db, of),
    interests: await readInterests(db, of, councillors),
    ...(await readNeighbours(db, planId, { ...query, ...of })),
  }
}
