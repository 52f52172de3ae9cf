import { setTimeout as sleep } from 'node:timers/promises'
import type { Knex } from 'knex'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../testing/database.ts'
import type { FeatureIndex, LonLat } from '../definition.ts'
import { createFeatureIndex } from '../index.ts'
import { createFeed, type Feed } from './feed.ts'
import { type Loader, loadFrom, type Place } from './source.ts'

const { db, kind } = testDatabase()
const label: LonLat = [9.05, 45.05]
const exact: LonLat = [9.0625, 45.0625]

const load = loadFrom<Place & { id: number; code: string; neighbourhood: string | null }>({
  table: 'space',
  follows: [{ table: 'neighbourhood', key: 'neighbourhood_id' }],
  idColumn: 's.id',
  select: (trx, as) =>
    trx({ s: 'published_space' })
      .leftJoin({ n: 'neighbourhood' }, 'n.id', 's.neighbourhood_id')
      .select({ id: 's.id', code: 's.code', neighbourhood: 'n.name', point: as.point(trx, 's.point') }),
  toRow: ({ id, point, code, neighbourhood }) => ({
    id,
    geometry: null,
    point,
    columns: { code, neighbourhood },
  }),
})

interface Followed {
  index: FeatureIndex
  feed: Feed
  errors: unknown[]
}

const feeds: Feed[] = []
const transactions: Knex.Transaction[] = []
afterEach(async () => {
  for (const trx of transactions.splice(0)) if (!trx.isCompleted()) await trx.rollback()
  for (const feed of feeds.splice(0)) await feed.stop()
})

async function begin(): Promise<Knex.Transaction> {
  const trx = await db.transaction()
  transactions.push(trx)
  return trx
}

/** A program that has just started: an empty index and its feed. */
function follow(loading: Loader = load): Followed {
  const index = createFeatureIndex({
    id: 'spaces',
    columns: { code: 'code', neighbourhood: 'text' },
    facets: {},
    tileProperties: [],
    shapesFromZoom: 13,
    maxZoom: 16,
  })
  const errors: unknown[] = []
  const feed = createFeed(db, [{ index, load: loading }], { onError: (error) => errors.push(error) })
  feeds.push(feed)
  return { index, feed, errors }
}

async function insertSpace(trx: Knex, code: string): Promise<number> {
  const [row] = await trx('space')
    .insert({
      code,
      name: code,
      status: 'available',
      public_position: 'exact',
      source: 'test',
      geom: `SRID=4326;POINT(${exact.join(' ')})`,
    })
    .returning<{ id: number }[]>('id')
  return row?.id ?? 0
}

const idsWith = ({ index }: Followed, text: string) => index.ids({ q: { op: 'text', text } }).ids
const totalNear = ({ index }: Followed, center: LonLat) =>
  index.ids({ near: { op: 'near', center, metres: 200 } }).total

function held({ index }: Followed) {
  const { ids, total, withoutPlace, bbox } = index.ids({})
  return { ids, total, withoutPlace, bbox }
}

beforeAll(async () => {
  await db('neighbourhood').insert({
    code: '77',
    name: 'BOVISA',
    source: 'test',
    geom: 'SRID=4326;MULTIPOLYGON(((9 45,9.1 45,9.1 45.1,9 45.1,9 45)))',
    label_point: `SRID=4326;POINT(${label.join(' ')})`,
  })
})

