import type { CityPack } from '../city/pack.ts'
import type { Db } from '../db/index.ts'
import { sridOf } from './grid.ts'
import { walkM } from './rules.ts'
import type { AreaKind, IndicatorId } from './schema.ts'
import { prepareStatements } from './sqlTables.ts'

/** What a plain query gives: the value of each area, null where it has none. */
export interface PlainValue {
  kind: AreaKind
  code: string
  value: number | null
}

/**
 * Lays out what the plain queries read: cells, labs, open spaces and stops in metres with their indexes, and which
 * area holds what. Temporary, so it is for one transaction.
 */
export async function preparePlain(trx: Db, { coverage }: CityPack, date: string): Promise<void> {
  const bindings = {
    srid: sridOf(coverage.metricCrs),
    date,
    activities: [...coverage.activities],
    kinds: [...coverage.transitKinds],
    official: JSON.stringify(coverage.officialPopulation),
  }
  for (const statement of prepareStatements) await trx.raw(statement, bindings)
}

/** The value of an indicator in every area it is of, by one query. */
export async function plainValues(trx: Db, query: string): Promise<PlainValue[]> {
  return (await trx.raw<{ rows: PlainValue[] }>(query)).rows
}

const people = 'sum(c.population)'
const perArea = (value: string, cells: string) =>
  `SELECT a.kind, a.code, ${value} AS value FROM plain_area_cell a JOIN (${cells}) c ON c.id = a.id GROUP BY 1, 2`

/** Share of the residents with one of some places within a straight line. */
const within = (places: string, metres: number) =>
  perArea(
    `coalesce(sum(c.population) FILTER (WHERE c.reached), 0) / nullif(${people}, 0)`,
    `SELECT p.id, p.population, EXISTS (SELECT FROM ${places} q WHERE ST_DWithin(q.geom, p.geom, ${metres})) AS reached
     FROM plain_cell p`,
  )

const nearest = (places: string, detour: number) => `
  SELECT p.id, p.population, n.metres FROM plain_cell p LEFT JOIN LATERAL (
    SELECT ST_Distance(q.geom, p.geom) * ${detour} AS metres FROM ${places} q ORDER BY q.geom <-> p.geom LIMIT 1) n ON true`

const meanDistance = (places: string, detour: number) =>
  perArea(
    'sum(c.population * c.metres) / nullif(sum(c.population) FILTER (WHERE c.metres IS NOT NULL), 0)',
    nearest(places, detour),
  )

const ninetieth = (places: string, detour: number) => `
  SELECT s.kind, s.code, min(s.metres) FILTER (WHERE s.passed >= 0.9 * s.whole * (1 - 1e-9)) AS value FROM (
    SELECT a.kind, a.code, c.metres, sum(c.population) OVER (PARTITION BY a.kind, a.code) AS whole,
      sum(c.population) OVER (PARTITION BY a.kind, a.code ORDER BY c.metres NULLS LAST) AS passed
    FROM plain_area_cell a JOIN (${nearest(places, detour)}) c ON c.id = a.id WHERE c.population > 0) s
  GROUP BY 1, 2`

/** Floating catchments by cell: `weight` is SQL over the straight metres `d.m`. */
const accessCells = (reachM: number, weight: string) => `
  WITH pair AS MATERIALIZED (
    SELECT l.id AS lab, l.supply, c.id, c.population, ${weight} AS w FROM plain_lab l
    JOIN plain_cell c ON ST_DWithin(l.geom, c.geom, ${reachM})
    CROSS JOIN LATERAL (SELECT ST_Distance(l.geom, c.geom) AS m) d
  ), rate AS (SELECT p.lab, p.supply / nullif(sum(p.w * p.population), 0) AS r FROM pair p GROUP BY p.lab, p.supply)
  SELECT c.id, c.population, coalesce(sum(p.w * r.r), 0) AS access FROM plain_cell c
  LEFT JOIN pair p ON p.id = c.id LEFT JOIN rate r ON r.lab = p.lab GROUP BY c.id, c.population`

const meanAccess = (cells: string) =>
  perArea(`10000 * sum(c.population * c.access) / nullif(${people}, 0)`, cells)

