import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { demoMark } from '../documents/blocks.ts'
import { byteOrderMark, csvLine } from '../http/csv.ts'
import { decisionColumns, entryColumns, orderOf } from './entries.ts'
import { filtered, withDecision } from './filters.ts'
import type { PublishedPlan } from './publishedPlan.ts'
import type { RegisterEntry, RegisterPoint, RegisterQuery } from './schema.ts'

const batchSize = 500

/** A register as a file: the points of a plan that a filter keeps, in its order. */
export interface RegisterFile {
  context: Pick<Context, 'db' | 'config' | 'city'>
  plan: PublishedPlan
  ids: readonly number[]
}

/** The points of a file, so that what is wrong with the query is known before it begins. */
export const idsOf = (
  db: Db,
  planId: number,
  { sort, descending, ...filters }: RegisterQuery,
): Promise<number[]> => filtered(db, planId, filters).orderByRaw(orderOf({ sort, descending })).pluck('v.id')

type Row = Omit<RegisterEntry, 'groupSize'> &
  Pick<RegisterPoint, 'text' | 'place' | 'geometry' | 'reply' | 'replyRevised' | 'decidedOn' | 'act'>

/** Outer rings counterclockwise, holes clockwise (RFC 7946, 3.1.6). */
const shape = 'ST_AsGeoJSON(ST_ForcePolygonCCW(v.geom), 6, 0)::json'

/** In batches; what is withdrawn while a file is written is in none of those that follow. */
async function* batches({ context, plan, ids }: RegisterFile): AsyncGenerator<Row[]> {
  const { db } = context
  for (let start = 0; start < ids.length; start += batchSize) {
    const batch = ids.slice(start, start + batchSize)
    yield withDecision(db, plan.id)
      .whereIn('v.id', batch)
      .orderByRaw('array_position(?::integer[], v.id)', [batch])
      .select({
        ...entryColumns(db),
        ...decisionColumns(db),
        text: 'v.text',
        place: 'v.place',
        geometry: db.raw(shape),
      })
  }
}

/** What a file says of a point, in this order. */
function propertiesOf({ context: { config }, plan }: RegisterFile, row: Row) {
  const address = `/plans/${plan.code}/register/${row.reference.replace('/', '-')}`
  return {
    reference: row.reference,
    address: config.publicUrl + address,
    kind: row.kind,
    receivedOn: row.receivedOn,
    submitter: row.submitter,
    themes: row.themes.map(({ title }) => title).join(', '),
    target: row.target,
    provision: row.provision,
    place: row.place,
    district: row.district,
    neighbourhood: row.neighbourhood?.name ?? null,
    synthesis: row.synthesis,
    text: row.text,
    revised: row.synthesis === null || row.replyRevised,
    outcome: row.outcome,
    decidedOn: row.decidedOn,
    act: row.act,
    reply: row.reply,
    group: row.groupId,
    publishedOn: plan.publishedOn,
    ...(config.demo && { demo: demoMark }),
  }
}

const columns = [
  'reference',
  'address',
  'kind',
  'receivedOn',
  'submitter',
  'themes',
  'target',
  'provision',
  'place',
  'district',
  'neighbourhood',
  'synthesis',
  'text',
  'revised',
  'outcome',
  'decidedOn',
  'act',
  'reply',
  'group',
  'publishedOn',
] as const

/** A table (RFC 4180 with `;`, UTF-8 with byte order mark), a point to a row. */
export async function* writeCsv(file: RegisterFile): AsyncGenerator<string> {
  const names = file.context.config.demo ? [...columns, 'demo' as const] : columns
  yield `${byteOrderMark}${names.join(';')}\r\n`
  for await (const rows of batches(file)) {
    yield rows
      .map((row) => {
        const properties = propertiesOf(file, row)
        return csvLine(names.map((name) => properties[name]))
      })
      .join('')
  }
}

/** A GeoJSON feature collection (RFC 7946): EPSG:4326; those whose place is not public to the metre have none. */
export async function* writeGeoJson(file: RegisterFile): AsyncGenerator<string> {
  const { config, city } = file.context
  const head = {
    type: 'FeatureCollection',
    name: file.plan.code,
    attribution: city.attribution,
    ...(config.demo && { demo: demoMark }),
  }
  yield `${JSON.stringify(head).slice(0, -1)},"features":[`
  let separator = '\n'
  for await (const rows of batches(file)) {
    for (const row of rows) {
      const properties = propertiesOf(file, row)
      const feature = { type: 'Feature', id: row.reference, geometry: row.geometry, properties }
      yield `${separator}${JSON.stringify(feature)}`
      separator = ',\n'
    }
  }
  yield '\n]}\n'
}
