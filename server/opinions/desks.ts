import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { districtsOf, mayAskAbout } from './actors.ts'
import { listAsked, listOpinions, listPurposes, narrowToObject } from './queries.ts'
import { proposedDue } from './rules.ts'
import {
  askedStates,
  type DeskOpinionQuery,
  type DeskOpinions,
  type DistrictDesk,
  objectKinds,
} from './schema.ts'
import { councilOf } from './sittings.ts'
import { today } from './sql.ts'

/** What was asked of Municipi about the things a person may ask about, and the terms of the city. */
export async function readDeskOpinions(
  db: Db,
  { city }: Pick<Context, 'city'>,
  person: Person,
  { state, district, kind, code }: DeskOpinionQuery,
): Promise<DeskOpinions> {
  const all = await listAsked(db, 'city', (rows) => {
    rows.whereIn(
      'r.object_kind',
      objectKinds.filter((one) => mayAskAbout(person, one)),
    )
    if (district) rows.where({ 'a.district_code': district })
    narrowToObject(rows, 'r', { kind, code })
  })
  const items = state ? all.filter((one) => one.state === state) : all
  const { terms, silences } = city.councils
  const { defaultDays, leastDays, mostDays, legalBasis } = terms
  return {
    terms: {
      ...{ defaultDays, leastDays, mostDays, legalBasis, silences },
      proposedDue: proposedDue(city.councils, romeDate(await databaseNow(db))),
    },
    counts: Object.fromEntries(
      askedStates.map((name) => [name, all.filter((one) => one.state === name).length]),
    ) as DeskOpinions['counts'],
    total: items.length,
    items,
  }
}

/** The sittings of other Municipi about what this one was asked, from today on. */
async function listHearings(db: Db, district: string): Promise<DistrictDesk['hearings']> {
  return db({ a: 'opinion_asked' })
    .join({ r: 'opinion_request' }, 'r.id', 'a.request_id')
    .join({ mine: 'opinion_asked' }, 'mine.request_id', 'r.id')
    .where({ 'mine.district_code': district })
    .whereNot({ 'a.district_code': district })
    .whereNull('r.withdrawn_at')
    .whereRaw(`a.hearing_on >= ${today}`)
    .orderBy(['a.hearing_on', 'a.district_code'])
    .select({
      district: 'a.district_code',
      title: 'r.title',
      on: db.raw("to_char(a.hearing_on, 'YYYY-MM-DD')"),
      place: 'a.hearing_place',
      askedId: 'mine.id',
    })
}

/**
 * The desk of a Municipio, for its office and its councillors.
 * @throws {NotFoundError} where the person works for another
 */
export async function readDistrictDesk(
  db: Db,
  context: Pick<Context, 'city'>,
  person: Person,
  wanted: string | undefined,
): Promise<DistrictDesk> {
  const districts = districtsOf(person)
  const district = wanted ?? districts[0]
  if (!district || !districts.includes(district))
    throw new NotFoundError('There is nothing like this in your Municipio.')
  const { membersNote, quorum } = context.city.councils
  return {
    district,
    districts,
    mayGive: districtsOf(person, ['districtOffice']).includes(district),
    council: { ...councilOf(context, district), membersNote, quorumBasis: quorum.basis },
    asked: await listAsked(db, 'city', (rows) => {
      rows.where({ 'a.district_code': district })
    }),
    given: await listOpinions(db, 'city', (rows) => {
      rows.where({ 'o.district_code': district })
    }),
    purposes: await listPurposes(db, 'city', (rows) => {
      rows.where({ 'w.district_code': district })
    }),
    hearings: await listHearings(db, district),
  }
}
