import { publishTable } from '../publishedTable.ts'
import { selectLabs } from './queries.ts'
import { labLists } from './schema.ts'

/** FabLabs, makerspaces and hubs, closed ones among them; who draws them tells by `activity`. */
export const labs = publishTable({
  id: 'labs',
  title: { it: 'Fablab e makerspace', en: 'Fablabs and makerspaces' },
  description: {
    it: 'Fablab, makerspace e poli della manifattura',
    en: 'Fablabs, makerspaces and manufacturing hubs',
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
    kind: 'category',
    activity: 'category',
    district: 'category',
    neighbourhood: 'category',
    equipment: 'categories',
    positionApproximate: 'flag',
  },
  facets: { activity: { column: 'activity', ignores: ['activity'] } },
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
    'activeFrom',
    'closedOn',
    'website',
    'equipment',
    'positionApproximate',
    'confirmedOn',
    'source',
    'sourceDate',
  ],
  lists: labLists,
})
