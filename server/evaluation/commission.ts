import { holdersOfRoles } from '../accounts/holders.ts'
import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import type { Appointment, EvaluatorList, Replacement } from './deskSchema.ts'
import { readEvaluation } from './evaluation.ts'
import { type By, type JudgedCall, lockCall, record, refuseMove, refuseOwnCall } from './locking.ts'
import { type CommissionMember, inOffice, keepConflicts } from './members.ts'
import type { Declaration } from './scoringSchema.ts'
import { isCommissionSize } from './stages.ts'
import { tellDesk, writeToCommissioner } from './telling.ts'
import type { Position } from './words.ts'

/** Who can be appointed: everybody who holds the role of an evaluator now, by name. */
export async function listEvaluators(db: Db): Promise<EvaluatorList> {
  const items = await db('account')
    .whereIn('id', await holdersOfRoles(db, ['evaluator']))
    .orderBy(['name', 'id'])
    .select({ id: 'id', name: 'name', email: db.raw('email::text') })
  return { items }
}

const wrong = (detail: string, pointer: string, type = '/problems/commission') =>
  new UnprocessableError(detail, type, [{ pointer, detail }])

/** @throws {UnprocessableError} where somebody is no evaluator, or is who appoints */
async function checkPerson(trx: Db, accountId: string, appointedBy: string, pointer: string): Promise<void> {
  if (accountId === appointedBy)
    throw wrong('Nobody appoints themselves.', pointer, '/problems/commission-self')
  const evaluators = await holdersOfRoles(trx, ['evaluator'])
  if (!evaluators.includes(accountId))
    throw wrong('This person does not hold the role of an evaluator.', pointer, '/problems/commission-person')
}

function checkMembers(members: Appointment['members']): void {
  if (!isCommissionSize(members.length))
    throw wrong('A commission has three or five members.', '/members', '/problems/commission-size')
  if (new Set(members.map(({ accountId }) => accountId)).size < members.length)
    throw wrong('Nobody sits on a commission twice.', '/members', '/problems/commission-size')
  if (members.filter(({ position }) => position === 'president').length !== 1)
    throw wrong('A commission has one president.', '/members', '/problems/commission-size')
}

interface Seat {
  accountId: string
  position: Position
  actNumber: string
  actDate: string
}

const insertMember = (trx: Db, call: JudgedCall, by: string, seat: Seat) =>
  trx('commission_member').insert({
    call_id: call.id,
    account_id: seat.accountId,
    position: seat.position,
    act_number: seat.actNumber,
    act_date: seat.actDate,
    appointed_by: by,
  })

const actText = ({ actNumber, actDate }: Pick<Seat, 'actNumber' | 'actDate'>) => `${actNumber}, ${actDate}`

/** @throws {UnprocessableError} where an act is dated after today */
async function checkActDate(trx: Db, actDate: string): Promise<void> {
  if (actDate > romeDate(await databaseNow(trx)))
    throw wrong('The act lies in the future.', '/actDate', '/problems/act-date')
}

/**
 * Appoints the commission of a call by an act, after its deadline (D.Lgs 36/2023 art. 93; before it nobody
 * knows who will judge).
 */
export async function appoint(context: Context, by: By, code: string, body: Appointment): Promise<void> {
  checkMembers(body.members)
  const { id: actorId } = by.person.account
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    await refuseOwnCall(trx, by.person, call)
    const { facts } = await readEvaluation(trx, call)
    refuseMove(facts, 'appoint')
    await checkActDate(trx, body.actDate)
    for (const [index, { accountId }] of body.members.entries())
      await checkPerson(trx, accountId, actorId, `/members/${index}/accountId`)
    for (const member of body.members) {
      await insertMember(trx, call, actorId, { ...body, ...member })
      await writeToCommissioner(trx, context, call, member.accountId, {
        topic: 'appointed',
        act: actText(body),
      })
    }
    await record(trx, by, 'appoint', call, {
      commission: [null, body.members],
      act: [null, actText(body)],
    })
  })
}

const missing = () => new NotFoundError('There is no such member of the commission.')

/** Puts somebody else in the place of a commissioner, for a reason; the marks of who leaves count no more. */
export async function replaceMember(
  context: Context,
  by: By,
  code: string,
  memberId: number,
  body: Replacement,
): Promise<void> {
  const { id: actorId } = by.person.account
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    await refuseOwnCall(trx, by.person, call)
    const { facts, members } = await readEvaluation(trx, call)
    const leaving = inOffice(members).find(({ id }) => id === memberId)
    if (!leaving) throw missing()
    refuseMove(facts, 'replace')
    await checkActDate(trx, body.actDate)
    await checkPerson(trx, body.accountId, actorId, '/accountId')
    if (members.some(({ accountId }) => accountId === body.accountId))
      throw wrong('This person sits, or sat, on the commission.', '/accountId', '/problems/commission-person')
    await trx('commission_member')
      .where({ id: memberId })
      .update({ replaced_at: await databaseNow(trx), replaced_reason: body.reason })
    await insertMember(trx, call, actorId, { ...body, position: leaving.position })
    const act = actText(body)
    await writeToCommissioner(trx, context, call, leaving.accountId, {
      topic: 'replaced',
      act,
      reason: body.reason,
    })
    await writeToCommissioner(trx, context, call, body.accountId, { topic: 'appointed', act })
    await record(trx, by, 'replaceCommissioner', call, {
      member: [leaving.accountId, body.accountId],
      act: [leaving.actNumber, act],
    })
  })
}

/** @throws {NotFoundError} where the person does not sit on the commission, as where there is no such call */
export function ownSeat(
  members: readonly CommissionMember[],
  person: Person,
  code: string,
): CommissionMember {
  const seat = inOffice(members).find(({ accountId }) => accountId === person.account.id)
  if (!seat) throw new NotFoundError('There is no such call that a commission judges.')
  return seat
}

/** A commissioner declares to whom they are tied; what matches takes files away at once. */
export async function declareRelations(
  context: Context,
  by: By,
  code: string,
  { relations }: Declaration,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    const { facts, members } = await readEvaluation(trx, call)
    const seat = ownSeat(members, by.person, code)
    if (seat.declaredAt)
      throw new ConflictError('You have declared your relations already.', '/problems/declared')
    refuseMove(facts, 'declare')
    const clean = relations.map(({ name, code: number, kind }) => ({
      name: name.trim(),
      code: number?.trim() || null,
      kind,
    }))
    await trx('commission_member')
      .where({ id: seat.id })
      .update({ declared_at: await databaseNow(trx), relations: JSON.stringify(clean) })
    await keepConflicts(trx, call.id)
    await record(trx, by, 'declareRelations', call, { relations: [null, clean] })
  })
}

/** A commissioner recognises, with the file before them, that they may not judge it: it is taken away. */
export async function recognise(
  context: Context,
  by: By,
  code: string,
  requestId: string,
  reason: string,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    const { facts, members, requests } = await readEvaluation(trx, call)
    const seat = ownSeat(members, by.person, code)
    const request = requests.find(({ id }) => id === requestId)
    if (!request || !seat.declaredAt) throw new NotFoundError('There is no such request.')
    refuseMove(facts, 'score')
    const kept = await trx('evaluation_conflict')
      .insert({ member_id: seat.id, request_id: requestId, source: 'recognised', reason })
      .onConflict(['member_id', 'request_id'])
      .ignore()
      .returning('id')
    if (kept.length === 0) return
    await record(trx, by, 'recogniseConflict', call, {
      request: [null, request.number],
      conflictReason: [null, reason],
    })
    await tellDesk(trx, call, 'conflictRecognised', by.person.account.id)
  })
}
