import type { CityPack } from '../city/pack.ts'
import type { Db } from '../db/index.ts'
import type { PlaceFormat } from '../db/spatial.ts'
import type { FeatureRow } from '../featureIndex/definition.ts'
import { loadFrom, type Place } from '../featureIndex/feed/source.ts'
import type { Published } from '../published.ts'
import { publishTable } from '../publishedTable.ts'
import { toFilter } from './filters.ts'
import { openParts } from './hours.ts'
import { selectLabs } from './queries.ts'
import { type Lab, LabFilters } from './schema.ts'

interface IndexRow extends Omit<Lab, 'point'>, Place {
  machines: { machine: string; label: string | null; materials: string[]; bookable: boolean | null }[]
}

const facet = (column: string) => ({ column, ignores: [column] })

const published = publishTable({
  id: 'labs',
  title: { it: 'Fablab e makerspace', en: 'Fablabs and makerspaces' },
  description: {
    it: 'Fablab, makerspace e poli della manifattura; i chiusi restano, e l’attività lo dice',
    en: 'Fablabs, makerspaces and manufacturing hubs; closed ones stay, and activity says so',
  },
  table: 'lab',
  follows: [{ table: 'neighbourhood', key: 'neighbourhood_id' }],
  idColumn: 'l.id',
  select: selectLabs,
  columns: {
    code: 'code',
    name: 'text',
    address: 'text',
    neighbourhoodName: 'text',
    machineNames: 'text',
    kind: 'category',
    activity: 'category',
    district: 'category',
    neighbourhood: 'category',
    equipment: 'categories',
    process: 'categories',
    material: 'categories',
    open: 'categories',
    stepFree: 'flag',
    bookable: 'flag',
    positionApproximate: 'flag',
  },
  facets: {
    kind: facet('kind'),
    activity: facet('activity'),
    district: facet('district'),
    equipment: facet('equipment'),
    process: facet('process'),
    material: facet('material'),
    open: facet('open'),
    stepFree: facet('stepFree'),
    bookable: facet('bookable'),
  },
  tileProperties: ['code', 'name', 'kind', 'activity', 'positionApproximate'],
  shapesFromZoom: 0,
  properties: [
    'code',
    'name',
    'kind',
    'address',
    'district',
    'neighbourhood',
    'neighbourhoodName',
    'activity',
    'activitySince',
    'activeFrom',
    'closedOn',
    'website',
    'equipment',
    'stepFree',
    'positionApproximate',
    'confirmedOn',
    'source',
    'sourceDate',
  ],
  lists: {},
})

/** Labs with their machines that are not out of order: who searches wants one that runs. */
const selectIndexRows = (db: Db, as: PlaceFormat) =>
  selectLabs(db, as).select({
    machines: db.raw(`(SELECT coalesce(json_agg(json_build_object('machine', e.machine, 'label', e.label,
      'materials', e.materials, 'bookable', e.bookable) ORDER BY e.position, e.id), '[]')
      FROM lab_equipment e WHERE e.lab_id = l.id AND e.state IS DISTINCT FROM 'outOfOrder')`),
  })

/** Whether some machine can be booked; null where nobody has said of any. */
function someBookable(machines: IndexRow['machines']): boolean | null {
  const said = machines.flatMap(({ bookable }) => bookable ?? [])
  return said.length === 0 ? null : said.includes(true)
}

/** One that is planned, suspended or closed has hours at most on paper. */
const isActive = (activity: string | null) => (activity ?? 'active') === 'active'

function toFeatureRow({ equipment }: CityPack, row: IndexRow): FeatureRow {
  const byCode = new Map(equipment.machines.map((machine) => [machine.code, machine]))
  const found = row.machines.flatMap((own) => {
    const known = byCode.get(own.machine)
    return known ? [{ ...known, materials: own.materials.length > 0 ? own.materials : known.materials }] : []
  })
  const names = [
    ...found.flatMap(({ it, en }) => [it, en]),
    ...row.machines.flatMap(({ label }) => label ?? []),
  ]
  const unique = (values: readonly string[]) => [...new Set(values)]
  const { code, name, address, neighbourhoodName, kind, activity, district, neighbourhood } = row
  return {
    id: row.id,
    geometry: row.geometry,
    point: row.point,
    columns: {
      ...{ code, name, address, neighbourhoodName, kind, activity, district, neighbourhood },
      machineNames: unique(names).join(', '),
      equipment: unique(found.flatMap((machine) => [machine.code, machine.family])),
      process: unique(found.map(({ process }) => process)),
      material: unique(found.flatMap(({ materials }) => materials)),
      open: isActive(activity) ? openParts(row.hours) : ['notActive'],
      stepFree: row.stepFree,
      bookable: someBookable(row.machines),
      positionApproximate: row.positionApproximate,
    },
  }
}

/** FabLabs, makerspaces and hubs, closed ones among them; who draws them tells by `activity`. */
export const publishLabs = (city: CityPack): Published<typeof LabFilters> => ({
  ...published,
  load: loadFrom<IndexRow>({
    table: 'lab',
    follows: [{ table: 'neighbourhood', key: 'neighbourhood_id' }],
    idColumn: 'l.id',
    select: selectIndexRows,
    toRow: (row) => toFeatureRow(city, row),
  }),
  querySchema: LabFilters,
  toFilter,
})
