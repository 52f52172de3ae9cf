import type { CollectionDefinition, FeatureIndex, FeatureRow, Filling, Filter } from './definition.ts'
import { checkFacets } from './filter/counted.ts'
import { createMemory } from './filter/memory.ts'
import { compileFilter, type Slots } from './filter/predicates.ts'
import { keepPassing, touching } from './filter/selection.ts'
import { foundIn, orderSourceOf } from './order/found.ts'
import { createOrders, type Orders } from './order/orders.ts'
import { arrange, putFrom } from './rows/arrange.ts'
import { type Bits, hasBit } from './rows/bits.ts'
import { createPiles } from './rows/piles.ts'
import { appendRow } from './rows/rows.ts'
import { inSteps, type Steps } from './rows/steps.ts'
import { createStore, putSlot, removeRow, type Store } from './rows/store.ts'
import { buffer, unitBoxOfTile } from './rows/world.ts'
import { createChangeLog } from './tile/changeLog.ts'
import { drawTile } from './tile/tile.ts'

/** Slots that came to live, and ceased to, in one application. */
interface Changes {
  born: number[]
  died: number[]
}

/** Slots behind the tree, as a share of all and at least, after which all are put in order anew. */
const looseShare = 1 / 64
const looseLeast = 4096

/**
 * An empty index of a collection: columns, shapes and texts of all rows in arrays of numbers, in the order of a Hilbert
 * curve, so that tiles and searches look at few of them, and near each other.
 * @throws {Error} where a facet, a cluster or a tile property names no column of the definition that fits
 */
export function createFeatureIndex(definition: CollectionDefinition): FeatureIndex {
  checkNames(definition)
  checkFacets(definition)
  const log = createChangeLog()
  let store = createStore(definition)
  let memory = createMemory(definition, store, 0)
  let orders = createOrders(orderSourceOf(store))
  let version = 0
  /** Ids that change while the rows are put in order; null where they are not. */
  let changedMeanwhile: Set<number> | null = null
  /** Rows that were written before they are applied, and their slots. */
  const written = new Map<FeatureRow, number>()

  /** Of the rows, those that match: by what is remembered of the filter, or looked at one by one. */
  function matching(rows: Slots, filter: Filter): Slots {
    if (Object.keys(filter).length === 0) return rows
    const known = memory.remembered(filter)
    if (known) return withBits(rows, known.bits)
    return keepPassing(rows, compileFilter(filter, store))
  }

  function tile(z: number, x: number, y: number, filter: Filter): Uint8Array | null {
    const address = { z, x, y }
    const margin = z >= definition.shapesFromZoom ? buffer : 0
    const isGrouped = z < definition.shapesFromZoom && !memory.isFew(filter)
    const rows = matching(touching(store, unitBoxOfTile(address, margin)), filter)
    return drawTile(definition, store, rows, address, isGrouped)
  }

  /** One row more or less may decide whether there are few, and so change tiles in which it does not lie. */
  function changedSince(since: number, z: number, x: number, y: number, filter: Filter): boolean {
    if (since >= version) return false
    if (log.touches(since, unitBoxOfTile({ z, x, y }, buffer))) return true
    return z < definition.shapesFromZoom && memory.wasFewChanged(filter, since)
  }

  /** @returns whether the row is another than the one before */
  function put(row: FeatureRow, { born, died }: Changes): boolean {
    changedMeanwhile?.add(row.id)
    const before = store.slotOf.get(row.id)
    const slot = written.get(row)!
    if (!putSlot(store, slot)) return false
    born.push(slot)
    if (before !== undefined) died.push(before)
    return true
  }

  /** @returns whether there was such a row */
  function remove(id: number, { died }: Changes): boolean {
    changedMeanwhile?.add(id)
    const before = store.slotOf.get(id)
    if (before !== undefined) died.push(before)
    return removeRow(store, id)
  }

  function apply(rows: readonly FeatureRow[], removed: readonly number[]): number {
    const changes: Changes = { born: [], died: [] }
    // All are written before the first is put: where one cannot be read, none changes.
    for (const row of rows) if (!written.has(row)) written.set(row, appendRow(store, row))
    const others = rows.filter((row) => put(row, changes)).length
    const count = others + removed.filter((id) => remove(id, changes)).length
    if (count > 0) {
      version += 1
      memory.note(version, changes.born, changes.died)
      for (const slot of [...changes.born, ...changes.died]) log.note(version, store.boxes.data, slot * 4)
    }
    written.clear()
    tidyIfLoose()
    return count
  }

  /** What was written for a change that never came is forgotten. */
  function* write(rows: readonly FeatureRow[]): Steps<void> {
    written.clear()
    for (const row of rows) {
      written.set(row, appendRow(store, row))
      yield
    }
  }

  function tidyIfLoose(): void {
    const loose = store.ids.length - store.tree.slots
    if (changedMeanwhile || loose < Math.max(looseLeast, store.ids.length * looseShare)) return
    void tidy()
  }

  /** Puts all rows in order beside those that answer, and lets them take over with what changed meanwhile. */
  async function tidy(): Promise<void> {
    const [changed, from] = [new Set<number>(), store]
    changedMeanwhile = changed
    const arranged = await inSteps(arrange(from))
    const ordered = await readyOrders(arranged)
    changedMeanwhile = null
    if (store !== from) return
    for (const id of changed) removeRow(arranged, id)
    putFrom(arranged, from, changed)
    replace(arranged, ordered)
  }

  /** The orders that are asked for most. */
  async function readyOrders(of: Store): Promise<Orders> {
    const ready = createOrders(orderSourceOf(of))
    await ready.prepare([[], ...(definition.orders ?? [])])
    return ready
  }

  function replace(other: Store, ordered: Orders): void {
    store = other
    written.clear()
    orders = ordered
    memory = createMemory(definition, other, version)
  }

  function fill(): Filling {
    const piles = createPiles(definition)
    let ready: { filling: Store; ordered: Orders } | null = null
    return {
      add(rows) {
        for (const row of rows) piles.add(row)
      },
      async prepare() {
        const filling = await inSteps(piles.arrange())
        ready = { filling, ordered: await readyOrders(filling) }
      },
      take() {
        if (!ready) throw new Error('rows are put in order before they are taken')
        version += 1
        log.forget(version)
        replace(ready.filling, ready.ordered)
      },
    }
  }

  return {
    definition,
    get size() {
      return store.liveCount
    },
    get version() {
      return version
    },
    changedSince,
    ids: (filter, sorts = []) => foundIn(store, orders, memory.selection(filter), sorts),
    facets: (filter) => memory.facets(filter),
    tile,
    prepare: (rows) => inSteps(write(rows)),
    apply,
    fill,
  }
}

/** The rows that are in the set. */
function withBits({ slots, count }: Slots, bits: Bits): Slots {
  const kept = new Uint32Array(count)
  let length = 0
  for (let at = 0; at < count; at += 1) if (hasBit(bits, slots[at]!)) kept[length++] = slots[at]!
  return { slots: kept, count: length }
}

function checkNames({ id, columns, facets, tileProperties, clusters }: CollectionDefinition): void {
  const used = [...tileProperties, ...Object.values(facets).map(({ column }) => column)]
  const missing = used.filter((name) => !Object.hasOwn(columns, name))
  if (missing.length > 0) throw new Error(`${id}: no column ${missing.join(', ')}`)
  if (!clusters) return
  if (columns[clusters.sum] !== 'number') throw new Error(`${id}: no number column ${clusters.sum}`)
  if (columns[clusters.countBy] !== 'category') throw new Error(`${id}: no category ${clusters.countBy}`)
}
