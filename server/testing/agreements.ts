import type { FastifyInstance } from 'fastify'
import { isPersonalFiscalCode } from '../accounts/rules.ts'
import type { AgreementTerms } from '../agreements/schema.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { type Client, insertAccount, signInAs } from './people.ts'
import { completeContent, insertCall, insertSpace, sendFor } from './requests.ts'

/** A codice fiscale of its own for each number, with the letter that checks it. */
const personalCode = (index: number): string => {
  const start = `RSSMRA${String(10 + index).padStart(2, '0')}A01F205`
  const letter = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((last) => isPersonalFiscalCode(start + last))
  return `${start}${letter}`
}

/** Somebody with a request in a ranked call. */
export interface Ranked {
  client: Client
  id: string
  number: string
}

export interface RankedCall {
  code: string
  lotIds: number[]
  spaces: string[]
  applicants: Ranked[]
}

export interface RankedCallGiven {
  code: string
  /** Codes of the spaces of each lot. */
  lots: string[][]
  /** How many apply. */
  applicants: number
  /** For each lot the applicants in the order of their rank, as numbers from 0. */
  ranks: number[][]
  /** Which of the applicants wins each lot. */
  winners: (number | null)[]
  maxAwards?: number
  reduced?: boolean
  columns?: Record<string, unknown>
  spaceColumns?: Record<string, unknown>
}

const rent = {
  baseEurYear: 1500,
  reductions: [
    {
      code: 'periphery',
      label: 'Periferia',
      labelEn: 'Outskirts',
      rate: 0.05,
      legalBasis: 'art. 8',
      amountEurYear: 75,
    },
  ],
  eurYear: 1425,
}

async function insertLots(db: Db, { code, lots, reduced, columns, spaceColumns }: RankedCallGiven) {
  const firsts: number[] = []
  for (const codes of lots) {
    const ids: number[] = []
    for (const space of codes) ids.push(await insertSpace(db, space, { status: 'inCall', ...spaceColumns }))
    firsts.push(ids[0] ?? 0)
  }
  const lotIds = await insertCall(db, code, firsts, {
    standing: false,
    status: 'open',
    instrument: 'lease',
    term_years: 6,
    published_at: db.raw("clock_timestamp() - interval '40 days'"),
    closes_at: db.raw("clock_timestamp() + interval '9 days'"),
    ...columns,
  })
  for (const [index, codes] of lots.entries())
    for (const space of codes.slice(1)) {
      const { id } = await db('space').where({ code: space }).first('id')
      await db('lot_space').insert({ lot_id: lotIds[index], space_id: id })
    }
  if (reduced)
    await db('lot')
      .whereIn('id', lotIds)
      .update({ rent: JSON.stringify(rent), base_rent_eur_year: rent.eurYear })
  return lotIds
}

async function insertRanking(
  db: Db,
  callId: number,
  kind: 'technical' | 'provisional' | 'final',
  by: string[],
) {
  const [version] = await db('call_version').where({ call_id: callId }).select('id')
  const [row] = await db('ranking')
    .insert({
      call_id: callId,
      kind,
      call_version_id: version.id,
      content: '{}',
      content_hash: 'test',
      proposed_by: by[0],
      signed_by: by[0],
      signed_at: db.fn.now(),
      ...(kind !== 'technical' && { published_by: by[1], published_at: db.fn.now() }),
      ...(kind === 'provisional' && { review_until: db.raw("clock_timestamp() - interval '1 day'") }),
    })
    .returning('id')
  return row.id
}