describe.runIf(kind === 'postgis')('transactions that overlap', () => {
  test('one that began first and commits last is not lost', async () => {
    const followed = follow()
    await followed.feed.refresh()
    const early = await begin()
    const earlyId = await insertSpace(early, 'EARLY')
    const lateId = await insertSpace(db, 'LATE')
    const { rows } = await db.raw('SELECT changed_in::text AS number FROM space WHERE code = ?', ['LATE'])
    const own = await early.raw('SELECT pg_current_xact_id()::text AS number')
    expect(Number(own.rows[0].number)).toBeLessThan(Number(rows[0].number))

    await followed.feed.refresh()
    expect([idsWith(followed, 'LATE'), idsWith(followed, 'EARLY')]).toEqual([[lateId], []])
    await early.commit()
    await followed.feed.refresh()
    expect(idsWith(followed, 'EARLY')).toEqual([earlyId])
  })

  test('many that begin, change the same rows and commit in any order leave the index as the table', async () => {
    const followed = follow()
    const ids = await Promise.all([1, 2, 3, 4, 5, 6].map((number) => insertSpace(db, `MANY-${number}`)))
    await followed.feed.refresh()
    const open = await Promise.all(ids.slice(0, 5).map(begin))
    for (const [at, trx] of open.entries()) {
      await trx('space')
        .where({ id: ids[at] })
        .update({ code: `DONE-${at}` })
    }
    for (const at of [3, 0, 4, 2, 1]) {
      await open[at]?.commit()
      await followed.feed.refresh()
      expect(idsWith(followed, `DONE-${at}`)).toEqual([ids[at]])
    }
    expect(idsWith(followed, 'MANY')).toEqual([ids[5]])
  })

  test('while one stays open, what was applied is not applied again', async () => {
    const followed = follow()
    await followed.feed.refresh()
    const open = await begin()
    await insertSpace(open, 'OPEN')
    await insertSpace(db, 'CLOSED')
    await followed.feed.refresh()
    const { revision } = followed.feed
    await db('lab').insert({ code: `L-${revision}`, name: 'Lab', source: 'test' })
    await followed.feed.refresh()
    expect(followed.feed.revision).toBe(revision)
  })
})

test('a new row and a changed one are found, and the revision rises with each', async () => {
  const followed = follow()
  await followed.feed.refresh()
  const revisions = [followed.feed.revision]
  const id = await insertSpace(db, 'FIRST')
  await followed.feed.refresh()
  revisions.push(followed.feed.revision)
  expect(idsWith(followed, 'FIRST')).toEqual([id])
  await db('space').where({ id }).update({ code: 'SECOND' })
  await followed.feed.refresh()
  revisions.push(followed.feed.revision)
  expect([idsWith(followed, 'FIRST'), idsWith(followed, 'SECOND')]).toEqual([[], [id]])
  expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b))
})

test('what ceases to be public leaves the index, and returns with it', async () => {
  const followed = follow()
  const id = await insertSpace(db, 'AUDIENCE')
  await followed.feed.refresh()
  const steps = [
    [{ audience: 'internal' }, []],
    [{ audience: 'public' }, [id]],
    [{ status: 'withdrawn' }, []],
    [{ status: 'available', occupied_without_title: true }, []],
    [{ occupied_without_title: false }, [id]],
    [{ ended_on: '2026-01-01' }, []],
  ] as const
  for (const [change, ids] of steps) {
    await db('space').where({ id }).update(change)
    await followed.feed.refresh()
    expect({ change, ids: idsWith(followed, 'AUDIENCE') }).toEqual({ change, ids })
  }
})

test('no near, bbox, within or tile finds the exact place once it is public at NIL level only', async () => {
  await db('space').update({ ended_on: '2026-01-01' })
  const id = await insertSpace(db, 'PLACE')
  const followed = follow()
  await followed.feed.refresh()
  expect([totalNear(followed, exact), totalNear(followed, label)]).toEqual([1, 0])

  await db('space').where({ id }).update({ public_position: 'neighbourhood' })
  await followed.feed.refresh()
  expect([totalNear(followed, exact), totalNear(followed, label)]).toEqual([0, 1])
  const bbox = [exact[0] - 1e-3, exact[1] - 1e-3, exact[0] + 1e-3, exact[1] + 1e-3] as const
  expect(followed.index.ids({ bbox: { op: 'inBox', bbox: [...bbox] } }).total).toBe(0)
  const [west, south, east, north] = bbox
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ]
  expect(followed.index.ids({ within: { op: 'inPolygon', polygons: [[ring]] } }).total).toBe(0)
  expect(followed.index.ids({}).bbox).toEqual([...label, ...label])

  await db('space').where({ id }).update({ public_position: 'hidden' })
  await followed.feed.refresh()
  expect(followed.index.ids({})).toMatchObject({ ids: [id], withoutPlace: 1, bbox: null })
})

