import type { Criterion } from '../calls/criteria.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, UnprocessableError } from '../http/problem.ts'
import { type Bench, benchOf } from './bench.ts'
import { type Evaluation, readEvaluation } from './evaluation.ts'
import { type By, lockCall, record, refuseMove } from './locking.ts'
import type { StoredMark } from './marks.ts'
import { keepConflicts } from './members.ts'
import { missingPlaces, placesOf } from './panel.ts'
import { sumPoints } from './points.ts'
import type { MarkGiven } from './scoringSchema.ts'
import { tellCommissioners, tellDesk } from './telling.ts'

const wrong = (detail: string, index: number, field: string) =>
  new UnprocessableError(detail, '/problems/mark', [{ pointer: `/marks/${index}/${field}`, detail }])

/** Points of ticked purposes, never more than the criterion can bring. */
function purposePoints(evaluation: Evaluation, criterion: Criterion, mark: MarkGiven, index: number): number {
  const lot = evaluation.lots.find(({ id }) => id === mark.lotId)
  const ticked = (mark.purposes ?? []).map((code) => {
    const purpose = lot?.purposes.find((one) => one.code === code)
    if (!purpose) throw wrong(`"${code}" is not a purpose of the lot.`, index, 'purposes')
    return purpose.points
  })
  return Math.min(criterion.maxPoints, sumPoints(ticked))
}

/** A mark that fits the criteria, as it is kept. */
function checked(evaluation: Evaluation, { request }: Bench, mark: MarkGiven, index: number): MarkGiven {
  const { criteria } = evaluation.call
  const criterion = criteria.technical.find(({ code }) => code === mark.criterion)
  const lotIds = request.lots.map(({ lotId }) => lotId)
  const isPlace = placesOf(criteria, lotIds).some(
    (place) => place.criterion === mark.criterion && place.lotId === mark.lotId,
  )
  if (!criterion || !isPlace)
    throw wrong('The call has no such criterion for this request.', index, 'criterion')
  const note = mark.note.trim()
  if (criterion.kind === 'purposes') {
    const points = purposePoints(evaluation, criterion, mark, index)
    return { ...mark, note, points, purposes: [...(mark.purposes ?? [])].sort() }
  }
  if (mark.points > criterion.maxPoints)
    throw wrong(`The criterion brings at most ${criterion.maxPoints} points.`, index, 'points')
  return { ...mark, note, purposes: null }
}

const same = (mark: MarkGiven, kept: StoredMark) =>
  mark.points === kept.points &&
  mark.note === kept.note &&
  String(mark.purposes ?? '') === String(kept.purposes ?? '')

/** Keeps the marks that say something new, each as a further revision. */
async function keepMarks(
  trx: Db,
  { call }: Evaluation,
  { seat, request, own }: Bench,
  marks: readonly MarkGiven[],
): Promise<MarkGiven[]> {
  const at = (mark: MarkGiven) =>
    own.find((kept) => kept.criterion === mark.criterion && kept.lotId === mark.lotId)
  const changed = marks.filter((mark) => {
    const kept = at(mark)
    return !kept || !same(mark, kept)
  })
  for (const mark of changed) {
    await trx('score').insert({
      member_id: seat.id,
      request_id: request.id,
      lot_id: mark.lotId,
      criterion: mark.criterion,
      revision: trx.raw(
        `(SELECT coalesce(max(s.revision), 0) + 1 FROM score s WHERE s.member_id = ? AND s.request_id = ?
           AND s.criterion = ? AND s.lot_id IS NOT DISTINCT FROM ?)`,
        [seat.id, request.id, mark.criterion, mark.lotId],
      ),
      points: mark.points,
      purposes: mark.purposes,
      note: mark.note,
      call_version_id: call.versionId,
    })
  }
  return changed
}

const asked = (marks: readonly MarkGiven[]) =>
  marks.map(({ criterion, lotId, points, purposes, note }) => ({ criterion, lotId, points, purposes, note }))

interface Situation {
  trx: Db
  evaluation: Evaluation
  bench: Bench
}

/** Locks the call and has somebody act on a request they judge; conflicts found meanwhile are kept first. */
async function onBench(
  { db }: Context,
  { person }: By,
  code: string,
  requestId: string,
  act: (situation: Situation) => Promise<void>,
): Promise<void> {
  await db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    await keepConflicts(trx, call.id)
    const evaluation = await readEvaluation(trx, call)
    await act({ trx, evaluation, bench: benchOf(evaluation, person, requestId) })
  })
}

