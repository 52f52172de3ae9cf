import { Type } from 'typebox'
import { oneOf } from '../http/schema.ts'
import { publishTable } from '../publishedTable.ts'
import { zoneKinds } from './schema.ts'

/** Areas of the outskirts plan, and the outer ring. */
export const zones = publishTable({
  id: 'zones',
  title: { it: 'Zone dei programmi', en: 'Programme zones' },
  description: {
    it: 'Aree del Piano Periferie e circonvallazione',
    en: 'Outskirts plan areas and outer ring',
  },
  table: 'zone',
  idColumn: 'z.id',
  select: (db, as) =>
    db({ z: 'zone' })
      .whereNull('z.ended_on')
      .select({
        id: 'z.id',
        geometry: as.geometry(db, 'z.geom', 6),
        point: as.pointOnSurface(db, 'z.geom'),
        code: 'z.code',
        name: 'z.name',
        kind: 'z.kind',
        official: 'z.official',
        source: 'z.source',
      }),
  columns: { code: 'code', name: 'text', kind: 'category' },
  tileProperties: ['code', 'name', 'kind'],
  shapesFromZoom: 0,
  properties: ['code', 'name', 'kind', 'official', 'source'],
  lists: { kind: Type.Optional(Type.Array(oneOf(zoneKinds, 'kind'), { maxItems: 100 })) },
})

/** Classes of the plan, as areas that may overlap. */
export const zoning = publishTable({
  id: 'zoning',
  title: { it: 'Zonizzazione del PGT', en: 'Zoning of the plan' },
  description: { it: 'Ambiti del piano, con la versione', en: 'Classes of the plan, with its version' },
  table: 'zoning_area',
  idColumn: 'a.id',
  select: (db, as) =>
    db({ a: 'zoning_area' })
      .whereNull('a.ended_on')
      .select({
        id: 'a.id',
        geometry: as.geometry(db, 'a.geom', 6),
        point: as.pointOnSurface(db, 'a.geom'),
        code: 'a.code',
        class: 'a.class',
        label: 'a.label',
        planVersion: 'a.plan_version',
        example: 'a.example',
        source: 'a.source',
      }),
  columns: { code: 'code', label: 'text', class: 'category', planVersion: 'category', example: 'flag' },
  tileProperties: ['code', 'class', 'planVersion', 'example'],
  shapesFromZoom: 0,
  properties: ['code', 'class', 'label', 'planVersion', 'example', 'source'],
  lists: {
    class: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { maxItems: 100 })),
  },
})

/** Metro, rail and surface stops. */
export const stops = publishTable({
  id: 'stops',
  title: { it: 'Fermate', en: 'Stops' },
  description: { it: 'Fermate del trasporto pubblico', en: 'Public transport stops' },
  table: 'transit_stop',
  idColumn: 't.id',
  select: (db, as) =>
    db({ t: 'transit_stop' })
      .whereNull('t.ended_on')
      .select({
        id: 't.id',
        geometry: as.geometry(db, 't.geom', 6),
        point: as.point(db, 't.geom'),
        code: 't.code',
        name: 't.name',
        kind: 't.kind',
        lines: 't.lines',
        source: 't.source',
      }),
  columns: { code: 'code', name: 'text', kind: 'category', lines: 'categories' },
  tileProperties: ['code', 'name', 'kind', 'lines'],
  shapesFromZoom: 0,
  properties: ['code', 'name', 'kind', 'lines', 'source'],
  lists: {
    kind: Type.Optional(Type.Array(oneOf(['metro', 'rail', 'surface'] as const, 'kind'), { maxItems: 100 })),
  },
})
