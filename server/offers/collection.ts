import type { Static } from 'typebox'
import type { Filter } from '../featureIndex/definition.ts'
import { searchText } from '../http/query.ts'
import type { Published } from '../published.ts'
import { publishTable } from '../publishedTable.ts'
import { selectOffers } from './queries.ts'
import { OfferFilters } from './schema.ts'

/** What each filter means, once: list, tiles and exports evaluate this. */
function toFilter({ q, areaMin, rentMax, district, kind, space }: Static<typeof OfferFilters>): Filter {
  return {
    ...(q !== undefined && { q: { op: 'text', text: searchText(q) } }),
    ...(areaMin !== undefined && { areaMin: { op: 'atLeast', column: 'areaM2', value: areaMin } }),
    ...(rentMax !== undefined && { rentMax: { op: 'atMost', column: 'rentCapEurM2Year', value: rentMax } }),
    ...(district && { district: { op: 'anyOf', column: 'district', values: district } }),
    ...(kind && { kind: { op: 'anyOf', column: 'kind', values: kind } }),
    ...(space !== undefined && { space: { op: 'is', column: 'offersSpace', value: space } }),
  }
}

const published = publishTable({
  id: 'offers',
  title: { it: 'Accordi con operatori privati', en: 'Agreements with private operators' },
  description: {
    it: 'Convenzioni e accordi con privati, con gli spazi che si sono impegnati a offrire',
    en: 'Conventions and agreements with private operators, with the space they have bound themselves to offer',
  },
  table: 'private_agreement',
  idColumn: 'o.id',
  select: selectOffers,
  columns: {
    code: 'code',
    title: 'text',
    operator: 'text',
    summary: 'text',
    address: 'text',
    kind: 'category',
    status: 'category',
    district: 'category',
    areaM2: 'number',
    rentCapEurM2Year: 'number',
    offersSpace: 'flag',
  },
  facets: {
    district: { column: 'district', ignores: ['district'] },
    kind: { column: 'kind', ignores: ['kind'] },
  },
  tileProperties: ['code', 'title', 'kind', 'status', 'offersSpace'],
  shapesFromZoom: 0,
  properties: [
    'code',
    'kind',
    'title',
    'operator',
    'cityBody',
    'deedNumber',
    'deedDate',
    'startsOn',
    'expiresOn',
    'status',
    'address',
    'district',
    'areaM2',
    'rentCapEurM2Year',
    'offersSpace',
    'source',
    'sourceDate',
  ],
  lists: {},
})

/** Agreements with private operators that everybody may know of. */
export const offers: Published<typeof OfferFilters> = { ...published, querySchema: OfferFilters, toFilter }