const submittedAlready = () =>
  new ConflictError('You have submitted this request; marks change once all have.', '/problems/submitted')

/**
 * Keeps marks of a request that one has not submitted yet.
 * @throws {ConflictError} where it is submitted, or the technical ranking is signed
 * @throws {UnprocessableError} naming the mark that does not fit the criteria
 */
export const giveMarks = (
  context: Context,
  by: By,
  code: string,
  requestId: string,
  marks: readonly MarkGiven[],
): Promise<void> =>
  onBench(context, by, code, requestId, async ({ trx, evaluation, bench }) => {
    refuseMove(evaluation.facts, 'score')
    if (bench.judging.submitted.includes(bench.seat.id)) throw submittedAlready()
    const kept = await keepMarks(
      trx,
      evaluation,
      bench,
      marks.map((mark, index) => checked(evaluation, bench, mark, index)),
    )
    if (kept.length === 0) return
    await record(trx, by, 'giveMarks', evaluation.call, {
      request: [null, bench.request.number],
      markCount: [null, kept.length],
      marks: [null, asked(kept)],
    })
  })

/** Shows everybody's marks once the last has submitted, and tells them. */
async function tellWhenWhole(
  trx: Db,
  { call, judgings, members, facts }: Evaluation,
  { seat, request, judging }: Bench,
): Promise<void> {
  const others = judging.judges.filter((id) => id !== seat.id)
  if (!others.every((id) => judging.submitted.includes(id))) return
  const accounts = members.filter(({ id }) => others.includes(id)).map(({ accountId }) => accountId)
  await tellCommissioners(trx, call, accounts, 'marksRevealed')
  const isLast = judgings.every((one) => one.revealed || one.requestId === request.id)
  if (isLast && facts.undecided === 0) await tellDesk(trx, call, 'scoresComplete', seat.accountId)
}

/**
 * Submits a request: one's marks are all given, each with its note.
 * @throws {UnprocessableError} naming what is missing
 */
export const submitMarks = (context: Context, by: By, code: string, requestId: string): Promise<void> =>
  onBench(context, by, code, requestId, async ({ trx, evaluation, bench }) => {
    const { call, facts } = evaluation
    refuseMove(facts, 'score')
    if (bench.judging.submitted.includes(bench.seat.id)) throw submittedAlready()
    const places = placesOf(
      call.criteria,
      bench.request.lots.map(({ lotId }) => lotId),
    )
    const lacking = [
      ...missingPlaces(places, bench.own),
      ...bench.own.filter(({ note }) => note.trim().length < noteMinimum),
    ]
    if (lacking.length > 0) {
      throw new UnprocessableError(
        'Every criterion needs points and a note that says why.',
        '/problems/marks-missing',
        lacking.map(({ criterion, lotId }) => ({
          pointer: `/${criterion}/${lotId ?? ''}`,
          detail: criterion,
        })),
      )
    }
    await trx('score_submission')
      .insert({ member_id: bench.seat.id, request_id: bench.request.id })
      .onConflict(['member_id', 'request_id'])
      .ignore()
    await record(trx, by, 'submitMarks', call, {
      request: [null, bench.request.number],
      markCount: [null, bench.own.length],
    })
    await tellWhenWhole(trx, evaluation, bench)
  })

/** The shortest note that says something. */
const noteMinimum = 10

/**
 * Changes one mark after everybody's are shown, for a reason that stands in its note.
 * @throws {ConflictError} where marks are not shown yet, or the technical ranking is signed
 */
export const reviseMark = (
  context: Context,
  by: By,
  code: string,
  requestId: string,
  mark: MarkGiven,
): Promise<void> =>
  onBench(context, by, code, requestId, async ({ trx, evaluation, bench }) => {
    refuseMove(evaluation.facts, 'revise')
    if (!bench.judging.revealed)
      throw new ConflictError('Marks change once all have submitted.', '/problems/not-revealed')
    const fitting = checked(evaluation, bench, mark, 0)
    if (fitting.note.length < noteMinimum) throw wrong('A changed mark says why.', 0, 'note')
    const before = bench.own.find(
      ({ criterion, lotId }) => criterion === mark.criterion && lotId === mark.lotId,
    )
    const kept = await keepMarks(trx, evaluation, bench, [fitting])
    if (kept.length === 0) return
    await record(trx, by, 'reviseMark', evaluation.call, {
      request: [null, bench.request.number],
      marks: [before ? asked([before]) : null, asked(kept)],
    })
  })
