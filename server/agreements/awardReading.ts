import { isInterested } from '../allocation/locking.ts'
import { requestsSharing } from '../allocation/subjects.ts'
import { isReduced } from '../calls/conditions.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { awards } from './locking.ts'
import type { AwardCheck, DeskAward } from './schema.ts'

type Pack = Pick<Context, 'city'>

/** SQL: the spaces of award `a`. */
const spacesJson = `(SELECT json_agg(json_build_object('code', s.code, 'name', s.name, 'areaM2', s.area_m2::float8)
    ORDER BY s.code) FROM award w JOIN space s ON s.id = w.space_id WHERE coalesce(w.first_id, w.id) = a.id)`

const agreementJson = `(SELECT json_build_object('id', g.id, 'number', g.number, 'status', g.status) FROM agreement g
  WHERE g.award_id = a.id AND g.status <> 'cancelled')`

/** SQL: the rent an agreement of award `a` begins with: what was bid, else what was asked, else of the spaces. */
const rent = `coalesce(
  (SELECT e.price_eur_year FROM ranking_entry e WHERE e.ranking_id = a.ranking_id AND e.lot_id = a.lot_id
    AND e.request_id = a.request_id),
  (SELECT l.base_rent_eur_year FROM lot l WHERE l.id = a.lot_id),
  (SELECT sum(round(s.area_m2 * s.unit_rent_eur_m2_year, 2)) FROM award w JOIN space s ON s.id = w.space_id
    WHERE coalesce(w.first_id, w.id) = a.id), 0)::float8`

/** SQL: aid in the other awards that stand of whoever is behind the request of award `a`. */
const otherAid = `(SELECT coalesce(sum(o.de_minimis_eur), 0)::float8 FROM award o
  WHERE o.id <> a.id AND o.revoked_at IS NULL AND o.request_id IN (${requestsSharing('a.request_id')}))`

async function readChecks(db: Db, { city }: Pack, awardId: string): Promise<AwardCheck[]> {
  const rows = await db({ k: 'award_check' })
    .leftJoin({ a: 'account' }, 'a.id', 'k.checked_by')
    .where({ 'k.award_id': awardId })
    .select({
      code: 'k.item',
      outcome: 'k.outcome',
      askedOn: db.raw('k.asked_on::text'),
      checkedOn: db.raw('k.checked_on::text'),
      note: 'k.note',
      by: 'a.name',
    })
  return city.awards.checks.map(({ code, it, en, reference }) => {
    const row = rows.find((candidate) => candidate.code === code)
    const { outcome = 'pending', askedOn = null, checkedOn = null, note = null, by = null } = row ?? {}
    return { code, label: it, labelEn: en, reference, outcome, askedOn, checkedOn, note, by }
  })
}

const json = (parts: Record<string, string>) =>
  `json_build_object(${Object.entries(parts)
    .map(([name, column]) => `'${name}', ${column}`)
    .join(', ')})`

const awardColumns = (db: Db) => ({
  id: 'a.id',
  request: db.raw(json({ id: 'q.id', number: 'q.number', status: 'q.status' })),
  applicant: db.raw(json({ name: 'p.name', kind: 'p.kind' })),
  call: db.raw(`CASE WHEN c.id IS NOT NULL THEN ${json({ code: 'c.code', title: 'c.title' })} END`),
  lot: db.raw(`(SELECT ${json({ number: 'l.number', title: 'l.title' })} FROM lot l WHERE l.id = a.lot_id)`),
  rank: 'a.rank',
  spaces: db.raw(spacesJson),
  from: db.raw('lower(a.period)::text'),
  until: db.raw('(upper(a.period) - 1)::text'),
  procedure: 'a.procedure',
  actNumber: 'a.act_number',
  actDate: db.raw('a.act_date::text'),
  answer: 'a.answer',
  answeredAt: 'a.answered_at',
  isReduced: db.raw(`EXISTS (SELECT FROM lot l WHERE l.id = a.lot_id AND ${isReduced})`),
  deMinimisEur: db.raw('a.de_minimis_eur::float8'),
  otherAidEur: db.raw(otherAid),
  rnaCode: 'a.rna_code',
  revokedAt: 'a.revoked_at',
  revokedReason: 'a.revoked_reason',
  revokedNote: 'a.revoked_note',
  revokedAct: 'a.revoked_act',
  agreement: db.raw(agreementJson),
  instrument: db.raw("coalesce(c.instrument, 'lease')"),
  rent: db.raw(rent),
})

const cents = (value: number) => Math.round(value * 100) / 100

/**
 * An award with everything an officer needs between the act and the agreement.
 * @throws {NotFoundError} where there is none
 */
export async function readDeskAward(db: Db, pack: Pack, id: string, accountId: string): Promise<DeskAward> {
  const row = await awards(db)
    .join({ p: 'party' }, 'p.id', 'a.party_id')
    .where({ 'a.id': id })
    .first(awardColumns(db))
  if (!row) throw new NotFoundError('There is no such award.')
  const { revokedAt, revokedReason, revokedNote, revokedAct, instrument, rent: rentEurYear, ...award } = row
  const { depositMonths } = pack.city.rent
  return {
    ...award,
    answeredAt: award.answeredAt?.toISOString() ?? null,
    aidMostEur: pack.city.awards.deMinimis.mostEur,
    revoked: revokedAt && {
      reason: revokedReason ?? 'annulled',
      note: revokedNote,
      actNumber: revokedAct,
      at: revokedAt.toISOString(),
    },
    checks: await readChecks(db, pack, id),
    suggested: { instrument, rentEurYear, depositEur: cents((rentEurYear * depositMonths) / 12) },
    isOwn: await isInterested(db, accountId, award.request.id),
  }
}
