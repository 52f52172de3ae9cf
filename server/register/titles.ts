import type { Db } from '../db/index.ts'
import { submissionKinds } from '../plans/words.ts'
import { outcomes } from '../points/words.ts'
import type { Choice, FacetName } from './schema.ts'

/** What can be chosen, in its order, without how many there are. */
export type Titled = Omit<Choice, 'count'>
export type Titles = Record<FacetName, Titled[]>

interface ThemeRow {
  id: number
  parentId: number | null
  code: string
  title: string
  titleEn: string | null
}

const words = (values: readonly string[]): Titled[] =>
  values.map((value) => ({ value, label: null, labelEn: null }))

/** The themes of a plan as a tree reads, each with the titles of those above it. */
function inTree(rows: readonly ThemeRow[], parentId: number | null = null, above?: Titled): Titled[] {
  const under = (name: string | null | undefined, title: string) => (name ? `${name} › ${title}` : title)
  return rows
    .filter((row) => row.parentId === parentId)
    .flatMap((row) => {
      const theme = {
        value: row.code,
        label: under(above?.label, row.title),
        labelEn: under(above?.labelEn, row.titleEn ?? row.title),
      }
      return [theme, ...inTree(rows, row.id, theme)]
    })
}

const readThemes = async (db: Db, planId: number) =>
  inTree(
    await db('plan_theme')
      .where({ plan_id: planId })
      .orderBy(['position', 'id'])
      .select({ id: 'id', parentId: 'parent_id', code: 'code', title: 'title', titleEn: 'title_en' }),
  )

const readDocuments = (db: Db, planId: number): Promise<Titled[]> =>
  db('plan_document')
    .where({ plan_id: planId })
    .orderBy(['position', 'id'])
    .select({
      value: db.raw('id::text'),
      label: db.raw("code || ' – ' || title"),
      labelEn: db.raw("code || ' – ' || coalesce(title_en, title)"),
    })

const readArticles = (db: Db, planId: number): Promise<Titled[]> =>
  db({ a: 'plan_article' })
    .join({ d: 'plan_document' }, 'd.id', 'a.document_id')
    .where({ 'd.plan_id': planId })
    .orderBy(['d.position', 'd.id', 'a.position', 'a.id'])
    .select({
      value: db.raw('a.id::text'),
      label: db.raw("concat_ws(' ', d.code, 'art.', a.number, '– ' || a.title)"),
      labelEn: db.raw('NULL'),
    })

const readPlaces = (db: Db, table: 'district' | 'neighbourhood', order: string): Promise<Titled[]> =>
  db(table)
    .orderByRaw(order)
    .select({ value: 'code', label: 'name', labelEn: db.raw('NULL') })

/** Everything that can be chosen in the register of a plan, in the order in which it is offered. */
export async function readTitles(db: Db, planId: number): Promise<Titles> {
  return {
    theme: await readThemes(db, planId),
    outcome: words(outcomes),
    district: await readPlaces(db, 'district', 'length(code), code'),
    neighbourhood: await readPlaces(db, 'neighbourhood', 'name, code'),
    document: await readDocuments(db, planId),
    article: await readArticles(db, planId),
    kind: words(submissionKinds),
  }
}

/** Those of which there are some, in their order; what has no such thing comes last. */
export function countedOnly<Counted extends object>(
  titles: readonly Titled[],
  counts: ReadonlyMap<string, Counted>,
): (Titled & Counted)[] {
  return [...titles, ...words(['none'])].flatMap((title) => {
    const counted = counts.get(title.value)
    return counted ? [{ ...title, ...counted }] : []
  })
}
