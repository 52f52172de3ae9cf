import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { testDatabase } from '../../testing/database.ts'
import { createFeatureIndex } from '../index.ts'
import { createFeed } from './feed.ts'
import { loadFrom, type Place } from './source.ts'

const { db, kind } = testDatabase()
const rowCount = 8
// The embedded database lets one transaction in at a time: there is little to interleave.
const [writerCount, steps] = kind === 'postgis' ? [4, 10_000] : [1, 300]

const load = loadFrom<Place & { id: number; value: number }>({
  table: 'interleaved',
  idColumn: 'i.id',
  select: (trx) => trx({ i: 'interleaved' }).whereNot('i.value', 0).select('i.id', 'i.value'),
  toRow: ({ id, value }) => ({ id, geometry: null, point: null, columns: { entry: `${id}:${value}` } }),
})

/** Numbers between 0 and 1, the same in each run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

interface Writer {
  client: pg.Client
  /** What its open transaction has written; null where none is open. */
  written: Map<number, number> | null
}

const writers: Writer[] = []
beforeAll(async () => {
  await db.raw(`CREATE TABLE interleaved (id integer PRIMARY KEY, value integer NOT NULL);
    SELECT follow_changes('interleaved');
    INSERT INTO interleaved SELECT id, 1 FROM generate_series(1, ${rowCount}) id`)
  for (let at = 0; at < writerCount; at += 1) {
    const client = new pg.Client({ connectionString: inject('databaseUrl') })
    await client.connect()
    writers.push({ client, written: null })
  }
})
afterAll(async () => {
  for (const { client } of writers) await client.end()
  await db.raw('DROP TABLE interleaved')
})

test('whatever the order of writes and reads, only states show that were committed, none later than its successor', async () => {
  const random = createRandom(7)
  const pick = (count: number) => Math.floor(random() * count)
  const index = createFeatureIndex({
    id: 'interleaved',
    columns: { entry: 'category' },
    facets: { entry: { column: 'entry', ignores: [] } },
    tileProperties: [],
    shapesFromZoom: 13,
    maxZoom: 16,
  })
  const feed = createFeed(db, [{ index, load }], { onError() {} })
  let state = new Map(Array.from({ length: rowCount }, (_, at) => [at + 1, 1]))
  /** The places in the order of commits of each state, by how it looks; one where little shows may return. */
  const committed = new Map<string, number[]>()
  let commits = 0
  let seen = 0
  let lastValue = 1
  const faults: string[] = []

  const lookOf = (entries: string[]) => entries.sort().join(' ')
  function note(): void {
    const public_ = [...state].filter(([, value]) => value !== 0).map(([id, value]) => `${id}:${value}`)
    const shown = lookOf(public_)
    committed.set(shown, [...(committed.get(shown) ?? []), commits])
    commits += 1
  }
  function look(atLeast: number): void {
    const { entry = [] } = index.facets({})
    const shown = lookOf(Array.isArray(entry) ? entry.map(({ value }) => value) : [])
    const order = committed.get(shown)?.find((place) => place >= Math.max(seen, atLeast))
    if (order === undefined) faults.push(`${shown} after state ${seen}, when asked for ${atLeast} or later`)
    seen = order ?? seen
  }

  async function write(writer: Writer): Promise<void> {
    const taken = new Set(
      writers
        .flatMap(({ written }) => (written === writer.written ? [] : [...(written ?? [])]))
        .map(([id]) => id),
    )
    const free = [...state.keys()].filter((id) => !taken.has(id))
    const ids = free.filter(() => random() < 0.4)
    if (ids.length === 0) return
    lastValue += 1
    const value = random() < 0.2 ? 0 : lastValue
    const statement = `UPDATE interleaved SET value = ${value} WHERE id IN (${ids.join()})`
    await writer.client.query(writer.written ? statement : `BEGIN; ${statement}`)
    writer.written = new Map([...(writer.written ?? []), ...ids.map((id) => [id, value] as const)])
  }
  async function end(writer: Writer): Promise<void> {
    const isKept = random() < 0.85
    // Noted before it is sent: a reading under way may see it before the answer is here.
    const before = state
    if (isKept) {
      state = new Map([...state, ...(writer.written ?? [])])
      note()
    }
    await writer.client.query(isKept ? 'COMMIT' : 'ROLLBACK')
    if (!isKept) state = before
    writer.written = null
  }

  note()
  await feed.refresh()
  const refreshing = new Set<Promise<void>>()
  for (let step = 0; step < steps; step += 1) {
    const writer = writers[pick(writers.length)]
    if (random() < 0.3) {
      const atLeast = commits - 1
      const refreshed = feed.refresh().then(() => look(atLeast))
      refreshing.add(refreshed)
      void refreshed.then(() => refreshing.delete(refreshed))
    } else if (writer?.written && (kind === 'embedded' || random() < 0.5)) await end(writer)
    else if (writer) await write(writer)
    look(0)
    // On the embedded database a reading waits for the transaction that is open.
    const mayWait = kind === 'postgis' || writers.every(({ written }) => !written)
    if (refreshing.size > 3 && mayWait) await Promise.all(refreshing)
  }
  for (const writer of writers) if (writer.written) await end(writer)
  await Promise.all(refreshing)
  expect(faults).toEqual([])
  expect(commits).toBeGreaterThan(steps / 10)
  expect(seen).toBeGreaterThan(steps / 10)
}, 120_000)
