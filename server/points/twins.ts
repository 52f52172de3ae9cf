import { setImmediate as pause } from 'node:timers/promises'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { isExaminable } from '../observations/sql.ts'
import { findPlanId } from '../plans/queries.ts'
import { twinColumns } from './groups.ts'
import type { Suggestion, Suggestions, TwinReason } from './schema.ts'
import { clustersOf, likeness, shinglesOf } from './shingles.ts'
import { provisionOf } from './sql.ts'

/** Share of three-word runs from which two texts look like twins. */
const leastLikeness = 0.5
/** Share of trigrams (pg_trgm) from which points of overlapping places look like twins. */
const leastTrigrams = 0.35
/** Share of three-word runs below which two texts are not compared further. */
const leastShared = 0.05
/** After so many the program turns to others. */
const pairsAtATime = 500
/** Of a large set the members least alike by words are compared by trigrams too. */
const comparedByTrigrams = 20
/** The first points of a suggestion are shown with it. */
const shown = 6

interface Candidate {
  id: number
  text: string
  provision: string | null
}

/** The points of a plan that could still enter a group, in the order they came in. */
const readCandidates = (db: Db, planId: number): Promise<Candidate[]> =>
  db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .where({ 'p.plan_id': planId })
    .whereNull('p.removed_at')
    .whereNull('p.group_id')
    .whereNull('p.stage')
    .whereRaw(isExaminable)
    .orderBy('p.id')
    .select({ id: 'p.id', text: 'p.text', provision: db.raw(provisionOf('p')) })

/** Pairs of these points aimed at the same and in places that overlap. */
const overlapping = `
  SELECT p.id AS one, q.id AS other FROM point p
  JOIN point q ON q.plan_id = p.plan_id AND q.id > p.id AND ST_Intersects(p.geom, q.geom)
    AND q.document_id IS NOT DISTINCT FROM p.document_id AND q.article_id IS NOT DISTINCT FROM p.article_id
  WHERE p.id = ANY(:ids) AND q.id = ANY(:ids)
  ORDER BY p.id, q.id LIMIT 500000`

/** Of these pairs, those whose words share many trigrams. */
const alikeByTrigrams = `
  SELECT p.id AS one, q.id AS other FROM unnest(:ones::integer[], :others::integer[]) AS pair (one, other)
  JOIN point p ON p.id = pair.one JOIN point q ON q.id = pair.other
  WHERE similarity(p.text, q.text) >= :least ORDER BY p.id, q.id`

/** How alike the words of the first point are to those of each other: the least of them, by trigrams. */
const leastAlike = `
  SELECT min(similarity(p.text, q.text))::float8 AS least FROM point p, point q
  WHERE p.id = :first AND q.id = ANY(:ids)`

/** Whether every place among these points touches that of the first that has one, and two at least have one. */
const shareAPlace = `
  WITH placed AS (SELECT id, geom FROM point WHERE id = ANY(:ids) AND geom IS NOT NULL)
  SELECT count(*) > 1 AND bool_and(ST_Intersects(placed.geom, (SELECT geom FROM placed ORDER BY id LIMIT 1))) AS shared
  FROM placed`

/** Why these points look like twins; `pointIds` holds two at least. */
async function reasonsOf(
  db: Db,
  pointIds: readonly number[],
  candidates: ReadonlyMap<number, Candidate>,
): Promise<TwinReason[]> {
  const [first = 0, ...others] = pointIds
  const ids = [...pointIds]
  const textOf = (id: number) => candidates.get(id)?.text ?? ''
  const mine = shinglesOf(textOf(first))
  const byWords = others
    .map((id) => ({ id, share: likeness(mine, shinglesOf(textOf(id))) }))
    .sort((one, other) => one.share - other.share)
  const words = byWords[0]?.share ?? 0
  const farthest = byWords.slice(0, comparedByTrigrams).map(({ id }) => id)
  const trigrams = await db.raw<{ rows: { least: number }[] }>(leastAlike, { first, ids: farthest })
  const place = await db.raw<{ rows: { shared: boolean | null }[] }>(shareAPlace, { ids })
  const provisions = new Set(ids.map((id) => candidates.get(id)?.provision ?? null))
  const [label] = provisions.size === 1 ? provisions : [null]
  return [
    { kind: 'words', least: round(words) },
    { kind: 'trigrams', least: round(trigrams.rows[0]?.least ?? 0) },
    ...(label ? [{ kind: 'provision' as const, label }] : []),
    ...(place.rows[0]?.shared ? [{ kind: 'place' as const }] : []),
  ]
}

const round = (share: number): number => Math.round(share * 100) / 100

interface Pair {
  one: number
  other: number
}

