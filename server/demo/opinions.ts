import { randomUUID } from 'node:crypto'
import { readPackJson } from '../city/packRecords.ts'
import { addDays, romeInstant } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { findObject } from '../opinions/objects.ts'
import type { SittingFigures } from '../opinions/rules.ts'
import type { ObjectKind, OpinionOutcome } from '../opinions/schema.ts'
import { sittingColumns } from '../opinions/sittings.ts'
import type { Demo } from './load.ts'
import type { DemoPeople } from './people.ts'

interface DemoSitting extends SittingFigures {
  daysAgo: number
  actNumber: string
}

interface DemoObject {
  kind: ObjectKind
  code: string
}

/** What Municipi of the demonstration say, `opinions.json`; days are counted from the day it is loaded. */
interface DemoOpinions {
  requests: {
    key: string
    title: string
    question: string
    object: DemoObject
    by: 'propertyOffice' | 'planningHead'
    askedDaysAgo: number
    dueInDays: number
    silence: string
    districts: { code: string; hearingInDays?: number; hearingPlace?: string; silentDaysAgo?: number }[]
  }[]
  opinions: {
    request: string | null
    district: string
    title?: string
    object?: DemoObject
    outcome: OpinionOutcome
    conditions: string | null
    text: string
    givenDaysAgo: number
    sitting: DemoSitting
  }[]
  purposes: {
    id: string
    space: string
    district: string
    uses: string[]
    reasons: string
    priority: string
    proposedDaysAgo: number
    sitting: DemoSitting | null
    taken: { call: string; lot: number; points: number; daysAgo: number } | null
  }[]
}

interface Loading {
  trx: Db
  demo: Demo
  people: DemoPeople
}

const morning = '10:30'
const at = ({ today }: Demo, daysAgo: number) => romeInstant(addDays(today, -daysAgo), morning)

const sittingOf = ({ city, today }: Demo, district: string, sitting: DemoSitting | null) =>
  sittingColumns({ city }, district, sitting && { ...sitting, heldOn: addDays(today, -sitting.daysAgo) })

/** Inserts one question; returns the id of what each Municipio was asked. */
async function insertRequest(
  { trx, demo, people }: Loading,
  request: DemoOpinions['requests'][number],
): Promise<Map<string, string>> {
  const id = randomUUID()
  const object = await findObject(trx, request.object)
  await trx('opinion_request').insert({
    id,
    ...object,
    title: request.title,
    question: request.question,
    audience: 'public',
    due_on: addDays(demo.today, request.dueInDays),
    silence: request.silence,
    legal_basis: demo.city.councils.terms.legalBasis,
    asked_role: request.by,
    asked_by: people[request.by],
    asked_at: at(demo, request.askedDaysAgo),
  })
  const rows = request.districts.map(({ code, hearingInDays, hearingPlace, silentDaysAgo }) => ({
    id: randomUUID(),
    request_id: id,
    district_code: code,
    hearing_on: hearingInDays === undefined ? null : addDays(demo.today, hearingInDays),
    hearing_place: hearingPlace ?? null,
    silent_at: silentDaysAgo === undefined ? null : at(demo, silentDaysAgo),
  }))
  await trx('opinion_asked').insert(rows)
  return new Map(rows.map((row) => [row.district_code, row.id]))
}

async function insertGiven(
  { trx, demo, people }: Loading,
  opinion: DemoOpinions['opinions'][number],
  request: DemoOpinions['requests'][number] | undefined,
  askedId: string | null,
): Promise<void> {
  const about = request?.object ?? opinion.object
  const given = at(demo, opinion.givenDaysAgo)
  await trx('opinion').insert({
    ...(about && (await findObject(trx, about))),
    asked_id: askedId,
    district_code: opinion.district,
    title: request?.title ?? opinion.title,
    outcome: opinion.outcome,
    conditions: opinion.conditions,
    text: opinion.text,
    ...sittingOf(demo, opinion.district, opinion.sitting),
    public_from: addDays(demo.today, -opinion.givenDaysAgo),
    is_late: request !== undefined && -opinion.givenDaysAgo > request.dueInDays,
    given_by: people.districtOffice,
    given_at: given,
  })
}

async function insertPurpose(
  { trx, demo, people }: Loading,
  purpose: DemoOpinions['purposes'][number],
): Promise<void> {
  const { id, district, uses, reasons, priority, proposedDaysAgo, sitting, taken } = purpose
  const space = await trx('space').where({ code: purpose.space }).first('id')
  await trx('space_purpose').insert({
    id,
    space_id: space.id,
    district_code: district,
    uses,
    reasons,
    priority,
    ...sittingOf(demo, district, sitting),
    proposed_by: people.districtOffice,
    proposed_at: at(demo, proposedDaysAgo),
  })
  if (!taken) return
  const call = await trx('call').where({ code: taken.call }).first('id')
  await trx('purpose_decision').insert({
    purpose_id: id,
    call_id: call.id,
    lot_number: taken.lot,
    taken: 'points',
    points: taken.points,
    decided_by: people.propertyOffice,
    decided_at: at(demo, taken.daysAgo),
  })
}

/** Inserts what Municipi were asked, what they said and what they propose for spaces. */
export async function insertOpinions(trx: Db, demo: Demo, people: DemoPeople): Promise<void> {
  const loading = { trx, demo, people }
  const { requests, opinions, purposes } = readPackJson<DemoOpinions>(demo.city.id, 'opinions.json')
  const asked = new Map<string, Map<string, string>>()
  for (const request of requests) asked.set(request.key, await insertRequest(loading, request))
  for (const opinion of opinions) {
    const request = requests.find(({ key }) => key === opinion.request)
    const askedId = request ? (asked.get(request.key)?.get(opinion.district) ?? null) : null
    await insertGiven(loading, opinion, request, askedId)
  }
  for (const purpose of purposes) await insertPurpose(loading, purpose)
}
