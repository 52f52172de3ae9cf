import { takeIntoCall } from '../calls/lotSpaces.ts'
import type { CallContent } from '../calls/schema.ts'
import { addVersion } from '../calls/versions.ts'
import { writeContent } from '../calls/writing.ts'
import { addDays, nextWorkingDay, romeInstant } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { identify, insertRequest, type OpenCall } from './calls.ts'
import { insertCallKey } from './custody.ts'
import type { DemoCallPlan } from './files.ts'
import { insertJudging } from './judging.ts'
import type { Demo } from './load.ts'
import type { DemoPeople } from './people.ts'

/** Days before its opening on which a call was published. */
const noticeDays = 20
const opening = '09:00'
const closing = '12:00'

interface Days {
  published: string
  opens: string
  closes: string
  questions: string
}

/** The days of a call of the demonstration: none of them a holiday. */
function daysOf({ city, today }: Demo, plan: DemoCallPlan): Days {
  const day = (from: number) => nextWorkingDay(addDays(today, from), city.holidays)
  return {
    published: day(Math.min(plan.opensInDays - noticeDays, -1)),
    opens: day(plan.opensInDays),
    closes: day(plan.closesInDays),
    questions: day(plan.questionsInDays),
  }
}

function contentOf({ city }: Demo, { code, content }: DemoCallPlan, days: Days): CallContent {
  const { name, phone, hours, email } = city.office
  const act = { title: null, boardUntil: null, boardFrom: days.published, date: days.published }
  return {
    ...content,
    procedure: 'publicCall',
    standing: false,
    acts: [{ ...act, kind: 'approval', number: `ESEMPIO ${code}` }],
    caseOfficer: 'Responsabile del procedimento (esempio)',
    office: { name, phone, hours, email },
    opensAt: `${days.opens}T${opening}`,
    closesAt: `${days.closes}T${closing}`,
    questionsUntil: `${days.questions}T${closing}`,
    documents: [],
    excludedActivities: [],
    reviewDays: 10,
  }
}

type Written = { id: number; content: CallContent; days: Days; officer: string }

/** When spaces can go into a call: no earlier than what happened to them last. */
async function lastChange(trx: Db, codes: readonly string[], publishedAt: Date): Promise<Date> {
  const { day } = await trx('space').whereIn('code', codes).first(trx.raw('max(status_since)::text AS day'))
  const changedAt = day ? romeInstant(day, opening) : publishedAt
  return changedAt > publishedAt ? changedAt : publishedAt
}

/** Publishes it as the office does, and opens and closes it as the clock does. */
async function lead(trx: Db, { id, content, days, officer }: Written, plan: DemoCallPlan) {
  const { code, opensInDays, closesInDays } = plan
  const publishedAt = romeInstant(days.published, opening)
  const at = { callId: id, content }
  const announced = await addVersion(trx, {
    ...at,
    change: 'published',
    madeBy: officer,
    madeAt: publishedAt,
  })
  const opened = opensInDays < 0
  const openedAt = romeInstant(days.opens, opening)
  const frozen = opened
    ? await addVersion(trx, { ...at, change: 'opened', madeBy: null, madeAt: openedAt })
    : announced
  await writeContent(trx, id, content, {
    status: 'published',
    published_at: publishedAt,
    current_version: frozen.number,
    opened_at: opened ? openedAt : null,
  })
  const codes = content.lots.flatMap(({ spaces }) => spaces)
  await takeIntoCall(trx, codes, {
    call: { code },
    actor: { id: officer, role: 'propertyOffice' },
    now: await lastChange(trx, codes, publishedAt),
  })
  if (!opened) return
  const ended = closesInDays < 0
  await trx('call')
    .where({ id })
    .update({
      status: ended ? 'closed' : 'open',
      closed_at: ended ? romeInstant(days.closes, closing) : null,
    })
}

async function insertTalk(
  trx: Db,
  demo: Demo,
  people: DemoPeople,
  id: number,
  plan: DemoCallPlan,
): Promise<number[]> {
  const lotIds: number[] = await trx('lot').where({ call_id: id }).orderBy('number').pluck('id')
  for (const { inDays, at, capacity, place, lot } of plan.visits) {
    const startsAt = romeInstant(nextWorkingDay(addDays(demo.today, inDays), demo.city.holidays), at)
    await trx('visit_slot').insert({
      call_id: id,
      lot_id: lotIds[lot - 1],
      starts_at: startsAt,
      ends_at: new Date(startsAt.getTime() + 60 * 60_000),
      capacity,
      meeting_point: place,
    })
  }
  for (const { text, answer } of plan.questions) {
    await trx('call_question').insert({
      call_id: id,
      account_id: people.others,
      text,
      public_question: text,
      answer,
      answered_by: people.propertyOffice,
      answered_at: trx.raw('clock_timestamp()'),
    })
  }
  return lotIds
}

/** Inserts what came in for a call; returns the ids in the order of the plan. */
async function insertArrivals(
  trx: Db,
  demo: Demo,
  people: DemoPeople,
  plan: DemoCallPlan,
  call: OpenCall,
): Promise<string[]> {
  const ids: string[] = []
  for (const request of plan.requests) {
    const account = request.ofApplicant ? people.applicant : people.others
    const lotIds = call.lotIds.slice(0, request.lots)
    const id = await insertRequest(trx, demo, account, request, {
      callId: call.callId,
      lotIds,
      eligibility: plan.content.eligibility,
    })
    await identify(trx, id, people.propertyOffice, request)
    ids.push(id)
  }
  return ids
}

/** Inserts the calls of the demonstration that are not a standing one: announced, or closed with what came in. */
export async function insertPreparedCalls(trx: Db, demo: Demo, people: DemoPeople): Promise<void> {
  for (const plan of demo.settings.calls) {
    const days = daysOf(demo, plan)
    const content = contentOf(demo, plan, days)
    const [{ id }] = await trx('call')
      .insert({
        code: plan.code,
        title: content.title,
        status: 'draft',
        procedure: 'publicCall',
        office: content.office.name,
        office_phone: content.office.phone,
        office_hours: content.office.hours,
      })
      .returning('id')
    if (content.criteria?.price) await insertCallKey(trx, id, people)
    await lead(trx, { id, content, days, officer: people.propertyOffice }, plan)
    const lotIds = await insertTalk(trx, demo, people, id, plan)
    const requestIds = await insertArrivals(trx, demo, people, plan, { callId: id, lotIds })
    if (plan.judged)
      await insertJudging({ trx, demo, people, plan, callId: id, requestIds, closedOn: days.closes })
  }
}
