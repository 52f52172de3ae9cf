import { expect, test } from 'vitest'
import type { CollectionDefinition, FeatureRow } from '../definition.ts'
import { valueAt } from './columns.ts'
import { startOf } from './growing.ts'
import { createPiles } from './piles.ts'
import { atOnce } from './steps.ts'

const definition: CollectionDefinition = {
  id: 'rooms',
  columns: { name: 'text', status: 'category', zoning: 'categories', areaM2: 'number', stepFree: 'flag' },
  facets: {},
  tileProperties: [],
  shapesFromZoom: 13,
  maxZoom: 18,
}

/** What can be told from the id, so that a row that took parts of another is seen. */
function rowOf(id: number): FeatureRow {
  const [lon, lat] = [9 + ((id * 7919) % 1009) / 5000, 45 + ((id * 104_729) % 997) / 5000]
  const end = lon + ((id % 5) + 1) / 1e4
  return {
    id,
    geometry: { type: 'LineString', coordinates: Array.from({ length: 2 + (id % 3) }, () => [end, lat]) },
    point: [lon, lat],
    columns: {
      name: `Room ${id}`,
      status: `s${id % 7}`,
      zoning: [`a${id % 3}`, `b${id % 2}`],
      areaM2: id,
      stepFree: id % 2 === 0,
    },
  }
}

test('rows of several piles come to the store whole, of those with the same id the last one', () => {
  const piles = createPiles(definition, 6)
  const count = 1000
  for (let id = 1; id <= count; id += 1) piles.add(id % 10 === 1 ? { ...rowOf(id), columns: {} } : rowOf(id))
  for (let id = 1; id <= count; id += 10) piles.add(rowOf(id))
  const store = atOnce(piles.arrange())
  expect(store.liveCount).toBe(count)
  expect(store.slotOf.size).toBe(count)
  const isWrong = (id: number) => {
    const slot = store.slotOf.get(id) ?? -1
    const { columns, point } = rowOf(id)
    const { ringEnds, slotEnds } = store.shapes
    const vertices =
      (ringEnds.data[slotEnds.data[slot]! - 1]! - startOf(ringEnds, startOf(slotEnds, slot))) / 2
    return (
      Object.entries(columns).some(
        ([name, value]) => String(valueAt(store.columns[name]!, slot)) !== String(value),
      ) ||
      Buffer.from(store.text.linesOf(slot)).toString() !== `room ${id}\n` ||
      store.lons.data[slot] !== point?.[0] ||
      vertices !== 2 + (id % 3)
    )
  }
  expect(Array.from({ length: count }, (_, at) => at + 1).filter(isWrong)).toEqual([])
  const { status } = store.columns
  expect(status?.kind === 'category' && status.uses.reduce((sum, uses) => sum + uses, 0)).toBe(count)
})