/** A call whose final ranking is published, with its requests admitted and signed; nothing of it is awarded yet. */
export async function rankedCall(app: FastifyInstance, given: RankedCallGiven): Promise<RankedCall> {
  const { db }: Context = app.context
  const { code, lots, ranks, winners, maxAwards = 1 } = given
  const lotIds = await insertLots(db, given)
  const applicants: Ranked[] = []
  for (let index = 0; index < given.applicants; index += 1) {
    const client = await signInAs(app, { roles: ['applicant'], email: `${code}-${index}@example.org` })
    const sent = await sendFor(client, lots[0]?.[0] ?? '', {
      ...completeContent,
      applicant: { ...completeContent.applicant, fiscalCode: personalCode(index) },
    })
    applicants.push({ client, id: sent.id, number: sent.number })
  }
  const call = await db('call').where({ code }).first('id')
  const by = [
    await insertAccount(app, { roles: ['caseOfficer'] }),
    await insertAccount(app, { roles: ['propertyOffice'] }),
  ]
  await db('request').where({ call_id: call.id }).update({ status: 'admitted', identified_by: 'spid' })
  await db('call')
    .where({ code })
    .update({
      status: 'finalRanking',
      closes_at: db.raw("clock_timestamp() - interval '9 days'"),
      unsealed_at: db.raw("clock_timestamp() - interval '8 days'"),
      unsealed_by: by[0],
      max_awards_per_applicant: maxAwards,
    })
  await db('call_version').insert({
    call_id: call.id,
    number: 1,
    change: 'published',
    content: '{}',
    content_hash: 'test',
    criteria_hash: 'test',
  })
  await insertRanking(db, call.id, 'technical', by)
  await insertRanking(db, call.id, 'provisional', by)
  const rankingId = await insertRanking(db, call.id, 'final', by)
  for (const [lot, order] of ranks.entries())
    for (const [index, applicant] of order.entries())
      await db('ranking_entry').insert({
        ranking_id: rankingId,
        lot_id: lotIds[lot],
        request_id: applicants[applicant]?.id,
        rank: index + 1,
        technical_points: 80 - index,
        total_points: 80 - index,
        wins: winners[lot] === applicant,
      })
  return { code, lotIds, spaces: lots.flat(), applicants }
}

const today = () => romeDate(new Date())
const nextYear = (years: number) => `${new Date().getUTCFullYear() + years}-01-01`

/** The body that awards a lot to a request. */
export const awardBody = (lot: number, request: string, changes: object = {}) => ({
  lot,
  request,
  from: nextYear(1),
  until: nextYear(6),
  actNumber: 'DD 300',
  actDate: today(),
  ...changes,
})

/** Terms that lack nothing; the deposit is given already. */
export const agreementTerms = (changes: Partial<AgreementTerms> = {}): AgreementTerms => ({
  instrument: 'lease',
  from: '2026-01-01',
  until: '2031-12-31',
  rentEurYear: 1425,
  depositEur: null,
  guarantee: null,
  obligations: ['Aprire il laboratorio al quartiere due pomeriggi la settimana.'],
  actNumber: 'DD 310',
  actDate: '2025-12-01',
  ...changes,
})

/** Every check of the city, passed. */
export async function passChecks(app: FastifyInstance, awardId: string): Promise<void> {
  const { db, city }: Context = app.context
  const rows = city.awards.checks.map(({ code }) => ({
    award_id: awardId,
    item: code,
    outcome: 'passed',
    checked_on: today(),
  }))
  await db('award_check').insert(rows).onConflict(['award_id', 'item']).merge()
}

/** Awards a lot to who is proposed for it; gives the id of the award. */
export async function awardTo(
  officer: Client,
  { code }: RankedCall,
  lot: number,
  applicant: Ranked,
  changes: object = {},
): Promise<string> {
  const answer = await officer.post(`/api/desk/calls/${code}/awards`, awardBody(lot, applicant.id, changes))
  if (answer.statusCode !== 200) throw new Error(`award: ${answer.statusCode} ${answer.body}`)
  const { items } = (await applicant.client.get(`/api/requests/${applicant.id}/awards`)).json()
  return items.at(-1).id
}

/** Accepts an award, passes its checks and prepares its agreement; gives its id. */
export async function agreementOf(
  app: FastifyInstance,
  officer: Client,
  applicant: Ranked,
  awardId: string,
  terms: Partial<AgreementTerms> = {},
): Promise<string> {
  await applicant.client.post(`/api/requests/${applicant.id}/awards/${awardId}/answer`, {
    answer: 'accepted',
  })
  await passChecks(app, awardId)
  const answer = await officer.post(`/api/desk/awards/${awardId}/agreement`, agreementTerms(terms))
  if (answer.statusCode !== 201) throw new Error(`agreement: ${answer.statusCode} ${answer.body}`)
  return answer.json().id
}

/** Does one action on an agreement at the version it has now. */
export async function doTo(officer: Client, id: string, action: string, body: object = {}) {
  const { version } = (await officer.get(`/api/desk/agreements/${id}`)).json()
  return officer.post(`/api/desk/agreements/${id}/${action}`, { version, ...body })
}
