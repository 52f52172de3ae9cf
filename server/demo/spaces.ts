import { addDays } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { geomFromGeoJson } from '../db/spatial.ts'
import type { DemoSpace } from './files.ts'
import { insertCoded, insertMany } from './insertInChunks.ts'
import type { Demo } from './load.ts'

const snake = (name: string) =>
  name.replace(/M2/g, '_m2').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Inserts the sites; id by code. */
export async function insertSites(trx: Db, { records, sources }: Demo): Promise<Map<string, number>> {
  const rows = records.sites.map(({ geometry, ...site }) => ({
    ...site,
    source: sources.source,
    geom: geomFromGeoJson(trx, geometry),
  }))
  return insertCoded(trx, 'site', rows)
}

/** Inserts the spaces and what happened to each; id by code. */
export async function insertSpaces(
  trx: Db,
  demo: Demo,
  siteIds: Map<string, number>,
): Promise<Map<string, number>> {
  const { spaces } = demo.records
  const rows = spaces.map((space) => spaceRow(trx, demo, space, siteIds))
  const ids = await insertCoded(trx, 'space', rows)
  const history = spaces.flatMap((space) =>
    historyOf(demo, space).map((entry) => ({ ...entry, space_id: ids.get(space.code) })),
  )
  await insertMany(trx, 'space_history', history)
  return ids
}

function spaceRow(trx: Db, demo: Demo, space: DemoSpace, siteIds: Map<string, number>) {
  const { code, site, geometry, stay, history: _, surveyedOn, vacantSince, useEndsOn, ...facts } = space
  const day = (date: string | undefined) => (date ? addDays(date, demo.shift) : null)
  return {
    code,
    ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [snake(name), value])),
    site_id: site ? siteIds.get(site) : null,
    geom: geometry ? geomFromGeoJson(trx, geometry) : null,
    status_since: historyOf(demo, space).at(-1)?.happened_on,
    surveyed_on: day(surveyedOn),
    surveyed_by: surveyedOn ? demo.sources.surveyedBy : null,
    vacant_since: day(vacantSince),
    use_ends_on: day(useEndsOn),
    holder_name: stay?.holder ?? null,
    holder_kind: stay ? 'organisation' : null,
    source: demo.sources.source,
    source_date: day(demo.records.referenceDate),
  }
}

/** The history of a space; one in the open call entered it on the day the call opened. */
function historyOf({ shift, settings, opensOn }: Demo, { status, history }: DemoSpace) {
  const past = history.map(({ date, status, note = null, noteEn = null }) => ({
    happened_on: addDays(date, shift),
    status,
    note,
    note_en: noteEn,
  }))
  if (status !== 'inCall') return past
  const { historyNote, historyNoteEn } = settings.call
  return [...past, { happened_on: opensOn, status, note: historyNote, note_en: historyNoteEn }]
}
