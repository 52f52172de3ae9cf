import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { type Change, recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import { day, float } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { csvTable } from '../http/csv.ts'
import { NotFoundError, UnprocessableError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { grantChanges } from './fieldClasses.ts'
import { findLab } from './keeping.ts'
import type { Grant, GrantContent, GrantList } from './schema.ts'

const columns = (db: Db) => ({
  id: 'g.id',
  version: 'g.version',
  measure: 'g.measure',
  title: 'g.title',
  year: 'g.year',
  actNumber: 'g.act_number',
  actDate: day(db, 'g.act_date'),
  amountEur: float(db, 'g.amount_eur'),
  state: 'g.state',
  stateOn: day(db, 'g.state_on'),
  source: 'g.source',
  labCode: 'l.code',
  labName: 'l.name',
  district: 'd.code',
})

/** What the city granted labs, the latest first; of one lab where its code is given. */
export const listGrants = (db: Db, only: { code?: string; id?: string } = {}): Promise<Grant[]> =>
  db({ g: 'lab_grant' })
    .join({ l: 'lab' }, 'l.id', 'g.lab_id')
    .leftJoin({ d: 'district' }, 'd.id', 'l.district_id')
    .whereNull('l.ended_on')
    .modify((query) => {
      if (only.code) query.where({ 'l.code': only.code })
      if (only.id) query.where({ 'g.id': only.id })
    })
    .orderBy([{ column: 'g.year', order: 'desc' }, { column: 'l.name' }, { column: 'g.id' }])
    .select(columns(db))

const sum = (grants: readonly Grant[]) =>
  Math.round(grants.reduce((total, { amountEur }) => total + amountEur, 0) * 100) / 100

/** The same with what it comes to. */
export async function grantList(db: Db): Promise<GrantList> {
  const items = await listGrants(db)
  return {
    total: items.length,
    grantedEur: sum(items.filter(({ state }) => state !== 'revoked')),
    paidEur: sum(items.filter(({ state }) => state === 'paid')),
    items,
  }
}

/** The list as a table. */
export async function grantsCsv(db: Db, demo: boolean): Promise<string> {
  const names = [
    'labCode',
    'labName',
    'district',
    'measure',
    'title',
    'year',
    'actNumber',
    'actDate',
    'amountEur',
    'state',
    'stateOn',
    'source',
  ] as const
  const grants = await listGrants(db)
  return csvTable(
    names,
    grants.map((grant) => names.map((name) => grant[name])),
    demo,
  )
}

/** @throws {UnprocessableError} where a day lies ahead, or the pack has no such measure */
async function refuseFaults(trx: Db, { city }: Context, content: GrantContent): Promise<void> {
  const today = romeDate(await databaseNow(trx))
  const { measure, actDate, stateOn } = content
  const faults = [
    ...(measure && !city.labs.measures.some(({ code }) => code === measure)
      ? [{ pointer: '/content/measure', detail: 'unknownMeasure' }]
      : []),
    ...(actDate && actDate > today ? [{ pointer: '/content/actDate', detail: 'inTheFuture' }] : []),
    ...(stateOn && stateOn > today ? [{ pointer: '/content/stateOn', detail: 'inTheFuture' }] : []),
  ]
  if (faults.length > 0)
    throw new UnprocessableError('The grant cannot be kept like this.', '/problems/lab-faults', faults)
}

const rowOf = (content: GrantContent) => ({
  measure: content.measure,
  title: content.title,
  year: content.year,
  act_number: content.actNumber,
  act_date: content.actDate,
  amount_eur: content.amountEur,
  state: content.state,
  state_on: content.stateOn,
  source: content.source,
})

const record = (
  trx: Db,
  person: Person,
  id: string,
  action: 'create' | 'change',
  changes: Record<string, Change>,
) =>
  recordEvent(trx, {
    actor: { id: person.account.id, role: actingRole(person, 'keepLabs') },
    action,
    objectKind: 'labGrant',
    objectId: id,
    changes,
  })

async function readGrant(db: Db, id: string): Promise<Grant> {
  const [grant] = await listGrants(db, { id })
  if (!grant) throw new NotFoundError('There is no such grant.')
  return grant
}

/** Enters what a lab was granted. */
export async function addGrant(
  context: Context,
  person: Person,
  code: string,
  content: GrantContent,
): Promise<Grant> {
  return context.db.transaction(async (trx) => {
    const lab = await findLab(trx, code)
    await refuseFaults(trx, context, content)
    const [{ id }] = await trx('lab_grant')
      .insert({ ...rowOf(content), lab_id: lab.id, entered_by: person.account.id })
      .returning('id')
    await record(trx, person, id, 'create', grantChanges(null, content))
    return readGrant(trx, id)
  })
}

/**
 * Saves what became of one.
 * @throws {ConflictError} where somebody saved it since `version`
 */
export async function saveGrant(
  context: Context,
  person: Person,
  id: string,
  { version, content }: { version: number; content: GrantContent },
): Promise<Grant> {
  return context.db.transaction(async (trx) => {
    const row = await trx('lab_grant').where({ id }).forUpdate().first('version')
    if (!row) throw new NotFoundError('There is no such grant.')
    checkVersion(row, version)
    await refuseFaults(trx, context, content)
    const before = await readGrant(trx, id)
    await trx('lab_grant')
      .where({ id })
      .update({ ...rowOf(content), version: version + 1 })
    await record(trx, person, id, 'change', grantChanges(before, content))
    return readGrant(trx, id)
  })
}