/** Gini index over rows of kind, code, weight, amount. */
const gini = (rows: string) => `
  SELECT s.kind, s.code, CASE WHEN count(*) = count(s.amount) THEN 1 - sum((s.x - s.px) * (s.y + s.py)) END AS value FROM (
    SELECT t.kind, t.code, t.amount, t.x, t.y, coalesce(lag(t.x) OVER w, 0) AS px, coalesce(lag(t.y) OVER w, 0) AS py
    FROM (SELECT g.kind, g.code, g.id, g.rate, g.amount,
      sum(g.weight) OVER (PARTITION BY g.kind, g.code ORDER BY g.rate, g.id)
        / sum(g.weight) OVER (PARTITION BY g.kind, g.code) AS x,
      sum(g.amount) OVER (PARTITION BY g.kind, g.code ORDER BY g.rate, g.id)
        / nullif(sum(g.amount) OVER (PARTITION BY g.kind, g.code), 0) AS y
      FROM (SELECT r.*, r.amount / r.weight AS rate FROM (${rows}) r WHERE r.weight > 0) g) t
    WINDOW w AS (PARTITION BY t.kind, t.code ORDER BY t.rate, t.id)) s
  GROUP BY 1, 2`

const labCount = `SELECT r.kind, r.code, count(a.id)::float8 AS value FROM plain_area r
  LEFT JOIN plain_area_lab a ON a.kind = r.kind AND a.code = r.code GROUP BY 1, 2`
const labsPer10k = `SELECT r.kind, r.code, count(a.id) * 10000 / nullif(r.residents, 0) AS value FROM plain_area r
  LEFT JOIN plain_area_lab a ON a.kind = r.kind AND a.code = r.code GROUP BY 1, 2, r.residents`

const open = "('available', 'inCall')"
const perSpace = (value: string, group = '') => `SELECT r.kind, r.code, ${value} AS value FROM plain_area r
  LEFT JOIN plain_area_space a ON a.kind = r.kind AND a.code = r.code
  LEFT JOIN plain_space s ON s.id = a.id GROUP BY 1, 2 ${group}`
const squareMetres = (statuses: string) =>
  perSpace(
    `CASE WHEN count(s.id) FILTER (WHERE s.status IN ${statuses}) > 0
        AND count(s.area_m2) FILTER (WHERE s.status IN ${statuses}) = 0 THEN NULL
      ELSE coalesce(sum(s.area_m2) FILTER (WHERE s.status IN ${statuses}), 0) * 1000 / nullif(r.residents, 0) END`,
    ', r.residents',
  )

const ratio = (query: string) => `WITH v AS (${query})
  SELECT 'city' AS kind, 'city' AS code, o.value / nullif(i.value, 0) AS value FROM v o JOIN v i
    ON o.kind = 'ring' AND o.code = 'outside' AND i.kind = 'ring' AND i.code = 'inside'`
const inPeriphery = (query: string, whole: string) => `WITH v AS (${query})
  SELECT 'city' AS kind, 'city' AS code, i.value / nullif((${whole}), 0) AS value
  FROM v i WHERE i.kind = 'periphery' AND i.code = 'inside'`

/** Requests by area; few are told as none, as the figures do. */
const requests = (value: string, few: string) => `
  SELECT r.kind, r.code, CASE WHEN ${few} THEN NULL ELSE ${value} END AS value FROM plain_area r
  LEFT JOIN plain_area_space a ON a.kind = r.kind AND a.code = r.code
  LEFT JOIN plain_request q ON q.space_id = a.id GROUP BY 1, 2`
const few = (count: string, least: number) => `${count} BETWEEN 1 AND ${least - 1}`

