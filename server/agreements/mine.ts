import { isMine } from '../allocation/mine.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { findMembership } from '../parties/queries.ts'
import { readMilestones } from './milestoneReading.ts'
import { missingYears, readReports } from './reports.ts'
import type { MyAgreement, MyAward, MyAwards } from './schema.ts'

const agreementJson = `(SELECT json_build_object('id', g.id, 'number', g.number, 'status', g.status,
    'instrument', g.instrument, 'from', lower(g.period), 'until', upper(g.period) - 1,
    'rentEurYear', g.rent_eur_year::float8, 'obligations', g.obligations, 'signedOn', g.signed_on,
    'handedOverOn', (SELECT h.happened_on FROM agreement_handover h WHERE h.agreement_id = g.id AND h.kind = 'handover'),
    'endedOn', g.ended_on)
  FROM agreement g WHERE g.award_id = a.id AND g.status NOT IN ('prepared', 'cancelled'))`

type Row = Omit<MyAward, 'mayAnswer' | 'mayReport' | 'agreement'> & {
  agreement: Omit<MyAgreement, 'milestones' | 'reports' | 'missingReports'> | null
}

async function readRows(db: Db, requestId: string): Promise<Row[]> {
  return db({ a: 'award' })
    .leftJoin({ l: 'lot' }, 'l.id', 'a.lot_id')
    .where({ 'a.request_id': requestId })
    .whereNull('a.first_id')
    .orderBy(['a.awarded_at', 'a.id'])
    .select({
      id: 'a.id',
      lot: db.raw(
        "CASE WHEN l.id IS NOT NULL THEN json_build_object('number', l.number, 'title', l.title) END",
      ),
      spaces: db.raw(`ARRAY(SELECT s.code FROM award w JOIN space s ON s.id = w.space_id
        WHERE coalesce(w.first_id, w.id) = a.id ORDER BY s.code)`),
      from: db.raw('lower(a.period)::text'),
      until: db.raw('(upper(a.period) - 1)::text'),
      actNumber: 'a.act_number',
      actDate: db.raw('a.act_date::text'),
      answer: 'a.answer',
      revoked: db.raw(`CASE WHEN a.revoked_at IS NOT NULL THEN json_build_object(
        'reason', coalesce(a.revoked_reason, 'annulled'), 'note', a.revoked_note) END`),
      agreement: db.raw(agreementJson),
    })
}

/**
 * The awards of a request of a party one acts for, with the agreements made of them.
 * @throws {NotFoundError} where the request is another's or does not exist
 */
export async function readMyAwards(
  db: Db,
  pack: Pick<Context, 'city'>,
  accountId: string,
  requestId: string,
): Promise<MyAwards> {
  const request = await db({ r: 'request' })
    .where({ 'r.id': requestId })
    .whereRaw(isMine, { accountId })
    .first({ partyId: 'r.party_id' })
  const member = request && (await findMembership(db, accountId, request.partyId))
  if (!member) throw new NotFoundError('There is no such request.')
  const isRepresentative = member.role === 'representative'
  const rows = await readRows(db, requestId)
  const ids = rows.flatMap(({ agreement }) => agreement?.id ?? [])
  const milestones = await readMilestones(db, pack, ids)
  const today = romeDate(await databaseNow(db))
  const items: MyAward[] = []
  for (const { agreement, ...award } of rows) {
    const reports = agreement ? await readReports(db, agreement.id) : []
    items.push({
      ...award,
      mayAnswer: isRepresentative && award.answer === null && award.revoked === null,
      mayReport: isRepresentative,
      agreement: agreement && {
        ...agreement,
        milestones: milestones.get(agreement.id) ?? [],
        reports,
        missingReports: missingYears(agreement, reports, today),
      },
    })
  }
  return { total: items.length, items }
}