/** Pairs in one place that say much the same; those that share hardly any run of words are not even compared. */
async function pairsByPlace(db: Db, candidates: readonly Candidate[]): Promise<Pair[]> {
  const ids = candidates.map(({ id }) => id)
  const { rows } = await db.raw<{ rows: Pair[] }>(overlapping, { ids })
  const shingles = new Map<number, Set<number>>()
  const near: Pair[] = []
  const texts = new Map(candidates.map(({ id, text }) => [id, text]))
  const shinglesAt = (id: number) => {
    const known = shingles.get(id) ?? shinglesOf(texts.get(id) ?? '')
    shingles.set(id, known)
    return known
  }
  for (const [at, pair] of rows.entries()) {
    if (at % pairsAtATime === 0) await pause()
    if (likeness(shinglesAt(pair.one), shinglesAt(pair.other)) >= leastShared) near.push(pair)
  }
  const alike = await db.raw<{ rows: Pair[] }>(alikeByTrigrams, {
    ones: near.map(({ one }) => one),
    others: near.map(({ other }) => other),
    least: leastTrigrams,
  })
  return alike.rows
}

/** Sets of points that look like twins: by their words, then by place and words of those left. */
async function findSets(db: Db, candidates: readonly Candidate[]): Promise<number[][]> {
  const byWords = await clustersOf(candidates, leastLikeness)
  const taken = new Set(byWords.flat())
  const left = candidates.filter(({ id }) => !taken.has(id))
  const byPlace = new Map<number, number[]>()
  const inPlace = new Set<number>()
  for (const { one, other } of await pairsByPlace(db, left)) {
    if (inPlace.has(other) || (inPlace.has(one) && !byPlace.has(one))) continue
    byPlace.set(one, [...(byPlace.get(one) ?? [one]), other])
    inPlace.add(one).add(other)
  }
  return [...byWords, ...byPlace.values()]
}

/** The sets that somebody has said are no twins. */
const readDismissed = async (db: Db, planId: number): Promise<Set<number>[]> =>
  (await db('twin_suggestion').where({ plan_id: planId, settled: 'dismissed' }).select('point_ids')).map(
    ({ point_ids }) => new Set<number>(point_ids),
  )

/**
 * Looks for points of a plan that say the same and keeps what it finds for a person to confirm or dismiss; what was
 * found before and not settled makes way, what was dismissed is not suggested again.
 * @throws {NotFoundError} where there is no such plan
 */
export async function findTwins({ db }: Context, code: string): Promise<void> {
  const planId = await findPlanId(db, code)
  const candidates = await readCandidates(db, planId)
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]))
  const dismissed = await readDismissed(db, planId)
  const sets = (await findSets(db, candidates)).filter(
    (ids) => !dismissed.some((known) => ids.every((id) => known.has(id))),
  )
  const found: { ids: number[]; reasons: TwinReason[] }[] = []
  for (const ids of sets) found.push({ ids, reasons: await reasonsOf(db, ids, byId) })
  await db.transaction(async (trx) => {
    await trx('plan').where({ id: planId }).forNoKeyUpdate().first('id')
    await trx('twin_suggestion')
      .where({ plan_id: planId })
      .whereNull('settled')
      .whereRaw(`NOT reasons @> '[{"kind": "person"}]'`)
      .delete()
    if (found.length > 0)
      await trx('twin_suggestion').insert(
        found.map(({ ids, reasons }) => ({
          plan_id: planId,
          point_ids: ids,
          reasons: JSON.stringify(reasons),
        })),
      )
  })
}

/** What looks like twins in a plan and nobody has settled, the largest first. */
export async function listSuggestions(db: Db, plan: string): Promise<Suggestions> {
  const rows: Omit<Suggestion, 'points'>[] = (
    await db({ t: 'twin_suggestion' })
      .where('t.plan_id', db('plan').where({ code: plan }).select('id'))
      .whereNull('t.settled')
      .orderByRaw('cardinality(t.point_ids) DESC, t.id')
      .select({
        id: 't.id',
        reasons: 't.reasons',
        foundAt: 't.found_at',
        size: db.raw('cardinality(t.point_ids)'),
        pointIds: 't.point_ids',
      })
  ).map((row) => ({ ...row, foundAt: row.foundAt.toISOString() }))
  const firstIds = rows.flatMap(({ pointIds }) => pointIds.slice(0, shown))
  const points: Suggestion['points'] = await db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .whereIn('p.id', firstIds)
    .select(twinColumns(db))
  const byId = new Map(points.map((point) => [point.id, point]))
  const items = rows.map((row) => ({
    ...row,
    points: row.pointIds.slice(0, shown).flatMap((id) => byId.get(id) ?? []),
  }))
  return { total: items.length, items }
}
