import { type Language, type Role, roleNames } from '../accounts/words.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { listAsked, listOpinions, listPurposes, narrowToObject, type Reader } from './queries.ts'
import type { DistrictVoice, Opinion, OpinionFilters, OpinionList, SpaceVoice } from './schema.ts'
import { filesOf, opinionColumns, opinionIsPublic, replacedBy } from './sql.ts'

/** An opinion that a Municipio owes, in the words of a digest. */
export interface DueOpinion {
  title: string
  /** Day in Italy, as yyyy-mm-dd. */
  dueOn: string
  /** The office that asks. */
  askedBy: string
  /** Path of a page of this site. */
  href: string
}

/** Opinions asked of a Municipio that everybody may know of and that wait for it, from a day on, the nearest first. */
export async function listDueOpinions(
  db: Db,
  { district, today, language = 'it' }: { district: string; today: string; language?: Language },
): Promise<DueOpinion[]> {
  const asked = await listAsked(db, 'public', (rows) => {
    rows.where({ 'a.district_code': district }).where('r.due_on', '>=', today).whereNull('r.withdrawn_at')
  })
  return asked
    .filter(({ state }) => state === 'waiting')
    .map(({ title, dueOn, askedRole }) => ({
      title,
      dueOn,
      askedBy: roleNames[askedRole as Role]?.[language] ?? askedRole,
      href: `/opinions?district=${encodeURIComponent(district)}`,
    }))
}

/** The voice of one Municipio, for everybody. */
export async function readDistrictVoice(db: Db, district: string): Promise<DistrictVoice> {
  if (!(await db('district').where({ code: district }).first('id')))
    throw new NotFoundError(`There is no Municipio "${district}".`)
  return {
    district,
    asked: await listAsked(db, 'public', (rows) => {
      rows.where({ 'a.district_code': district }).whereNull('r.withdrawn_at')
    }),
    given: await listOpinions(db, 'public', (rows) => {
      rows.where({ 'o.district_code': district })
    }),
    purposes: await listPurposes(db, 'public', (rows) => {
      rows.where({ 'w.district_code': district })
    }),
  }
}

/** Opinions everybody may read, narrowed by Municipio and by what they are about. */
export async function listPublicOpinions(
  db: Db,
  { district, kind, code }: OpinionFilters,
): Promise<OpinionList> {
  const items = await listOpinions(db, 'public', (rows) => {
    if (district) rows.where({ 'o.district_code': district })
    narrowToObject(rows, 'o', { kind, code })
  })
  return { total: items.length, items }
}

/** What Municipi say of one space, for everybody. */
export async function readSpaceVoice(db: Db, code: string): Promise<SpaceVoice> {
  return {
    purposes: await listPurposes(db, 'public', (rows) => {
      rows.where({ 's.code': code }).whereNull('w.withdrawn_at')
    }),
    opinions: await listOpinions(db, 'public', (rows) => narrowToObject(rows, 'o', { kind: 'space', code })),
  }
}

const asked = `(SELECT json_build_object('question', r.question, 'askedRole', r.asked_role,
    'askedOn', to_char(r.asked_at AT TIME ZONE 'Europe/Rome', 'YYYY-MM-DD'),
    'dueOn', to_char(r.due_on, 'YYYY-MM-DD'), 'silence', r.silence, 'legalBasis', r.legal_basis)
  FROM opinion_asked a JOIN opinion_request r ON r.id = a.request_id WHERE a.id = o.asked_id)`

/**
 * One opinion, whole.
 * @param districts Municipi whose opinions the reader may read; all where they are not said
 * @throws {NotFoundError} where there is none the reader may read
 */
export async function readOpinion(
  db: Db,
  id: string,
  reader: Reader,
  districts?: readonly string[],
): Promise<Opinion> {
  const { wasAsked: _, ...columns } = opinionColumns
  const all = {
    ...columns,
    conditions: 'o.conditions',
    text: 'o.text',
    files: filesOf('f.opinion_id = o.id'),
    asked,
    submissionNumber: '(SELECT s.number FROM submission s WHERE s.id = o.submission_id)',
    replaces: 'o.replaces_id',
    correction: 'o.correction',
    replacedBy: replacedBy[reader],
  }
  const rows = db({ o: 'opinion' })
    .where({ 'o.id': id })
    .first(Object.fromEntries(Object.entries(all).map(([name, sql]) => [name, db.raw(sql)])))
  if (reader === 'public') rows.whereRaw(opinionIsPublic)
  else if (districts) rows.whereIn('o.district_code', [...districts])
  const opinion: Opinion | undefined = await rows
  if (!opinion) throw new NotFoundError('There is no such opinion.')
  return opinion
}