test('a change of a table that rows take values from reaches them', async () => {
  const id = await insertSpace(db, 'NAMED')
  const followed = follow()
  await followed.feed.refresh()
  expect(idsWith(followed, 'named bovisa')).toEqual([id])
  await db('neighbourhood').where({ code: '77' }).update({ name: "CITTA' STUDI" })
  await followed.feed.refresh()
  expect([idsWith(followed, 'named bovisa'), idsWith(followed, 'named città')]).toEqual([[], [id]])
})

test('what is read in many parts is what one reading holds', async () => {
  await db.transaction(async (trx) => {
    await trx.raw('SET LOCAL session_replication_role = replica')
    await trx.raw(`INSERT INTO space (code, name, status, source)
      SELECT 'PART-' || i, 'part ' || i, 'available', 'test' FROM generate_series(1, 2100) i`)
  })
  const followed = follow()
  await followed.feed.refresh()
  const [parts, whole] = await db.transaction(async (trx) => {
    const lengths: number[] = []
    for await (const rows of load.all(trx)) lengths.push(rows.length)
    return [lengths, await load.some(trx, await trx('space').pluck('id'))]
  })
  expect(parts).toEqual([...Array(8).fill(250), whole.length - 2000])
  const other = follow()
  other.index.apply(whole, [])
  expect(held(followed)).toEqual(held(other))
  expect(idsWith(followed, 'PART-2099')).toHaveLength(1)
})

test('after a restart the index is the same, and the revision does not fall', async () => {
  const before = follow()
  await before.feed.refresh()
  await insertSpace(db, 'RESTART')
  await before.feed.refresh()
  const after = follow()
  await after.feed.refresh()
  expect(held(after)).toEqual(held(before))
  expect(after.feed.revision).toBeGreaterThanOrEqual(before.feed.revision)
})

test('a feed that reads everything anew forgets what is no more', async () => {
  const { index, feed } = follow()
  const id = await insertSpace(db, 'VANISHED')
  await feed.refresh()
  await db('space').where({ id }).update({ audience: 'internal' })
  const anew = createFeed(db, [{ index, load }], { onError() {} })
  await anew.refresh()
  expect(index.ids({}).ids).not.toContain(id)
})

test('a reading of everything that fails leaves the old answering', async () => {
  const { index, feed } = follow()
  const id = await insertSpace(db, 'OLDER')
  await feed.refresh()
  await db('space').where({ id }).update({ code: 'NEWER' })
  const broken: Loader = {
    ...load,
    async *all(trx) {
      yield* load.all(trx)
      throw new Error('the line broke')
    },
  }
  const anew = createFeed(db, [{ index, load: broken }], { onError() {} })
  const before = index.version
  await expect(anew.refresh()).rejects.toThrow('the line broke')
  expect(index.version).toBe(before)
  expect(index.ids({ q: { op: 'text', text: 'OLDER' } }).ids).toEqual([id])
})

test('collections that are read anew change together', async () => {
  const [first, second] = [follow().index, follow().index]
  await insertSpace(db, 'TOGETHER')
  const slow = (index: FeatureIndex): FeatureIndex => ({
    ...index,
    fill() {
      const filling = index.fill()
      return { ...filling, prepare: () => filling.prepare().then(() => sleep(20)) }
    },
  })
  const feed = createFeed(
    db,
    [first, second].map((index) => ({ index: slow(index), load })),
    { onError() {} },
  )
  const sizes = new Set<string>()
  const watching = setInterval(() => sizes.add([first.size, second.size].join()), 1)
  await feed.refresh()
  await sleep(5)
  clearInterval(watching)
  expect(first.size).toBeGreaterThan(0)
  expect([...sizes]).toEqual(['0,0', `${first.size},${first.size}`])
})

/** A loader that counts how often everything is read. */
function counting(): { load: Loader; readings: () => number } {
  let count = 0
  const all: Loader['all'] = (trx) => {
    count += 1
    return load.all(trx)
  }
  return { load: { ...load, all }, readings: () => count }
}

