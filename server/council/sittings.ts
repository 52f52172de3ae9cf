import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import { refuseFor } from '../http/refusals.ts'
import { checkVersion } from '../http/version.ts'
import { councilChanges } from './fieldClasses.ts'
import { findPlan } from './queries.ts'
import type { NewSitting, SaveSitting, Sitting, Sittings } from './schema.ts'

const sittings = (db: Db, planId: number) =>
  db({ s: 'council_sitting' })
    .where({ 's.plan_id': planId })
    .select({
      id: 's.id',
      heldOn: db.raw("to_char(s.held_on, 'YYYY-MM-DD')"),
      actNumber: 's.act_number',
      councillors: 's.councillors',
      votes: db.raw('(SELECT count(*)::integer FROM council_vote v WHERE v.sitting_id = s.id)'),
      version: 's.version',
    })

/** The sittings about a plan, the newest first. */
export async function listSittings(db: Db, planId: number): Promise<Sittings> {
  return {
    items: await sittings(db, planId).orderBy(
      ['s.held_on', 's.id'].map((column) => ({ column, order: 'desc' })),
    ),
  }
}

/** @throws {NotFoundError} where the plan has no such sitting */
export async function findSitting(db: Db, planId: number, id: number): Promise<Sitting> {
  const sitting: Sitting | undefined = await sittings(db, planId).where({ 's.id': id }).first()
  if (!sitting) throw new NotFoundError('There is no such sitting.')
  return sitting
}

const trimmed = ({ heldOn, actNumber, councillors }: NewSitting) => ({
  held_on: heldOn,
  act_number: actNumber.trim(),
  councillors: [...new Set(councillors.map((name) => name.trim()))],
})

async function refuseAhead(trx: Db, heldOn: string): Promise<void> {
  if (heldOn <= romeDate(await databaseNow(trx))) return
  throw new ConflictError('The sitting has not been held yet.', '/problems/council-sitting', [
    { pointer: '/heldOn', detail: 'dateAhead' },
  ])
}

interface Doing {
  person: Person
  id: number
  before: Sitting | null
  after: ReturnType<typeof trimmed>
}

const recordSitting = (trx: Db, { person, id, before, after }: Doing): Promise<void> =>
  recordEvent(trx, {
    actor: { id: person.account.id, role: actingRole(person, 'recordVotes') },
    action: 'recordSitting',
    objectKind: 'councilSitting',
    objectId: String(id),
    changes: councilChanges({
      heldOn: [before?.heldOn ?? null, after.held_on],
      actNumber: [before?.actNumber ?? null, after.act_number],
      councillors: [before?.councillors ?? null, after.councillors],
    }),
  })

/** Records a sitting. @throws {ConflictError} where its day is yet to come, or it is there already */
export async function addSitting(
  { db }: Context,
  person: Person,
  code: string,
  given: NewSitting,
): Promise<Sittings> {
  return db.transaction(async (trx) => {
    const plan = await findPlan(trx, code)
    await refuseAhead(trx, given.heldOn)
    const after = trimmed(given)
    const [row] = await trx('council_sitting')
      .insert({ plan_id: plan.id, ...after, recorded_by: person.account.id })
      .returning('id')
    await recordSitting(trx, { person, id: row.id, before: null, after })
    return listSittings(trx, plan.id)
  })
}

/** Names that votes of a sitting need: of who left one, and as many as the largest vote had. */
async function readVoters(trx: Db, id: number): Promise<{ left: string[]; most: number }> {
  const votes: { left: { name: string }[]; present: number }[] = await trx('council_vote')
    .where({ sitting_id: id })
    .select({ left: 'left_under_78', present: 'present' })
  return {
    left: [...new Set(votes.flatMap((vote) => vote.left.map(({ name }) => name)))],
    most: Math.max(0, ...votes.map((vote) => vote.present + vote.left.length)),
  }
}

/** Why a sitting with votes cannot be kept as it is given. */
async function refusalsOf(trx: Db, before: Sitting, after: ReturnType<typeof trimmed>): Promise<string[]> {
  if (before.votes === 0) return []
  const { left, most } = await readVoters(trx, before.id)
  const isMoved = before.heldOn !== after.held_on || before.actNumber !== after.act_number
  return [
    ...(isMoved ? ['votesStand'] : []),
    ...(left.some((name) => !after.councillors.includes(name)) ? ['leftNotThere'] : []),
    ...(after.councillors.length < most ? ['moreThanThere'] : []),
  ]
}

/**
 * Corrects a sitting; with votes in it, its day and act stay, and so does whoever a vote names.
 * @throws {ConflictError} where it was changed since `version`, or votes stand in the way
 */
export async function saveSitting(
  { db }: Context,
  person: Person,
  { code, id }: { code: string; id: number },
  { version, ...given }: SaveSitting,
): Promise<Sittings> {
  return db.transaction(async (trx) => {
    const plan = await findPlan(trx, code)
    await trx('council_sitting').where({ id }).forUpdate().first('id')
    const before = await findSitting(trx, plan.id, id)
    checkVersion(before, version)
    await refuseAhead(trx, given.heldOn)
    const after = trimmed(given)
    const refusals = await refusalsOf(trx, before, after)
    refuseFor(refusals, '/problems/council-sitting', 'The sitting cannot be kept like this')
    await trx('council_sitting')
      .where({ id })
      .update({ ...after, version: version + 1 })
    await recordSitting(trx, { person, id, before, after })
    return listSittings(trx, plan.id)
  })
}
