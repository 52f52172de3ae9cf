import { isInterested } from '../allocation/locking.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { containing } from '../db/like.ts'
import { NotFoundError } from '../http/problem.ts'
import { readMilestones } from './milestoneReading.ts'
import { findNotReady } from './readiness.ts'
import { missingYears, readReports } from './reports.ts'
import { agreementActionsOf, latestEnd } from './rules.ts'
import type { AgreementQuery, DeskAgreement, DeskAgreementItem } from './schema.ts'

const handoverOf = (kind: string) =>
  `(SELECT h.happened_on::text FROM agreement_handover h WHERE h.agreement_id = g.id AND h.kind = '${kind}')`

const spacesJson = `(SELECT json_agg(json_build_object('code', s.code, 'name', s.name, 'areaM2', s.area_m2::float8)
    ORDER BY s.code) FROM agreement_space x JOIN space s ON s.id = x.space_id WHERE x.agreement_id = g.id)`

const itemColumns = (db: Db) => ({
  id: 'g.id',
  number: 'g.number',
  status: 'g.status',
  instrument: 'g.instrument',
  holder: 'p.name',
  spaces: db.raw(spacesJson),
  from: db.raw('lower(g.period)::text'),
  until: db.raw('(upper(g.period) - 1)::text'),
  rentEurYear: db.raw('g.rent_eur_year::float8'),
  signedOn: db.raw('g.signed_on::text'),
  handedOverOn: db.raw(handoverOf('handover')),
  endedOn: db.raw('g.ended_on::text'),
  returnedOn: db.raw(handoverOf('return')),
})

const agreements = (db: Db) =>
  db({ g: 'agreement' })
    .join({ p: 'party' }, 'p.id', 'g.party_id')
    .leftJoin({ q: 'request' }, 'q.id', 'g.request_id')
    .leftJoin({ c: 'call' }, 'c.id', 'q.call_id')

/** Agreements of the desk, the one that ends first first; those that are over come last. */
export async function listAgreements(
  db: Db,
  { status, q, limit = 50, offset = 0 }: AgreementQuery,
): Promise<{ total: number; items: DeskAgreementItem[] }> {
  const query = agreements(db)
  if (status) query.where({ 'g.status': status })
  if (q) {
    query.whereRaw(
      `(g.number ILIKE :like OR p.name ILIKE :like OR EXISTS (SELECT FROM agreement_space x JOIN space s
         ON s.id = x.space_id WHERE x.agreement_id = g.id AND (s.code ILIKE :like OR s.name ILIKE :like)))`,
      { like: containing(q) },
    )
  }
  const [{ total }] = await query.clone().select(db.raw('count(*)::int AS total'))
  const items: DeskAgreementItem[] = await query
    .orderByRaw("g.status IN ('ended', 'terminated', 'cancelled'), upper(g.period), g.number")
    .select(itemColumns(db))
    .limit(limit)
    .offset(offset)
  return { total, items }
}

const detailColumns = (db: Db) => ({
  ...itemColumns(db),
  version: 'g.version',
  requestId: 'g.request_id',
  requestNumber: 'q.number',
  awardId: 'g.award_id',
  call: db.raw("CASE WHEN c.id IS NOT NULL THEN json_build_object('code', c.code, 'title', c.title) END"),
  depositEur: db.raw('g.deposit_eur::float8'),
  guarantee: 'g.guarantee',
  obligations: 'g.obligations',
  actNumber: 'g.act_number',
  actDate: db.raw('g.act_date::text'),
  registration: 'g.registration',
  extensionAct: 'g.extension_act',
  extensionDate: db.raw('g.extension_date::text'),
  endReason: 'g.end_reason',
  endNote: 'g.end_note',
})

async function readHandovers(db: Db, id: string): Promise<DeskAgreement['handovers']> {
  return db({ h: 'agreement_handover' })
    .join({ a: 'account' }, 'a.id', 'h.recorded_by')
    .where({ 'h.agreement_id': id })
    .orderBy('h.id')
    .select({
      kind: 'h.kind',
      happenedOn: db.raw('h.happened_on::text'),
      note: 'h.note',
      meterReadings: 'h.meter_readings',
      by: 'a.name',
    })
}

/**
 * One agreement with everything that is known of it.
 * @throws {NotFoundError} where there is none
 */
export async function readAgreement(
  db: Db,
  pack: Pick<Context, 'city'>,
  id: string,
  accountId: string,
): Promise<DeskAgreement> {
  const row: Omit<DeskAgreement, 'handovers'> | undefined = await agreements(db)
    .where({ 'g.id': id })
    .first(detailColumns(db))
  if (!row) throw new NotFoundError('There is no such agreement.')
  const isOwn = row.requestId !== null && (await isInterested(db, accountId, row.requestId))
  const reports = await readReports(db, id)
  const today = romeDate(await databaseNow(db))
  return {
    ...row,
    latestEnd: latestEnd(row, true, pack.city.awards.temporaryUse),
    handovers: await readHandovers(db, id),
    milestones: (await readMilestones(db, pack, [id])).get(id) ?? [],
    reports,
    missingReports: missingYears(row, reports, today),
    actions: isOwn ? [] : agreementActionsOf(row.status, row.returnedOn !== null),
    notReady: row.status === 'prepared' ? await findNotReady(db, pack, id) : [],
    isOwn,
  }
}
