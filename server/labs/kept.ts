import type { CityPack } from '../city/pack.ts'
import { romeDate } from '../city/rules.ts'
import { databaseNow } from '../db/clock.ts'
import { day } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { listClaims, listOwnClaims } from './claims.ts'
import { readContent } from './content.ts'
import { readActivities, readPhotos } from './detail.ts'
import { findKeptLab, isMine, type Keeper } from './keeping.ts'
import { confirmationDue, isNotConfirmed } from './rules.ts'
import type { DeskLabs, KeptLab, KeptLabs } from './schema.ts'

const kept = (db: Db) =>
  db({ l: 'lab' })
    .join({ s: 'lab_state' }, 's.lab_id', 'l.id')
    .leftJoin({ p: 'party' }, 'p.id', 'l.party_id')
    .whereNull('l.ended_on')

const itemColumns = (db: Db) => ({
  code: 'l.code',
  name: 'l.name',
  activity: 's.activity',
  confirmedOn: day(db, 'l.confirmed_on'),
  keeper: 'p.name',
  source: 'l.source',
})

type Row = Omit<KeptLabs['items'][number], 'dueOn' | 'notConfirmed'>

function withDue(rows: Row[], { labs }: CityPack, today: string): KeptLabs['items'] {
  const { months } = labs.confirmation
  return rows.map((row) => ({
    ...row,
    dueOn: confirmationDue(row.confirmedOn, months),
    notConfirmed: isNotConfirmed(row, months, today),
  }))
}

/** A lab as who keeps it has it. */
export async function readKeptLab(db: Db, city: CityPack, keeper: Keeper, code: string): Promise<KeptLab> {
  const { id, version } = await findKeptLab(db, keeper, code)
  const row: Row = await kept(db).where({ 'l.id': id }).first(itemColumns(db))
  return {
    code: row.code,
    version,
    content: await readContent(db, id),
    photos: await readPhotos(db, id, 'keeper'),
    activities: await readActivities(db, id),
    activity: row.activity,
    confirmedOn: row.confirmedOn,
    dueOn: confirmationDue(row.confirmedOn, city.labs.confirmation.months),
    keeper: row.keeper,
    source: row.source,
  }
}

/** The labs of the organisations one acts for, and those one has asked for. */
export async function listKeptLabs(db: Db, city: CityPack, accountId: string): Promise<KeptLabs> {
  const today = romeDate(await databaseNow(db))
  const rows: Row[] = await kept(db)
    .whereRaw(isMine, { accountId })
    .orderBy(['l.name', 'l.code'])
    .select(itemColumns(db))
  return { items: withDue(rows, city, today), claims: await listOwnClaims(db, accountId) }
}

/** Every lab, those that wait longest for a word first, and who asks to keep one. */
export async function listDeskLabs(db: Db, city: CityPack): Promise<DeskLabs> {
  const today = romeDate(await databaseNow(db))
  const rows: Row[] = await kept(db)
    .orderByRaw("s.activity IS NOT DISTINCT FROM 'closed', l.confirmed_on NULLS FIRST, l.name, l.code")
    .select(itemColumns(db))
  return { items: withDue(rows, city, today), claims: await listClaims(db) }
}
