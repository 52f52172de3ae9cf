import type { Knex } from 'knex'
import type { CityPack } from '../city/pack.ts'
import { romeDate } from '../city/rules.ts'
import { databaseNow } from '../db/clock.ts'
import { day } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { isMemberOf } from '../parties/queries.ts'
import { pointOf, readLabsToRank } from './labs.ts'
import { rankLabs, type Wanted } from './rules.ts'
import type { MyNeed, MyNeeds, Need, NeedFile, NeedList, PublicNeed, RankedLab } from './schema.ts'

export const noNeed = () => new NotFoundError('There is no such need.')

/** A need as its row has it. */
export interface NeedRow extends Omit<Need, 'madeAt' | 'isOpen'> {
  id: number
  partyId: string
  firmShown: boolean
  replyTo: string
  madeAt: Date
  closedAt: Date | null
}

const columns = (db: Db) => ({
  id: 'n.id',
  partyId: 'n.party_id',
  code: 'n.code',
  askedBy: 'p.name',
  actsFor: 'n.acts_for',
  firmName: 'n.firm_name',
  firmShown: 'n.firm_shown',
  title: 'n.title',
  description: 'n.description',
  process: 'n.process',
  material: 'n.material',
  sizeXMm: 'n.size_x_mm',
  sizeYMm: 'n.size_y_mm',
  sizeZMm: 'n.size_z_mm',
  quantity: 'n.quantity',
  dueOn: day(db, 'n.due_on'),
  endsOn: day(db, 'n.ends_on'),
  place: 'n.place',
  audience: 'n.audience',
  replyTo: 'n.reply_to',
  madeAt: 'n.made_at',
  closedAt: 'n.closed_at',
})

const selectNeeds = (db: Db): Knex.QueryBuilder =>
  db({ n: 'need' }).join({ p: 'party' }, 'p.id', 'n.party_id').select(columns(db))

/** SQL: whether the need `n` is of an organisation the account `:accountId` acts for. */
const isMine = isMemberOf('n')

/** A need as others may know it: without the name of a firm that is withheld, and the prison it is in. */
function toNeed(row: NeedRow, today: string, isOwn: boolean): Need {
  const { id: _i, partyId: _p, firmShown, replyTo: _r, madeAt, closedAt, ...need } = row
  const isHidden = need.actsFor === 'prisonFirm' && !firmShown && !isOwn
  return {
    ...need,
    firmName: isHidden ? null : need.firmName,
    place: isHidden ? null : need.place,
    isOpen: closedAt === null && need.endsOn >= today,
    madeAt: madeAt.toISOString(),
  }
}

const todayOf = async (db: Db) => romeDate(await databaseNow(db))

/** Open needs that everybody may read of, those due first before the others. */
export async function listPublicNeeds(db: Db, { labLists }: CityPack): Promise<NeedList> {
  const today = await todayOf(db)
  const rows: NeedRow[] = await selectNeeds(db)
    .where({ 'n.audience': 'public' })
    .whereNull('n.closed_at')
    .whereRaw('n.ends_on >= ?::date', [today])
    .orderBy(['n.due_on', 'n.id'])
  return {
    total: rows.length,
    items: rows.map((row) => toNeed(row, today, false)),
    places: labLists.places.map(({ code, it, en }) => ({ code, it, en })),
  }
}

const wantedOf = ({ process, material, sizeXMm, sizeYMm, sizeZMm }: NeedRow): Wanted => ({
  process,
  material,
  size: [sizeXMm, sizeYMm, sizeZMm],
})

/** Every lab in the order in which it suits a need, with reasons and what its keepers said. */
export async function rankFor(db: Db, city: CityPack, row: NeedRow): Promise<RankedLab[]> {
  const labs = await readLabsToRank(db, city, await pointOf(db, city, row.place))
  const { rows: answers } = await db.raw<{
    rows: { labId: number; can: boolean; note: string | null; at: Date }[]
  }>('SELECT w.lab_id AS "labId", w.can, w.note, w.said_at AS at FROM need_answer w WHERE w.need_id = :id', {
    id: row.id,
  })
  return rankLabs(labs, wantedOf(row)).map(({ lab, verdict, reasons }) => {
    const answer = answers.find(({ labId }) => labId === lab.id)
    return {
      lab: lab.code,
      name: lab.name,
      district: lab.district,
      verdict,
      reasons,
      canBeWritten: lab.canBeWritten,
      website: lab.website,
      said: answer ? { can: answer.can, note: answer.note, at: answer.at.toISOString() } : null,
    }
  })
}

/** Distances would tell in which prison a firm is whose name is withheld: they are told to who asks alone. */
const withoutDistance = (labs: RankedLab[]): RankedLab[] =>
  labs.map((lab) => ({
    ...lab,
    reasons: lab.reasons.filter(({ criterion }) => criterion !== 'near'),
  }))

const isWithheld = ({ actsFor, firmShown }: NeedRow) => actsFor === 'prisonFirm' && !firmShown

/**
 * The labs as others than who asks may see them; of a firm that is withheld they are ranked as if nobody knew where it
 * is, since their order would tell it too.
 */
async function rankForOthers(db: Db, city: CityPack, row: NeedRow): Promise<RankedLab[]> {
  if (!isWithheld(row)) return rankFor(db, city, row)
  return withoutDistance(await rankFor(db, city, { ...row, place: null }))
}

/** @throws {NotFoundError} where there is none that everybody may read of */
export async function readPublicNeed(db: Db, city: CityPack, code: string): Promise<PublicNeed> {
  const row: NeedRow | undefined = await selectNeeds(db)
    .where({ 'n.code': code, 'n.audience': 'public' })
    .first()
  if (!row) throw noNeed()
  return { ...toNeed(row, await todayOf(db), false), labs: await rankForOthers(db, city, row) }
}

