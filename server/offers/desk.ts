import { addDays, romeDate } from '../city/rules.ts'
import { databaseNow } from '../db/clock.ts'
import { day, float } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { lonLat } from '../db/spatial.ts'
import { NotFoundError } from '../http/problem.ts'
import { obligationColumns } from './queries.ts'
import type { DeskOffer, DeskOffers, OfferContent } from './schema.ts'

const contentColumns = (db: Db) => ({
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
  guaranteeEur: float(db, 'o.guarantee_eur'),
  contact: 'o.contact',
  status: 'o.status',
  audience: 'o.audience',
  source: 'o.source',
  sourceDate: day(db, 'o.source_date'),
  address: 'o.address',
  point: lonLat(db, 'o.point'),
  internalNotes: 'o.internal_notes',
})

/** What is written of an agreement with a private operator, as it is saved. */
export async function readContent(db: Db, id: number): Promise<OfferContent> {
  const row = await db({ o: 'private_agreement' }).where({ 'o.id': id }).first(contentColumns(db))
  const obligations = await db({ b: 'private_obligation' })
    .where({ 'b.agreement_id': id })
    .orderBy('b.id')
    .select(obligationColumns(db))
  return { ...row, obligations }
}

/** @throws {NotFoundError} where there is none */
export async function readDeskOffer(db: Db, code: string): Promise<DeskOffer> {
  const row = await db({ o: 'private_agreement' })
    .leftJoin({ d: 'district' }, 'd.id', 'o.district_id')
    .where({ 'o.code': code })
    .first({ id: 'o.id', code: 'o.code', version: 'o.version', district: 'd.code' })
  if (!row) throw new NotFoundError(`There is no agreement "${code}".`)
  const { id, ...facts } = row
  return { ...facts, content: await readContent(db, id) }
}

/** SQL: obligations not met and ends, up to the day `:until`. */
const deadlines = `
  SELECT o.code, o.operator, b.title, b.due_on::text AS "dueOn", b.due_on < :today::date AS "isOver"
  FROM private_obligation b JOIN private_agreement o ON o.id = b.agreement_id
  WHERE o.status IN ('inForce', 'breached') AND b.met_on IS NULL AND b.due_on <= :until::date
  UNION ALL
  SELECT o.code, o.operator, o.title, o.expires_on::text, o.expires_on < :today::date
  FROM private_agreement o WHERE o.status = 'inForce' AND o.expires_on <= :until::date
  ORDER BY 4, 1, 3`

/** Every agreement with a private operator, and which of their days are near or over. */
export async function listDeskOffers(db: Db): Promise<DeskOffers> {
  const today = romeDate(await databaseNow(db))
  const items = await db({ o: 'private_agreement' })
    .orderByRaw("o.status IN ('fulfilled', 'expired'), o.operator, o.code")
    .select({
      code: 'o.code',
      kind: 'o.kind',
      title: 'o.title',
      operator: 'o.operator',
      status: 'o.status',
      audience: 'o.audience',
      expiresOn: day(db, 'o.expires_on'),
      areaM2: db.raw(
        '(SELECT sum(b.area_m2)::float8 FROM private_obligation b WHERE b.agreement_id = o.id AND b.offers_space)',
      ),
    })
  const { rows } = await db.raw<{ rows: DeskOffers['deadlines'] }>(deadlines, {
    today,
    until: addDays(today, 365),
  })
  return { deadlines: rows, total: items.length, items }
}
