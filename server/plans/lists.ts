import type { Db } from '../db/index.ts'
import { NotFoundError, UnprocessableError } from '../http/problem.ts'
import type { LockedPlan } from './locking.ts'
import type { DocumentEntry, PlaceEntry, SheetEntry, TemplateEntry, ThemeEntry } from './schema.ts'

interface Entry {
  id?: number
  code: string
}

type Row = Record<string, unknown>
type Saved = Record<string, { old: unknown; new: unknown }>

/** Rows of a list that stand apart only while their codes are exchanged. */
const setAside = (trx: Db, table: string, ids: number[]) =>
  trx(table)
    .whereIn('id', ids)
    .update({ code: trx.raw("code || '~' || id") })

interface Target<Each extends Entry> {
  table: string
  /** Ids that are there now. */
  known: readonly number[]
  toRow: (entry: Each, index: number) => Row
}

/**
 * Makes the rows of a table those of a list, in its order.
 * @throws {UnprocessableError} where two entries have one code
 * @throws {NotFoundError} where an entry names a row the plan does not have
 */
async function saveList<Each extends Entry>(
  trx: Db,
  items: readonly Each[],
  { table, known, toRow }: Target<Each>,
): Promise<Saved> {
  const ids = items.flatMap(({ id }) => (id === undefined ? [] : [id]))
  if (ids.some((id) => !known.includes(id)) || new Set(ids).size < ids.length)
    throw new NotFoundError('There is no such entry.')
  await trx(table)
    .whereIn(
      'id',
      known.filter((id) => !ids.includes(id)),
    )
    .delete()
  await setAside(trx, table, ids)
  for (const [index, entry] of items.entries()) {
    const row = toRow(entry, index)
    if (entry.id === undefined) await trx(table).insert(row)
    else await trx(table).where({ id: entry.id }).update(row)
  }
  return { [table]: { old: known.length, new: items.map(({ code }) => code) } }
}

function refuseTwice(keys: readonly string[]): void {
  const twice = keys.findIndex((key, index) => keys.indexOf(key) < index)
  if (twice < 0) return
  throw new UnprocessableError('Two entries have the same code.', '/problems/plan-faults', [
    { pointer: `/items/${twice}/code`, detail: 'codeTwice' },
  ])
}

const idsOf = (trx: Db, table: string, planId: number): Promise<number[]> =>
  trx(table).where({ plan_id: planId }).pluck('id')

/** The documents of a plan; the same code may stand in two versions. */
export async function saveDocuments(trx: Db, { id }: LockedPlan, items: DocumentEntry[]): Promise<Saved> {
  refuseTwice(items.map(({ code, versionName }) => `${code} ${versionName}`))
  return saveList(trx, items, {
    table: 'plan_document',
    known: await idsOf(trx, 'plan_document', id),
    toRow: ({ code, title, titleEn, versionName }, index) => ({
      plan_id: id,
      code,
      title,
      title_en: titleEn,
      version_name: versionName,
      position: index + 1,
    }),
  })
}

/** The sheets of the documents of a plan. */
export async function saveSheets(trx: Db, { id }: LockedPlan, items: SheetEntry[]): Promise<Saved> {
  refuseTwice(items.map(({ documentId, code }) => `${documentId} ${code}`))
  const documents = await idsOf(trx, 'plan_document', id)
  if (items.some(({ documentId }) => !documents.includes(documentId)))
    throw new NotFoundError('There is no such document.')
  return saveList(trx, items, {
    table: 'plan_sheet',
    known: await trx('plan_sheet').whereIn('document_id', documents).pluck('id'),
    toRow: ({ documentId, code, title }) => ({ document_id: documentId, code, title }),
  })
}

/** @throws {UnprocessableError} where a theme lies under one that is not in the list, or under itself */
function refuseOrphans(items: readonly ThemeEntry[]): void {
  const parents = new Map(items.map(({ code, parent }) => [code, parent]))
  const isPlaced = (code: string | null, steps = 0): boolean =>
    code === null ||
    (parents.has(code) && steps < items.length && isPlaced(parents.get(code) ?? null, steps + 1))
  const orphan = items.findIndex(({ code }) => !isPlaced(code))
  if (orphan < 0) return
  throw new UnprocessableError('A theme lies under none.', '/problems/plan-faults', [
    { pointer: `/items/${orphan}/parent`, detail: 'noParent' },
  ])
}

/** The tree of themes of a plan. */
export async function saveThemes(trx: Db, { id }: LockedPlan, items: ThemeEntry[]): Promise<Saved> {
  refuseTwice(items.map(({ code }) => code))
  refuseOrphans(items)
  await trx('plan_theme').where({ plan_id: id }).update({ parent_id: null })
  const saved = await saveList(trx, items, {
    table: 'plan_theme',
    known: await idsOf(trx, 'plan_theme', id),
    toRow: ({ code, title, titleEn, retired }, index) => ({
      plan_id: id,
      code,
      title,
      title_en: titleEn,
      position: index + 1,
      retired_at: retired ? trx.raw('coalesce(retired_at, clock_timestamp())') : null,
    }),
  })
  for (const { code, parent } of items) {
    if (parent === null) continue
    const above = trx('plan_theme').where({ plan_id: id, code: parent }).select('id')
    await trx('plan_theme').where({ plan_id: id, code }).update({ parent_id: above })
  }
  return saved
}

/** The places of the work on points, in their order. */
export async function savePlaces(trx: Db, { id }: LockedPlan, items: PlaceEntry[]): Promise<Saved> {
  refuseTwice(items.map(({ code }) => code))
  return saveList(trx, items, {
    table: 'workflow_place',
    known: await idsOf(trx, 'workflow_place', id),
    toRow: ({ code, title, titleEn, locks, solved }, index) => ({
      plan_id: id,
      code,
      title,
      title_en: titleEn,
      locks,
      solved,
      position: index + 1,
    }),
  })
}

/** Standard replies; one whose words change is to be checked anew. */
export async function saveTemplates(trx: Db, { id }: LockedPlan, items: TemplateEntry[]): Promise<Saved> {
  refuseTwice(items.map(({ code }) => code))
  return saveList(trx, items, {
    table: 'reply_template',
    known: await idsOf(trx, 'reply_template', id),
    toRow: ({ code, title, text, retired, id: templateId }) => ({
      plan_id: id,
      code,
      title,
      text,
      retired_at: retired && templateId ? trx.raw('coalesce(retired_at, clock_timestamp())') : null,
      ...(templateId && {
        checked_by: trx.raw('CASE WHEN text = ? THEN checked_by END', [text]),
        checked_at: trx.raw('CASE WHEN text = ? THEN checked_at END', [text]),
        version: trx.raw('CASE WHEN text = ? THEN version ELSE version + 1 END', [text]),
      }),
    }),
  })
}
