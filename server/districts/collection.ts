import { publishTable } from '../publishedTable.ts'

/** Municipi, as areas. */
export const districts = publishTable({
  id: 'districts',
  title: { it: 'Municipi', en: 'Districts' },
  description: { it: 'I Municipi della città', en: 'The districts of the city' },
  table: 'district',
  idColumn: 'd.id',
  select: (db, as) =>
    db({ d: 'district' })
      .whereNull('d.ended_on')
      .select({
        id: 'd.id',
        geometry: as.geometry(db, 'd.geom', 6),
        point: as.pointOnSurface(db, 'd.geom'),
        code: 'd.code',
        name: 'd.name',
        population: 'd.population',
        populationYear: 'd.population_year',
        official: 'd.official',
        source: 'd.source',
      }),
  columns: { code: 'code', name: 'text' },
  tileProperties: ['code', 'name'],
  shapesFromZoom: 0,
  properties: ['code', 'name', 'population', 'populationYear', 'official', 'source'],
  lists: {},
})

/** NIL, as areas, each with the point where its name stands. */
export const neighbourhoods = publishTable({
  id: 'neighbourhoods',
  title: { it: 'NIL', en: 'Neighbourhoods' },
  description: { it: 'Nuclei di identità locale', en: 'Local identity units' },
  table: 'neighbourhood',
  idColumn: 'n.id',
  select: (db, as) =>
    db({ n: 'neighbourhood' })
      .whereNull('n.ended_on')
      .select({
        id: 'n.id',
        geometry: as.geometry(db, 'n.geom', 6),
        point: as.point(db, 'n.label_point'),
        code: 'n.code',
        name: 'n.name',
        population: 'n.population',
        populationYear: 'n.population_year',
        official: 'n.official',
        source: 'n.source',
      }),
  columns: { code: 'code', name: 'text', population: 'number' },
  tileProperties: ['code', 'name', 'population'],
  shapesFromZoom: 0,
  properties: ['code', 'name', 'population', 'populationYear', 'official', 'source'],
  lists: {},
})