/** Labs that somebody keeps, by code. */
const keptLabs = (db: Db, accountId: string): Promise<string[]> =>
  db({ l: 'lab' })
    .whereNull('l.ended_on')
    .whereRaw(isMemberOf('l'), { accountId })
    .orderBy('l.code')
    .pluck<string[]>('l.code')

/** A need of an organisation one acts for; undefined where there is none. */
export const findMine = (db: Db, accountId: string, code: string): Promise<NeedRow | undefined> =>
  selectNeeds(db).where({ 'n.code': code }).whereRaw(isMine, { accountId }).first()

/** Those of the labs one keeps that could do a need, as far as is known. */
const matchedOf = (labs: readonly RankedLab[], kept: readonly string[]): string[] =>
  labs.flatMap(({ lab, verdict }) => (kept.includes(lab) && verdict !== 'cannot' ? [lab] : []))

/** Labs one keeps that were written to about a need. */
const contactedOf = (db: Db, needId: number, kept: readonly string[]): Promise<string[]> =>
  db({ c: 'need_contact' })
    .join({ l: 'lab' }, 'l.id', 'c.lab_id')
    .where({ 'c.need_id': needId })
    .whereIn('l.code', [...kept])
    .distinct()
    .pluck<string[]>('l.code')

/** What somebody may do with a need: it is theirs, or some of the labs they keep could do it. */
interface Access {
  row: NeedRow
  isMine: boolean
  labs: RankedLab[]
  /** Labs one keeps that may answer. */
  kept: string[]
}

/**
 * A need for who asks, and for who keeps a lab that could do it or was written to.
 * @throws {NotFoundError} where it is neither
 */
export async function openNeed(db: Db, city: CityPack, accountId: string, code: string): Promise<Access> {
  const mine = await findMine(db, accountId, code)
  if (mine) return { row: mine, isMine: true, labs: await rankFor(db, city, mine), kept: [] }
  const kept = await keptLabs(db, accountId)
  const row: NeedRow | undefined =
    kept.length > 0 ? await selectNeeds(db).where({ 'n.code': code }).first() : undefined
  if (!row) throw noNeed()
  const labs = await rankForOthers(db, city, row)
  const open = [...new Set([...matchedOf(labs, kept), ...(await contactedOf(db, row.id, kept))])].sort()
  if (open.length === 0) throw noNeed()
  return { row, isMine: false, labs, kept: open }
}

/** The files of a need, as they were added. */
export const listFiles = (db: Db, needId: number): Promise<NeedFile[]> =>
  db({ f: 'need_file' })
    .where({ 'f.need_id': needId })
    .orderBy(['f.added_at', 'f.id'])
    .select({ id: 'f.id', name: 'f.name', mediaType: 'f.media_type', sizeBytes: 'f.size_bytes' })

async function listContacts(db: Db, { row, isMine: own, kept }: Access): Promise<MyNeed['contacts']> {
  const query = db({ c: 'need_contact' })
    .join({ l: 'lab' }, 'l.id', 'c.lab_id')
    .where({ 'c.need_id': row.id })
    .orderBy('c.id', 'desc')
    .select({ lab: 'l.code', labName: 'l.name', message: 'c.message', sentAt: 'c.sent_at' })
  const rows = await (own ? query : query.whereIn('l.code', kept))
  return rows.map((one) => ({ ...one, sentAt: one.sentAt.toISOString() }))
}

/** @throws {NotFoundError} where it is not one's own, nor for a lab one keeps */
export async function readMyNeed(db: Db, city: CityPack, accountId: string, code: string): Promise<MyNeed> {
  const access = await openNeed(db, city, accountId, code)
  const { row, isMine: own, labs, kept } = access
  return {
    ...toNeed(row, await todayOf(db), own),
    isMine: own,
    replyTo: own ? row.replyTo : null,
    firmShown: row.firmShown,
    labs: own ? labs : labs.filter(({ lab }) => kept.includes(lab)),
    files: await listFiles(db, row.id),
    contacts: await listContacts(db, access),
    keptLabs: kept,
  }
}

/** Open needs of others that a lab one keeps could do; where a firm is does not decide about it. */
async function listForKept(db: Db, city: CityPack, accountId: string, today: string): Promise<NeedRow[]> {
  const kept = await keptLabs(db, accountId)
  if (kept.length === 0) return []
  const labs = (await readLabsToRank(db, city, null)).filter(({ code }) => kept.includes(code))
  const open: NeedRow[] = await selectNeeds(db)
    .whereRaw(`NOT ${isMine}`, { accountId })
    .whereNull('n.closed_at')
    .whereRaw('n.ends_on >= ?::date', [today])
    .orderBy(['n.due_on', 'n.id'])
  return open.filter((row) => rankLabs(labs, wantedOf(row)).some(({ verdict }) => verdict !== 'cannot'))
}

/** What the organisations one acts for look for, and what the labs one keeps could do. */
export async function listMyNeeds(db: Db, city: CityPack, accountId: string): Promise<MyNeeds> {
  const today = await todayOf(db)
  const mine: NeedRow[] = await selectNeeds(db).whereRaw(isMine, { accountId }).orderBy('n.id', 'desc')
  const others = await listForKept(db, city, accountId, today)
  return {
    mine: mine.map((row) => toNeed(row, today, true)),
    forMyLabs: others.map((row) => toNeed(row, today, false)),
  }
}
