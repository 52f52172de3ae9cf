import type { Knex } from 'knex'
import { day, float } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { inJson, type PlaceFormat } from '../db/spatial.ts'
import { NotFoundError } from '../http/problem.ts'
import { type Offer, publicOfferStatuses } from './schema.ts'

const obligationsJson = `(SELECT coalesce(json_agg(json_build_object('title', b.title, 'titleEn', b.title_en,
    'areaM2', b.area_m2::float8, 'rentCapEurM2Year', b.rent_cap_eur_m2_year::float8, 'hours', b.hours,
    'years', b.years, 'forWhom', b.for_whom, 'offersSpace', b.offers_space, 'dueOn', b.due_on::text,
    'metOn', b.met_on::text) ORDER BY b.id), '[]')
  FROM private_obligation b WHERE b.agreement_id = o.id)`

const offered = (value: string) =>
  `(SELECT ${value} FROM private_obligation b WHERE b.agreement_id = o.id AND b.offers_space)`

/** Public agreements with private operators, aliased `o`, with the columns of `Offer` and their geometry. */
export function selectOffers(db: Db, as: PlaceFormat = inJson): Knex.QueryBuilder {
  return db({ o: 'private_agreement' })
    .leftJoin({ d: 'district' }, 'd.id', 'o.district_id')
    .where({ 'o.audience': 'public' })
    .whereIn('o.status', [...publicOfferStatuses])
    .select({
      id: 'o.id',
      code: 'o.code',
      kind: 'o.kind',
      title: 'o.title',
      titleEn: 'o.title_en',
      operator: 'o.operator',
      cityBody: 'o.city_body',
      summary: 'o.summary',
      summaryEn: 'o.summary_en',
      deedNumber: 'o.deed_number',
      deedDate: day(db, 'o.deed_date'),
      startsOn: day(db, 'o.starts_on'),
      expiresOn: day(db, 'o.expires_on'),
      status: 'o.status',
      address: 'o.address',
      geometry: as.geometry(db, 'o.geom', 6),
      point: as.point(db, 'o.point'),
      district: 'd.code',
      areaM2: db.raw(offered('max(b.area_m2)::float8')),
      rentCapEurM2Year: db.raw(offered('min(b.rent_cap_eur_m2_year)::float8')),
      offersSpace: db.raw(offered('count(*) > 0')),
      contact: 'o.contact',
      obligations: db.raw(obligationsJson),
      source: 'o.source',
      sourceDate: day(db, 'o.source_date'),
    })
}

/** Agreements in the order of the ids, read in one query. */
export async function readOffers(db: Db, ids: readonly number[]): Promise<Offer[]> {
  const rows: Offer[] = await selectOffers(db).whereRaw('o.id = ANY(?)', [[...ids]])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** @throws {NotFoundError} where there is none that the public may know of */
export async function readOffer(db: Db, code: string): Promise<Offer> {
  const row: Offer | undefined = await selectOffers(db).where({ 'o.code': code }).first()
  if (!row) throw new NotFoundError(`There is no agreement with the code "${code}".`)
  return row
}

/** The columns of what an obligation says. */
export const obligationColumns = (db: Db) => ({
  title: 'b.title',
  titleEn: 'b.title_en',
  areaM2: float(db, 'b.area_m2'),
  rentCapEurM2Year: float(db, 'b.rent_cap_eur_m2_year'),
  hours: 'b.hours',
  years: 'b.years',
  forWhom: 'b.for_whom',
  offersSpace: 'b.offers_space',
  dueOn: day(db, 'b.due_on'),
  metOn: day(db, 'b.met_on'),
  stateNote: 'b.state_note',
})
