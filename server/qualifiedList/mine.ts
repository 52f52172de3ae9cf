import type { Person } from '../accounts/queries.ts'
import type { CityPack } from '../city/pack.ts'
import { romeDate } from '../city/rules.ts'
import { databaseNow } from '../db/clock.ts'
import { day } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { findMembership, isMemberOf } from '../parties/queries.ts'
import { isMine } from './locking.ts'
import { readWhole } from './reading.ts'
import { isRenewable } from './rules.ts'
import type { ApplicationStatus, MyApplication, MyLabs } from './schema.ts'

/** Labs of the organisations somebody acts for, the editions that are open, and what they sent. */
export async function listMine(db: Db, accountId: string): Promise<MyLabs> {
  const today = romeDate(await databaseNow(db))
  const labs = await db({ l: 'lab' })
    .whereNull('l.ended_on')
    .whereRaw(isMemberOf('l'), { accountId })
    .orderByRaw('lower(l.name), l.code')
    .select({ code: 'l.code', name: 'l.name' })
  const openEditions = await db({ e: 'lab_list_edition' })
    .whereNotNull('e.published_at')
    .whereRaw('e.opens_on <= :today::date AND (e.closes_on IS NULL OR e.closes_on >= :today::date)', {
      today,
    })
    .orderBy(['e.opens_on', 'e.code'])
    .select({ code: 'e.code', title: 'e.title', titleEn: 'e.title_en', closesOn: day(db, 'e.closes_on') })
  return { labs, openEditions, applications: await listApplications(db, accountId, today) }
}

type Row = Omit<MyLabs['applications'][number], 'canRenew'> & { isRenewed: boolean }

async function listApplications(db: Db, accountId: string, today: string): Promise<MyLabs['applications']> {
  const rows: Row[] = await db({ a: 'lab_list_application' })
    .join({ e: 'lab_list_edition' }, 'e.id', 'a.edition_id')
    .join({ l: 'lab' }, 'l.id', 'a.lab_id')
    .whereRaw(isMine, { accountId })
    .orderByRaw('a.updated_at DESC, a.id')
    .select({
      id: 'a.id',
      number: 'a.number',
      status: 'a.status',
      edition: 'e.code',
      lab: 'l.code',
      labName: 'l.name',
      validUntil: db.raw("to_char(upper(a.validity) - 1, 'YYYY-MM-DD')"),
      dueOn: db.raw(
        "(SELECT to_char(k.due_on, 'YYYY-MM-DD') FROM lab_list_ask k WHERE k.application_id = a.id AND k.closed_at IS NULL)",
      ),
      isRenewed: db.raw(
        `EXISTS (SELECT FROM lab_list_application n WHERE n.renews_id = a.id AND n.status NOT IN ('withdrawn', 'refused'))`,
      ),
    })
  return rows.map(({ isRenewed, ...row }) => ({
    ...row,
    canRenew: !isRenewed && row.validUntil !== null && isRenewable(row.status, row.validUntil, today),
  }))
}

const missing = () => new NotFoundError('There is no such application to the list.')

/** States in which the lab is told what was found so far: once it is asked for something, or decided. */
const told: readonly ApplicationStatus[] = [
  'integration',
  'grounds',
  'listed',
  'suspended',
  'renewed',
  'expired',
  'cancelled',
  'refused',
]

/**
 * An application of an organisation one acts for.
 * @throws {NotFoundError} where it is another's
 */
export async function readMine(
  db: Db,
  city: Pick<CityPack, 'holidays'>,
  { account }: Person,
  id: string,
): Promise<MyApplication> {
  const row = await db({ a: 'lab_list_application' })
    .where({ 'a.id': id })
    .whereRaw(isMine, { accountId: account.id })
    .first({ partyId: 'a.party_id', status: 'a.status' })
  const member = row && (await findMembership(db, account.id, row.partyId))
  const whole = member && (await readWhole(db, city, id, { onlySent: false }))
  if (!whole) throw missing()
  const checks = told.includes(row.status) ? await readLastChecks(db, id) : []
  return { ...whole, mayBind: member.role === 'representative', checks }
}

/** The last check of each requirement of an application. */
export async function readLastChecks(db: Db, id: string): Promise<MyApplication['checks']> {
  const { rows } = await db.raw<{ rows: MyApplication['checks'] }>(
    `SELECT DISTINCT ON (c.requirement_id) r.code AS requirement, c.outcome, c.note,
       to_char(c.checked_on, 'YYYY-MM-DD') AS "checkedOn"
     FROM lab_list_check c JOIN lab_list_requirement r ON r.id = c.requirement_id
     WHERE c.application_id = :id ORDER BY c.requirement_id, c.id DESC`,
    { id },
  )
  return rows
}
