import type { Geometry } from 'geojson'
import { checkGeometry } from '../db/geometry.ts'
import type { Db } from '../db/index.ts'
import { mendedGeomFromGeoJson } from '../db/spatial.ts'
import type { SubmissionContent } from './contentSchema.ts'
import type { SubmissionFault } from './faults.ts'
import type { Span } from './spans.ts'
import { positionLimit } from './words.ts'

/** A point whose place has been checked. */
export type CheckedTarget = Omit<SubmissionContent['targets'][number], 'geometry'> & {
  geometry: Geometry | null
}

/** Whether a place touches the city; true where no city is known. */
async function isInCity(trx: Db, geometry: Geometry): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: { inside: boolean }[] }>(
    `SELECT NOT EXISTS (SELECT FROM district)
       OR EXISTS (SELECT FROM district d WHERE ST_Intersects(d.geom, ?)) AS inside`,
    [mendedGeomFromGeoJson(trx, geometry)],
  )
  return rows[0]?.inside ?? false
}

/** What of a plan its points are aimed at: articles and sheets that are not of it are as missing. */
async function aimFault(
  trx: Db,
  planId: number,
  { kind, articleId, sheetId }: SubmissionContent['targets'][number],
): Promise<'articleMissing' | 'sheetMissing' | null> {
  if (kind !== 'article' && kind !== 'sheet') return null
  const [table, id] = kind === 'article' ? ['plan_article', articleId] : ['plan_sheet', sheetId]
  const found = await trx({ a: table })
    .join({ d: 'plan_document' }, 'd.id', 'a.document_id')
    .where({ 'd.plan_id': planId, 'a.id': id ?? 0 })
    .first('a.id')
  if (found) return null
  return kind === 'article' ? 'articleMissing' : 'sheetMissing'
}

/** Checks what points are about against the plan and the city. */
export async function checkTargets(
  trx: Db,
  planId: number,
  { targets }: SubmissionContent,
): Promise<{ checked: CheckedTarget[]; faults: SubmissionFault[] }> {
  const checked: CheckedTarget[] = []
  const faults: SubmissionFault[] = []
  for (const [index, target] of targets.entries()) {
    const aim = await aimFault(trx, planId, target)
    if (aim) faults.push({ pointer: `/targets/${index}/${target.kind}Id`, code: aim })
    const place = target.kind === 'place' && target.geometry ? target.geometry : null
    const result = place && checkGeometry(place, positionLimit)
    const geometry = result && 'geometry' in result ? result.geometry : null
    const pointer = `/targets/${index}/geometry`
    if (result && !geometry) faults.push({ pointer, code: 'wrongPlace' })
    if (geometry && !(await isInCity(trx, geometry))) faults.push({ pointer, code: 'outsideCity' })
    checked.push({ ...target, geometry })
  }
  return { checked, faults }
}

/** Keeps the points as their author wrote them, each with where its words stand. */
export async function insertTargets(
  trx: Db,
  submissionId: string,
  targets: readonly CheckedTarget[],
  spans: readonly Span[],
): Promise<void> {
  for (const [index, target] of targets.entries()) {
    const { kind, text, geometry, articleId, sheetId, paragraph, letter, parcels, prescription } = target
    const isArticle = kind === 'article'
    const table = isArticle ? 'plan_article' : 'plan_sheet'
    const aimedAt = isArticle ? articleId : kind === 'sheet' ? sheetId : null
    await trx('submission_target').insert({
      submission_id: submissionId,
      position: index + 1,
      kind,
      text,
      document_id: aimedAt ? trx(table).where({ id: aimedAt }).select('document_id') : null,
      article_id: isArticle ? articleId : null,
      paragraph: isArticle ? paragraph?.trim() || null : null,
      letter: isArticle ? letter?.trim() || null : null,
      sheet_id: kind === 'sheet' ? sheetId : null,
      parcels: JSON.stringify(kind === 'place' ? (parcels ?? []) : []),
      geom: geometry && mendedGeomFromGeoJson(trx, geometry),
      prescription: prescription ?? false,
      span_start: spans[index]?.start ?? 0,
      span_end: spans[index]?.end ?? 0,
    })
  }
}
