import { addDays, romeInstant } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import type { Submitter } from '../observations/contentSchema.ts'
import type { SubmitterKind } from '../observations/words.ts'
import { coverText, joined } from '../redaction/covers.ts'
import { sourceHash } from '../redaction/locking.ts'
import { isNatural, suggestionsOf, type Writer } from '../redaction/suggestions.ts'
import type { PlanParts } from './observations.ts'
import type { DemoDecided } from './planFiles.ts'
import type { Examined } from './points.ts'

const seats = 48
/** Who sits in the Council: invented, and called so. */
const councillors = [
  'Consigliere Esempio Uno',
  'Consigliera Esempio Due',
  ...Array.from({ length: seats - 2 }, (_, at) => `Consigliere Esempio ${at + 3}`),
]

/** Figures of a vote that differ from one to the next, the same on each loading. */
function figuresOf(at: number, rejects: boolean, left: number) {
  const present = seats - (at % 7) - left
  const abstained = at % 4
  const against = Math.min((rejects ? 13 : 6) + (at % 5), present - abstained)
  return { present, in_favour: present - abstained - against, against, abstained }
}

interface CouncilDecision {
  id: number
  point_id: number | null
  group_id: number | null
  outcome: string
  reason: string | null
}

const readCouncilDecisions = (trx: Db, planId: number): Promise<CouncilDecision[]> =>
  trx({ d: 'decision' })
    .where({ 'd.stage': 'council', 'd.replaced_at': null })
    .where((either) =>
      either
        .whereIn('d.point_id', trx('point').where({ plan_id: planId }).select('id'))
        .orWhereIn('d.group_id', trx('point_group').where({ plan_id: planId }).select('id')),
    )
    .orderBy('d.id')
    .select('d.id', 'd.point_id', 'd.group_id', 'd.outcome', 'd.reason')

/** The sitting of the Council and its votes on what it has decided, each with who left it. */
export async function insertVotes(trx: Db, { plan, inserted, people }: PlanParts, examined: Examined) {
  const heldOn = inserted.days.council
  if (!heldOn) return
  const givenOf = ({ point_id, group_id }: CouncilDecision): DemoDecided | undefined =>
    [...examined.points, ...examined.groups].find(({ id, given }) =>
      'text' in given ? id === point_id : id === group_id,
    )?.given
  const [sitting] = await trx('council_sitting')
    .insert({
      plan_id: inserted.id,
      held_on: heldOn,
      act_number: plan.councilAct,
      councillors,
      recorded_by: people.councilSecretary,
      recorded_at: romeInstant(heldOn, '18:00'),
    })
    .returning('id')
  const rows = (await readCouncilDecisions(trx, inserted.id)).map((decision, at) => {
    const { left = [], amendment = null } = givenOf(decision) ?? {}
    return {
      plan_id: inserted.id,
      point_id: decision.point_id,
      group_id: decision.group_id,
      held_on: heldOn,
      sitting_id: sitting.id,
      ...figuresOf(at, decision.outcome === 'rejected', left.length),
      left_under_78: JSON.stringify(left.map((name) => ({ name }))),
      amendments: amendment,
      decision_id: decision.id,
      recorded_by: people.councilSecretary,
      recorded_at: romeInstant(heldOn, '19:00'),
    }
  })
  if (rows.length > 0) await trx('council_vote').insert(rows)
}

/** Words with covers on what is suggested; what is not a natural person's may stay: its name, and where it is. */
function redact(text: string, writers: readonly Writer[]) {
  const isPerson = writers.some(({ kind }) => isNatural(kind))
  const lookedAt = suggestionsOf(text, writers).map(({ start, end, kind, required }) => ({
    start,
    end,
    kind,
    kept: !isPerson && !required && (kind === 'name' || kind === 'address'),
  }))
  const covers = joined(lookedAt.filter(({ kept }) => !kept))
  return {
    text: coverText(text, covers),
    covers: JSON.stringify(covers),
    looked_at: JSON.stringify(lookedAt),
  }
}

interface Written {
  id: number
  text: string
  synthesis: string
  groupId: number | null
  kind: SubmitterKind
  submitter: Submitter
}

const readWritten = (trx: Db, planId: number): Promise<Written[]> =>
  trx({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .where({ 'p.plan_id': planId, 'p.removed_at': null })
    .orderBy('p.id')
    .select({
      id: 'p.id',
      text: 'p.text',
      synthesis: 'p.synthesis',
      groupId: 'p.group_id',
      kind: 's.submitter_kind',
      submitter: 's.submitter',
    })

/** What a copy carries of who made it, and who signed it on the day after. */
const signatures = ({ people }: PlanParts, day: string) => ({
  redacted_by: people.planner,
  redacted_at: romeInstant(day, '11:00'),
  signed_by: people.planningHead,
  signed_at: romeInstant(addDays(day, 1), '11:00'),
})

async function insertTexts(trx: Db, parts: PlanParts, { points }: Examined, day: string) {
  const exact = new Set(points.filter(({ given }) => given.publicPlace === 'exact').map(({ id }) => id))
  const rows = (await readWritten(trx, parts.inserted.id)).map((written) => {
    const { id, text, synthesis } = written
    return {
      point_id: id,
      ...redact(text, [written]),
      synthesis,
      place: exact.has(id) ? 'exact' : 'neighbourhood',
      source_hash: sourceHash(text),
      ...signatures(parts, day),
    }
  })
  await trx('public_text').insert(rows)
}

async function insertReplies(trx: Db, parts: PlanParts, day: string) {
  const written = await readWritten(trx, parts.inserted.id)
  const decisions = await readCouncilDecisions(trx, parts.inserted.id)
  const rows = decisions.flatMap(({ id, point_id, group_id, reason }) => {
    if (reason === null) return []
    const writers = written.filter(
      (each) => each.id === point_id || (group_id !== null && each.groupId === group_id),
    )
    return [{ decision_id: id, ...redact(reason, writers), ...signatures(parts, day) }]
  })
  await trx('public_reply').insert(rows)
}

/** A public text that was taken back after it had been read: a new one waits to be signed. */
async function takeBack(trx: Db, { people }: PlanParts, { points }: Examined) {
  for (const { id } of points.filter(({ given }) => given.revised)) {
    const [old] = await trx('public_text')
      .where({ point_id: id })
      .update({ replaced_at: trx.raw("signed_at + interval '20 days'") })
      .returning(['text', 'synthesis', 'place', 'source_hash', 'covers', 'looked_at'])
    await trx('public_text').insert({
      ...old,
      covers: JSON.stringify(old.covers),
      looked_at: JSON.stringify(old.looked_at),
      point_id: id,
      revision: 2,
      redacted_by: people.planner,
    })
  }
}

/** Makes and signs the public copies of a plan that is approved, and opens its register. */
export async function publishRegister(
  trx: Db,
  parts: PlanParts,
  examined: Examined,
  publishedInDays: number,
): Promise<void> {
  const { demo, inserted } = parts
  const day = addDays(demo.today, publishedInDays)
  await insertTexts(trx, parts, examined, addDays(day, -6))
  await insertReplies(trx, parts, addDays(day, -6))
  await trx('plan')
    .where({ id: inserted.id })
    .update({ published_at: romeInstant(day, '10:00') })
  await trx('submission').where({ plan_id: inserted.id, status: 'decided' }).update({ status: 'published' })
  await takeBack(trx, parts, examined)
}
