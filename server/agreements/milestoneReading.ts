import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { milestoneLight, replyUntil } from './rules.ts'
import type { Milestone } from './schema.ts'

interface Row extends Omit<Milestone, 'light' | 'reason' | 'facts'> {
  agreementId: string
  facts: (Omit<Milestone['facts'][number], 'replyUntil'> & { toldAt: string | null })[]
}

const utc = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const factsJson = `(SELECT coalesce(json_agg(json_build_object('id', f.id, 'met', f.met, 'value', f.value::float8,
    'observedOn', f.observed_on::text, 'source', f.source, 'note', f.note, 'toldAt', ${utc('f.told_at')},
    'reply', (SELECT json_build_object('text', r.text, 'receivedAt', ${utc('r.received_at')})
      FROM milestone_reply r WHERE r.fact_id = f.id)) ORDER BY f.observed_on, f.id), '[]')
  FROM milestone_fact f WHERE f.milestone_id = m.id)`

async function readRows(db: Db, agreementIds: readonly string[]): Promise<Row[]> {
  return db({ m: 'milestone' })
    .whereRaw('m.agreement_id = ANY(?)', [[...agreementIds]])
    .orderBy(['m.due_on', 'm.id'])
    .select({
      id: 'm.id',
      agreementId: 'm.agreement_id',
      kind: 'm.kind',
      title: 'm.title',
      titleEn: 'm.title_en',
      target: db.raw('m.target::float8'),
      unit: 'm.unit',
      dueOn: db.raw('m.due_on::text'),
      source: 'm.source',
      facts: db.raw(factsJson),
    })
}

interface Moment {
  now: Date
  today: string
  replyDays: number
}

/** What the public sees of a finding: one that is not met only when the time to reply is over. */
const isShown = ({ met, toldAt }: { met: boolean; toldAt: string | null }, { now, replyDays }: Moment) =>
  met || (toldAt !== null && now > replyUntil(new Date(toldAt), replyDays))

function toMilestone(row: Row, moment: Moment, isPublic: boolean): Milestone {
  const { agreementId: _agreement, facts, ...milestone } = row
  const findings = facts.map(({ met, observedOn, toldAt, reply }) => ({
    met,
    observedOn,
    toldAt: toldAt === null ? null : new Date(toldAt),
    hasReply: reply !== null,
  }))
  return {
    ...milestone,
    ...milestoneLight({ dueOn: milestone.dueOn, findings }, moment),
    facts: facts
      .filter((fact) => !isPublic || isShown(fact, moment))
      .map(({ toldAt, note, ...fact }) => ({
        ...fact,
        note: isPublic ? null : note,
        replyUntil: toldAt === null ? null : romeDate(replyUntil(new Date(toldAt), moment.replyDays)),
      })),
  }
}

/**
 * The milestones of some agreements with their lights, by the id of the agreement; the public sees a finding that is
 * not met only when the time to reply is over.
 */
export async function readMilestones(
  db: Db,
  { city }: Pick<Context, 'city'>,
  agreementIds: readonly string[],
  { isPublic = false }: { isPublic?: boolean } = {},
): Promise<Map<string, Milestone[]>> {
  const now = await databaseNow(db)
  const moment = { now, today: romeDate(now), replyDays: city.awards.replyDays }
  const found = new Map<string, Milestone[]>()
  for (const row of await readRows(db, agreementIds)) {
    const of = found.get(row.agreementId) ?? []
    of.push(toMilestone(row, moment, isPublic))
    found.set(row.agreementId, of)
  }
  return found
}