test.runIf(kind === 'postgis')('after its connections broke it follows within a second', async () => {
  const { load: counted, readings } = counting()
  const followed = follow(counted)
  await followed.feed.refresh()
  followed.feed.start(100)
  const id = await insertSpace(db, 'BROKEN-LINE')
  await db.raw(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`)
  await expect.poll(() => idsWith(followed, 'BROKEN-LINE'), { timeout: 1_000 }).toEqual([id])
  expect(readings()).toBe(1)
})

/** Waits until all that is written so far is on disk. */
async function waitForDisk(): Promise<void> {
  const { rows } = await db.raw('SELECT pg_current_wal_insert_lsn() AS end')
  const isFlushed = async () =>
    (await db.raw('SELECT pg_current_wal_flush_lsn() >= ? AS done', [rows[0].end])).rows[0].done
  await expect.poll(isFlushed, { timeout: 5_000 }).toBe(true)
}

/** What a recovery of the server from the death of one of its processes leaves to see. */
const seemRecovered = () => db.raw("SELECT pg_stat_reset_shared('bgwriter')")

test('after a crash it goes on from what was on disk, without reading everything again', async () => {
  const { load: counted, readings } = counting()
  const followed = follow(counted)
  await followed.feed.refresh()
  await insertSpace(db, 'BEFORE-CRASH')
  for (let look = 0; look < 2; look += 1) {
    await followed.feed.refresh()
    await waitForDisk()
  }
  await followed.feed.refresh()
  const id = await insertSpace(db, 'AFTER-CRASH')
  await seemRecovered()
  await followed.feed.refresh()
  expect([idsWith(followed, 'AFTER-CRASH'), readings()]).toEqual([[id], 1])
})

test('after a crash that may have taken back what was seen it reads everything again', async () => {
  const { load: counted, readings } = counting()
  const followed = follow(counted)
  await followed.feed.refresh()
  await seemRecovered()
  await followed.feed.refresh()
  expect(readings()).toBe(2)
})

test('it tells how far the reading of a large collection is', async () => {
  const { index } = follow()
  const rows = Array.from({ length: 1000 }, (_, at) => ({
    id: at + 1,
    geometry: null,
    point: null,
    columns: {},
  }))
  const large: Loader = {
    ...load,
    async *all() {
      for (let part = 0; part < 12; part += 1) yield rows.map((row) => ({ ...row, id: row.id + 1000 * part }))
    },
  }
  const told: string[] = []
  await createFeed(db, [{ index, load: large }], {
    onError() {},
    onProgress: (text) => told.push(text),
  }).refresh()
  expect(told).toEqual(['Reading spaces for the map: 10,000…', 'Reading spaces for the map: 12,000, done'])
})

test('whoever asks after a write gets a reading that holds it, however many ask at once', async () => {
  const followed = follow()
  await followed.feed.refresh()
  const written = Array.from({ length: 20 }, async (_, at) => {
    const id = await insertSpace(db, `CROWD-${at}-X`)
    await followed.feed.refresh()
    expect(idsWith(followed, `CROWD-${at}-X`)).toEqual([id])
  })
  await Promise.all(written)
})

test('a reading that fails is told, and the next one makes up for it', async () => {
  let failing = true
  const followed = follow({
    ...load,
    all(trx) {
      if (failing) throw new Error('the database is away')
      return load.all(trx)
    },
  })
  await expect(followed.feed.refresh()).rejects.toThrow('away')
  const id = await insertSpace(db, 'AWAY')
  followed.feed.start(5)
  await expect.poll(() => followed.errors.length).toBeGreaterThan(1)
  failing = false
  await expect.poll(() => idsWith(followed, 'AWAY')).toEqual([id])
})

test('a started feed follows by itself, a stopped one no more', async () => {
  const followed = follow()
  followed.feed.start(5)
  const id = await insertSpace(db, 'STARTED')
  await expect.poll(() => idsWith(followed, 'STARTED')).toEqual([id])
  await followed.feed.stop()
  await insertSpace(db, 'STOPPED')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(idsWith(followed, 'STOPPED')).toEqual([])
})