/** Queries that give the figures from PostGIS alone, one for each indicator but those of firms, after `preparePlain`. */
export function plainQueries({
  coverage,
}: CityPack): Record<Exclude<IndicatorId, `manufacturing${string}`>, string> {
  const { detour, speedMPerMin, transitM, floating, bands, suppressBelow, uncheckedMonths } = coverage
  const straight = (minutes: number) => walkM(minutes, speedMPerMin) / detour
  const banded = `CASE ${bands.map((band, at) => `WHEN d.m <= ${straight(band)} THEN ${floating.weights[at]}`).join(' ')} ELSE 0 END`
  const access = accessCells(straight(floating.minutes), '1')
  const asked = 'count(DISTINCT q.request_id)'
  const decided = 'count(DISTINCT q.request_id) FILTER (WHERE q.satisfied IS NOT NULL)'
  const served = 'count(DISTINCT q.request_id) FILTER (WHERE q.satisfied)'
  const unmet = `(${decided} - ${served})`
  const offered = squareMetres(open)
  const tooFew = few(asked, suppressBelow)
  return {
    labs5: within('plain_lab', straight(5)),
    labs10: within('plain_lab', straight(10)),
    labs15: within('plain_lab', straight(15)),
    spaces5: within('plain_open', straight(5)),
    spaces10: within('plain_open', straight(10)),
    spaces15: within('plain_open', straight(15)),
    transit: within('plain_stop', transitM),
    labCount,
    labsPer10k,
    spaceCount: perSpace('count(s.id)::float8'),
    openCount: perSpace(`(count(s.id) FILTER (WHERE s.status IN ${open}))::float8`),
    offeredPer1000: offered,
    assignedPer1000: squareMetres("('awarded', 'inUse', 'expiring')"),
    vacantPer1000: squareMetres("('surveyed', 'available', 'inCall', 'released')"),
    access: meanAccess(access),
    accessBanded: meanAccess(accessCells(straight(Math.max(...bands)), banded)),
    labDistanceMean: meanDistance('plain_lab', detour),
    labDistanceP90: ninetieth('plain_lab', detour),
    spaceDistanceMean: meanDistance('plain_open', detour),
    spaceDistanceP90: ninetieth('plain_open', detour),
    accessGini: gini(`SELECT a.kind, a.code, c.id, c.population AS weight, c.population * c.access AS amount
      FROM plain_area_cell a JOIN (${access}) c ON c.id = a.id WHERE a.kind IN ('city', 'district')`),
    offeredGini: gini(`SELECT k.kind, k.code, n.id, r.residents AS weight,
        (SELECT CASE WHEN count(*) = 0 THEN 0 ELSE sum(s.area_m2) END FROM plain_space s
          WHERE s.neighbourhood_id = n.id AND s.status IN ${open}) AS amount
      FROM neighbourhood n JOIN plain_area r ON r.kind = 'neighbourhood' AND r.code = n.code
      LEFT JOIN district d ON d.id = n.label_district_id
      JOIN plain_area k ON k.kind = 'city' OR (k.kind = 'district' AND k.code = d.code)
      WHERE n.ended_on IS NULL`),
    labsRatio: ratio(labsPer10k),
    offeredRatio: ratio(offered),
    accessRatio: ratio(meanAccess(access)),
    labsInPeriphery: inPeriphery(labCount, "SELECT value FROM v WHERE kind = 'city'"),
    offeredInPeriphery: inPeriphery(
      perSpace(`coalesce(sum(s.area_m2) FILTER (WHERE s.status IN ${open}), 0)`),
      `SELECT sum(s.area_m2) FROM plain_space s WHERE s.placed AND s.status IN ${open}`,
    ),
    requests: requests(`${asked}::float8`, tooFew),
    requestsPerSpace: requests(`${asked}::float8 / nullif(count(DISTINCT q.space_id), 0)`, tooFew),
    unmet: requests(
      `${unmet}::float8 / nullif(${decided}, 0)`,
      [decided, unmet, served, `(${asked} - ${decided})`]
        .map((count) => few(count, suppressBelow))
        .join(' OR '),
    ),
    vacantMonths: perSpace(`percentile_cont(0.5) WITHIN GROUP (ORDER BY s.months_vacant)
      FILTER (WHERE s.status IN ('surveyed', 'available', 'inCall', 'released'))`),
    assignDays: `SELECT a.kind, a.code, percentile_cont(0.5) WITHIN GROUP (ORDER BY h.days) AS value
      FROM plain_handover h JOIN plain_area_space a ON a.id = h.space_id GROUP BY 1, 2`,
    uncheckedShare: perSpace(`(count(s.id) FILTER (WHERE s.surveyed_on IS NULL
      OR s.surveyed_on < (s.today - interval '${uncheckedMonths} months')::date))::float8 / nullif(count(s.id), 0)`),
  }
}
