import type { Person } from '../accounts/queries.ts'
import { lockToBind } from '../allocation/locking.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError } from '../http/problem.ts'
import { receivedReport } from './letters.ts'
import { lockAgreement } from './locking.ts'
import { recordAgreement } from './preparing.ts'
import { reportYears } from './rules.ts'
import type { NewReport, YearlyReport } from './schema.ts'
import { tellDesk, tellHolder } from './telling.ts'

/** The yearly reports of an agreement, the newest first. */
export async function readReports(db: Db, agreementId: string): Promise<YearlyReport[]> {
  const rows = await db('yearly_report')
    .where({ agreement_id: agreementId })
    .orderBy('year', 'desc')
    .select({
      year: 'year',
      jobs: db.raw('jobs::float8'),
      openingHoursWeek: db.raw('opening_hours_week::float8'),
      residentHours: db.raw('resident_hours::float8'),
      text: 'text',
      receivedAt: 'received_at',
    })
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }))
}

/** The years that are over and of which no report has come. */
export function missingYears(
  { handedOverOn, endedOn }: { handedOverOn: string | null; endedOn: string | null },
  reports: readonly Pick<YearlyReport, 'year'>[],
  today: string,
): number[] {
  if (handedOverOn === null) return []
  const sent = reports.map(({ year }) => year)
  return reportYears(handedOverOn, endedOn, today).filter((year) => !sent.includes(year))
}

/**
 * The holder reports on a year that is over, once.
 * @throws {ConflictError} where there is nothing to report on, or it was sent
 */
export async function sendReport(
  context: Context,
  person: Person,
  path: { id: string; agreement: string },
  report: NewReport,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    await lockToBind(trx, person.account.id, path.id)
    const agreement = await lockAgreement(trx, path.agreement, path.id)
    const today = romeDate(await databaseNow(trx))
    const missing = missingYears(agreement, await readReports(trx, agreement.id), today)
    if (!missing.includes(report.year))
      throw new ConflictError('No report on that year is awaited.', '/problems/report-not-awaited')
    await trx('yearly_report').insert({
      agreement_id: agreement.id,
      year: report.year,
      jobs: report.jobs,
      opening_hours_week: report.openingHoursWeek,
      resident_hours: report.residentHours,
      text: report.text.trim(),
      sent_by: person.account.id,
    })
    const actor = { id: person.account.id, role: 'applicant' }
    await recordAgreement(trx, actor, agreement.id, 'sendReport', {
      year: [null, report.year],
      jobs: [null, report.jobs],
    })
    await tellHolder(trx, context, path.id, receivedReport(agreement.number, report.year))
    const about = { objectKind: 'agreement', objectId: agreement.id, name: agreement.number } as const
    await tellDesk(trx, 'report', about, person.account.id)
  })
}
