import { nextNumber } from '../allocation/numbering.ts'
import { declarationsFor, declarationVersion } from '../allocation/schema.ts'
import { addDays, romeInstant } from '../city/rules.ts'
import { recordEvent } from '../db/audit.ts'
import { canonicalHash } from '../db/canonical.ts'
import type { Db } from '../db/index.ts'
import { insertParty } from '../parties/queries.ts'
import { sealFor } from './custody.ts'
import type { DemoRequest } from './files.ts'
import type { Demo } from './load.ts'
import type { DemoPeople } from './people.ts'

/** The open call and the ids of its lots, in their order. */
export interface OpenCall {
  callId: number
  lotIds: number[]
}

/** Inserts the past calls and the open one with its lots. */
export async function insertCalls(trx: Db, demo: Demo, spaceIds: Map<string, number>): Promise<OpenCall> {
  for (const { lots, titleEn, summaryEn, termYears = null, ...call } of demo.pastCalls) {
    const row = { ...call, ...office(demo), title_en: titleEn, summary_en: summaryEn, term_years: termYears }
    const [{ id }] = await trx('call')
      .insert({ ...row, status: 'concluded', procedure: 'publicCall' })
      .returning('id')
    await insertLots(trx, id, lots)
  }
  return insertOpenCall(trx, demo, spaceIds)
}

const office = ({ city }: Demo) => ({
  office: city.office.name,
  office_email: city.office.email,
  office_phone: city.office.phone,
  office_hours: city.office.hours,
})

async function insertOpenCall(trx: Db, demo: Demo, spaceIds: Map<string, number>): Promise<OpenCall> {
  const { call } = demo.settings
  const [{ id: callId }] = await trx('call')
    .insert({
      ...office(demo),
      code: call.code,
      title: call.title,
      title_en: call.titleEn,
      summary: call.summary,
      summary_en: call.summaryEn,
      status: 'open',
      standing: true,
      procedure: 'publicCall',
      act_number: call.actNumber,
      act_date: addDays(demo.opensOn, -14),
      opens_at: romeInstant(demo.opensOn, '09:00'),
      closes_at: romeInstant(demo.closesOn, call.closesAtTime),
      case_officer: call.caseOfficer,
      instrument: call.instrument,
      term_years: call.termYears,
      technical_weight: call.technicalWeight,
      price_weight: call.priceWeight,
      eligibility: JSON.stringify(call.eligibility),
      excluded_activities: call.excludedActivities,
      max_awards_per_applicant: call.maxAwardsPerApplicant,
      visits: call.visits,
    })
    .returning('id')
  const lotIds = await insertLots(trx, callId, demo.records.lots)
  const spaces = demo.records.lots.flatMap((lot, index) =>
    lot.spaces.map((code) => ({ lot_id: lotIds[index], space_id: spaceIds.get(code) })),
  )
  await trx('lot_space').insert(spaces)
  return { callId, lotIds }
}

async function insertLots(
  trx: Db,
  callId: number,
  lots: { title: string; baseRentEurYear: number | null }[],
): Promise<number[]> {
  const rows = lots.map(({ title, baseRentEurYear }, index) => ({
    call_id: callId,
    number: index + 1,
    title,
    base_rent_eur_year: baseRentEurYear,
  }))
  const inserted = await trx('lot').insert(rows).returning(['id', 'number'])
  return inserted.sort((a, b) => a.number - b.number).map(({ id }) => id)
}

/** Inserts some requests on lots of the open call, as they were received. */
export async function insertRequests(trx: Db, demo: Demo, people: DemoPeople, call: OpenCall): Promise<void> {
  let taken = 0
  for (const request of demo.settings.requests) {
    const id = await insertRequest(trx, demo, people.others, request, {
      callId: call.callId,
      lotIds: call.lotIds.slice(taken, taken + request.lots),
      eligibility: demo.settings.call.eligibility,
    })
    await identify(trx, id, people.propertyOffice, request)
    taken += request.lots
  }
}

/** The lots a request is for, and what its call asks of who may take part. */
interface AskedCall extends OpenCall {
  eligibility: readonly { code: string; expected: boolean }[]
}

/** Inserts a request of others as it was received; returns its id. */
export async function insertRequest(
  trx: Db,
  demo: Demo,
  accountId: string,
  { daysAgo, prices = [], content: { applicant, ...project } }: DemoRequest,
  { eligibility, ...asked }: AskedCall,
): Promise<string> {
  const { kind, ...data } = applicant
  const content = {
    applicant,
    ...project,
    startOn: addDays(demo.closesOn, 60),
    eligibilityAnswers: Object.fromEntries(eligibility.map(({ code, expected }) => [code, expected])),
    declarations: {
      version: declarationVersion,
      accepted: declarationsFor('application', applicant).map(({ code }) => code),
      by: applicant.representative ?? '',
    },
  }
  const receivedAt = romeInstant(addDays(demo.today, -daysAgo), '10:30')
  const number = await nextNumber(trx, receivedAt)
  const [{ id }] = await trx('request')
    .insert({
      number,
      kind: 'application',
      call_id: asked.callId,
      account_id: accountId,
      party_id: await insertParty(trx, accountId, kind, data),
      sent_by: accountId,
      status: 'submitted',
      content: JSON.stringify(content),
      content_hash: canonicalHash({ asked: { kind: 'application', ...asked }, content, files: [] }),
      received_at: receivedAt,
      created_at: receivedAt,
      updated_at: receivedAt,
    })
    .returning('id')
  const preferences = []
  for (const [index, lot] of asked.lotIds.entries()) {
    const price = prices[index]
    const sealed = price === undefined ? null : await sealFor(trx, asked.callId, { request: id, lot }, price)
    preferences.push({ request_id: id, lot_id: lot, preference: index + 1, sealed_price: sealed })
  }
  await trx('request_lot').insert(preferences)
  await recordEvent(trx, {
    actor: { id: accountId, role: 'applicant' },
    action: 'send',
    objectKind: 'request',
    objectId: id,
    changes: {
      status: { class: 'internal', old: 'draft', new: 'submitted' },
      number: { class: 'internal', old: null, new: number },
    },
  })
  return id
}

/** The office has checked who signs the application, as it does on the desk. */
export async function identify(
  trx: Db,
  id: string,
  officerId: string,
  { identified }: DemoRequest,
): Promise<void> {
  if (!identified) return
  await trx('request').where({ id }).update({ identified_by: identified.method, version: 2 })
  await recordEvent(trx, {
    actor: { id: officerId, role: 'propertyOffice' },
    action: 'identify',
    objectKind: 'request',
    objectId: id,
    changes: {
      identifiedBy: { class: 'internal', old: 'local', new: identified.method },
      identificationNote: { class: 'personal', old: null, new: identified.note },
    },
  })
}
