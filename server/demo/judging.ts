import { addDays, endOfDay, nextWorkingDay, romeInstant } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { drawList, drawOrder, sha256 } from '../evaluation/draw.ts'
import { readEvaluation } from '../evaluation/evaluation.ts'
import { readCall } from '../evaluation/locking.ts'
import { insertEntries } from '../evaluation/proposing.ts'
import type { RankingContent } from '../evaluation/rankingSchema.ts'
import { rankingHash } from '../evaluation/steps.ts'
import type { RankingKind } from '../evaluation/words.ts'
import type { DemoCallPlan } from './files.ts'
import type { Demo } from './load.ts'
import type { DemoPeople } from './people.ts'

interface Judged {
  trx: Db
  demo: Demo
  people: DemoPeople
  plan: DemoCallPlan
  callId: number
  /** In the order of the plan. */
  requestIds: string[]
  /** Day on which the call closed. */
  closedOn: string
}

const workingDay = ({ demo, closedOn }: Judged, after: number) =>
  nextWorkingDay(addDays(closedOn, after), demo.city.holidays)
const at = (judged: Judged, after: number, time = '10:00') => romeInstant(workingDay(judged, after), time)

/** The office has opened the requests, checked and admitted them, and appointed a commission of three. */
async function prepare(judged: Judged): Promise<number[]> {
  const { trx, people, callId, requestIds } = judged
  await trx('call')
    .where({ id: callId })
    .update({ status: 'evaluating', unsealed_at: at(judged, 1), unsealed_by: people.propertyOffice })
  await trx('request').whereIn('id', requestIds).update({ status: 'admitted', version: 3 })
  const seats = [people.evaluator, people.secondEvaluator, people.thirdEvaluator].map((account, index) => ({
    call_id: callId,
    account_id: account,
    position: index === 0 ? 'president' : 'member',
    act_number: `ESEMPIO ${judged.plan.code} 2`,
    act_date: workingDay(judged, 2),
    appointed_by: people.propertyOffice,
    appointed_at: at(judged, 2),
    declared_at: at(judged, 3),
  }))
  const rows = await trx('commission_member').insert(seats).returning('id')
  return rows.map(({ id }) => id)
}

/** Marks of each commissioner for each request; who has none yet has still to judge it. */
async function mark({ trx, plan, callId, requestIds }: Judged, memberIds: number[]): Promise<void> {
  const { current_version: number } = await trx('call').where({ id: callId }).first('current_version')
  const version = await trx('call_version').where({ call_id: callId, number }).first('id')
  for (const [index, { marks = [] }] of plan.requests.entries()) {
    for (const [seat, points] of marks.entries()) {
      if (!points) continue
      const of = { member_id: memberIds[seat], request_id: requestIds[index] }
      await trx('score').insert(
        Object.entries(points).map(([criterion, value]) => ({
          ...of,
          criterion,
          points: value,
          note: 'Valutato secondo i criteri del bando (esempio).',
          call_version_id: version.id,
        })),
      )
      await trx('score_submission').insert(of)
    }
  }
}

const evaluationOf = async ({ trx, plan }: Judged) => readEvaluation(trx, await readCall(trx, plan.code))

/** A ranking as it was proposed, signed by the president or the case officer, and published by other eyes. */
async function rank(judged: Judged, kind: RankingKind, after: number): Promise<RankingContent> {
  const { trx, people, callId, demo } = judged
  const evaluation = await evaluationOf(judged)
  const content = kind === 'technical' ? evaluation.technical : evaluation.ranking
  const published = kind !== 'technical' && {
    published_by: people.caseOfficer,
    published_at: at(judged, after + 2),
  }
  const [{ id }] = await trx('ranking')
    .insert({
      call_id: callId,
      kind,
      call_version_id: evaluation.call.versionId,
      content: JSON.stringify(content),
      content_hash: rankingHash(content),
      proposed_by: people.propertyOffice,
      proposed_at: at(judged, after),
      signed_by: kind === 'technical' ? people.evaluator : people.caseOfficer,
      signed_at: at(judged, after + 1),
      ...published,
      review_until:
        kind === 'provisional'
          ? endOfDay(nextWorkingDay(addDays(workingDay(judged, after + 2), 10), demo.city.holidays))
          : null,
    })
    .returning('id')
  await insertEntries(trx, id, evaluation, content)
  return content
}

/** Every tie is parted by a draw whose number came, by the rule written before, from a public source. */
async function draw(judged: Judged): Promise<void> {
  const { trx, people, callId } = judged
  const evaluation = await evaluationOf(judged)
  for (const { lotId, requestIds } of evaluation.ties) {
    const tied = evaluation.requests
      .filter(({ id }) => requestIds.includes(id))
      .sort((a, b) => (a.number < b.number ? -1 : 1))
    const numbers = tied.map(({ number }) => number)
    const seed = '19 43 61 7 88'
    await trx('draw').insert({
      call_id: callId,
      lot_id: lotId,
      numbers,
      request_ids: tied.map(({ id }) => id),
      list_hash: await sha256(drawList(numbers)),
      seed_rule:
        'I cinque numeri della ruota di Milano del giorno indicato, nell’ordine di estrazione (esempio).',
      seed_due_at: at(judged, 24, '20:00'),
      frozen_by: people.propertyOffice,
      frozen_at: at(judged, 22),
      seed,
      seed_source: 'Estrazione inventata per la dimostrazione',
      seed_by: people.propertyOffice,
      seed_at: at(judged, 25, '09:00'),
      tickets: JSON.stringify(await drawOrder(numbers, seed)),
    })
  }
}

/** What a commission has done with the requests of a call: some marks, or everything to the final ranking. */
export async function insertJudging(judged: Judged): Promise<void> {
  const { trx, plan, callId } = judged
  await mark(judged, await prepare(judged))
  if (plan.judged?.stage !== 'final') return
  await rank(judged, 'technical', 20)
  await trx('request').whereIn('id', judged.requestIds).update({ status: 'evaluated' })
  await draw(judged)
  await rank(judged, 'provisional', 28)
  await trx('call').where({ id: callId }).update({ status: 'provisionalRanking' })
  const { lots } = await rank(judged, 'final', 45)
  const ranked = lots.flatMap(({ entries }) =>
    entries.flatMap(({ number, rank: place }) => (place ? [number] : [])),
  )
  await trx('request').whereIn('number', ranked).update({ status: 'ranked' })
  await trx('call').where({ id: callId }).update({ status: 'finalRanking' })
}
