import type { Person } from '../accounts/queries.ts'
import type { Db } from '../db/index.ts'
import { ownSeat } from './commission.ts'
import { type Evaluation, readEvaluation } from './evaluation.ts'
import { type JudgedCall, listJudged, readCall } from './locking.ts'
import { type CommissionMember, inOffice } from './members.ts'
import { isCompeting } from './requests.ts'
import type { CommissionItem, EvaluatorQueue, FileItem, QueueQuery, Seat } from './scoringSchema.ts'
import { refusedMoves } from './stages.ts'
import { type FileState, fileStates } from './words.ts'

/** The evaluations of the commissions somebody sits on, in the order in which the calls closed. */
async function ownEvaluations(
  db: Db,
  person: Person,
): Promise<{ evaluation: Evaluation; seat: CommissionMember }[]> {
  const sits = await db('commission_member')
    .where({ account_id: person.account.id })
    .whereNull('replaced_at')
    .pluck<number[]>('call_id')
  const calls: JudgedCall[] = (await listJudged(db)).filter(({ id }) => sits.includes(id))
  const own: { evaluation: Evaluation; seat: CommissionMember }[] = []
  for (const call of calls) {
    const evaluation = await readEvaluation(db, call)
    own.push({ evaluation, seat: ownSeat(evaluation.members, person, call.code) })
  }
  return own
}

/** How far a commissioner has come with a request. */
export function stateOf({ judgings, marks }: Evaluation, seatId: number, requestId: string): FileState {
  const judging = judgings.find((one) => one.requestId === requestId)
  if (judging?.revealed) return 'revealed'
  if (judging?.submitted.includes(seatId)) return 'submitted'
  const begun = marks.some((mark) => mark.memberId === seatId && mark.requestId === requestId)
  return begun ? 'begun' : 'toDo'
}

/**
 * The requests one has to judge in a call, in the order of their numbers: none before one has declared and the
 * requests are opened, and none a conflict has taken away.
 */
export function filesOf(evaluation: Evaluation, seat: CommissionMember): FileItem[] {
  const { call, requests, conflicts, lots } = evaluation
  if (!seat.declaredAt || !call.unsealedAt || call.criteria.technical.length === 0) return []
  const lost = new Set(
    conflicts.filter(({ memberId }) => memberId === seat.id).map(({ requestId }) => requestId),
  )
  const items = requests
    .filter((request) => isCompeting(request) && !lost.has(request.id))
    .map(({ id, number, applicantName, makes, lots: asked }) => ({
      callCode: call.code,
      requestId: id,
      number,
      applicantName,
      makes,
      lots: asked.map(({ lotId }) => lots.find((lot) => lot.id === lotId)?.number ?? 0),
      state: stateOf(evaluation, seat.id, id),
    }))
  return items.sort((a, b) => (a.number < b.number ? -1 : 1))
}

export const isToDo = ({ state }: { state: FileState }) => state === 'toDo' || state === 'begun'

const commissionItem = (evaluation: Evaluation, seat: CommissionMember): CommissionItem => {
  const { call, facts, conflicts, requests } = evaluation
  const competing = new Set(requests.filter(isCompeting).map(({ id }) => id))
  return {
    code: call.code,
    title: call.title,
    titleEn: call.titleEn,
    position: seat.position,
    mustDeclare: seat.declaredAt === null,
    unsealed: call.unsealedAt !== null,
    mustSign: seat.position === 'president' && facts.technical === 'proposed',
    toDo: filesOf(evaluation, seat).filter(isToDo).length,
    takenAway: conflicts.filter(({ memberId, requestId }) => memberId === seat.id && competing.has(requestId))
      .length,
  }
}

/** What a commissioner has to do: list, total and counters come from the same rows. */
export async function readEvaluatorQueue(db: Db, person: Person, query: QueueQuery): Promise<EvaluatorQueue> {
  const own = await ownEvaluations(db, person)
  const asked = own.filter(({ evaluation }) => !query.call || evaluation.call.code === query.call)
  const all = asked.flatMap(({ evaluation, seat }) => filesOf(evaluation, seat))
  const items = all.filter(({ state }) => !query.state || query.state.includes(state))
  return {
    commissions: own.map(({ evaluation, seat }) => commissionItem(evaluation, seat)),
    total: items.length,
    states: fileStates.map((value) => ({
      value,
      count: all.filter(({ state }) => state === value).length,
    })),
    items,
  }
}

/** One's seat on the commission of a call. */
export async function readSeat(db: Db, person: Person, code: string): Promise<Seat> {
  const call = await readCall(db, code)
  const evaluation = await readEvaluation(db, call)
  const { members, conflicts, requests, rankings, facts } = evaluation
  const seat = ownSeat(members, person, code)
  const technical = rankings.find(({ kind, state }) => kind === 'technical' && state !== 'none')
  return {
    ...commissionItem(evaluation, seat),
    actNumber: seat.actNumber,
    actDate: seat.actDate,
    declaredAt: seat.declaredAt?.toISOString() ?? null,
    relations: seat.relations,
    commission: inOffice(members).map(({ name, position, declaredAt }) => ({
      name,
      position,
      declared: declaredAt !== null,
    })),
    version: call.version,
    criteriaHash: call.criteriaHash,
    criteria: call.criteria,
    lost: requests.filter(isCompeting).flatMap(({ id, number }) => {
      const conflict = conflicts.find((one) => one.memberId === seat.id && one.requestId === id)
      return conflict ? [{ number, source: conflict.source }] : []
    }),
    technical: technical
      ? {
          id: technical.id,
          state: technical.state,
          hash: technical.hash,
          content: technical.content,
          proposedAt: technical.proposedAt.toISOString(),
          signedAt: technical.signedAt?.toISOString() ?? null,
        }
      : null,
    moves: refusedMoves(facts),
  }
}
