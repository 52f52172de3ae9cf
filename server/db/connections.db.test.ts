import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'

const { db, kind } = testDatabase()

beforeAll(() => db.raw('CREATE TABLE connection_entry (id integer PRIMARY KEY, content bytea)'))
beforeEach(() => db.raw('TRUNCATE connection_entry'))
afterAll(() => db.raw('DROP TABLE connection_entry'))

const ids = async (): Promise<number[]> =>
  (await db('connection_entry').select('id').orderBy('id')).map((row) => row.id)

async function ownConnection(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: inject('databaseUrl') })
  client.on('error', () => {})
  await client.connect()
  return client
}

test('transactions of many connections each see and keep their own work', async () => {
  const totals = await Promise.all(
    [10, 20, 30, 40, 50].map((first) =>
      db.transaction(async (trx) => {
        for (let id = first; id < first + 5; id += 1) await trx('connection_entry').insert({ id })
        const [row] = await trx('connection_entry')
          .whereBetween('id', [first, first + 9])
          .count({ count: '*' })
        return row?.count
      }),
    ),
  )
  expect(totals).toEqual(Array(5).fill('5'))
  expect(await ids()).toHaveLength(25)
})

test('statements with bindings of many connections do not mix', async () => {
  const numbers = Array.from({ length: 60 }, (_, index) => index)
  const answers = await Promise.all(numbers.map((number) => db.raw('SELECT ?::integer AS number', [number])))
  expect(answers.map(({ rows }) => rows[0].number)).toEqual(numbers)
})

test('queries sent together on one connection get their own answers, also after one that fails', async () => {
  const client = await ownConnection()
  const answers = await Promise.allSettled([
    client.query('SELECT $1::integer AS number', [1]),
    client.query('SELECT 1 / $1::integer AS number', [0]),
    client.query('SELECT $1::integer AS number', [3]),
    client.query('SELECT 4 AS number'),
  ])
  expect(
    answers.map((answer) =>
      answer.status === 'fulfilled' ? answer.value.rows[0].number : answer.reason.code,
    ),
  ).toEqual([1, '22012', 3, 4])
  await client.end()
})

describe('COPY', () => {
  const copyIn = (client: pg.Client, rows: string) =>
    pipeline(
      Readable.from(rows.match(/[^]{1,7}/g) ?? []),
      client.query(copyFrom('COPY connection_entry (id) FROM STDIN')),
    )

  test('takes rows in and gives them out, however they are cut into messages', async () => {
    const client = await ownConnection()
    const rows = Array.from({ length: 500 }, (_, index) => `${index}\n`).join('')
    await copyIn(client, rows)
    const output = client.query(copyTo('COPY (SELECT id FROM connection_entry ORDER BY id) TO STDOUT'))
    expect(await text(output)).toBe(rows)
    expect((await client.query('SELECT 7 AS number')).rows).toEqual([{ number: 7 }])
    await client.end()
  })

  test('of a wrong row stores none, and the connection goes on', async () => {
    const client = await ownConnection()
    await expect(copyIn(client, '1\n2\nthree\n')).rejects.toMatchObject({ code: '22P02' })
    expect((await client.query('SELECT 8 AS number')).rows).toEqual([{ number: 8 }])
    expect(await ids()).toEqual([])
    await client.end()
  })

  test('that its client gives up fails its transaction', async () => {
    const client = await ownConnection()
    await client.query('BEGIN')
    await client.query('INSERT INTO connection_entry (id) VALUES (1)')
    const stream = client.query(copyFrom('COPY connection_entry (id) FROM STDIN'))
    stream.on('error', () => {})
    stream.write('2\n')
    stream.destroy(new Error('no more'))
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' })
    await client.query('ROLLBACK')
    expect(await ids()).toEqual([])
    await client.end()
  })
})

test('an error in a transaction leaves other connections alone', async () => {
  await Promise.allSettled([
    db.transaction(async (trx) => {
      await trx('connection_entry').insert({ id: 1 })
      await trx('connection_entry').insert({ id: 1 })
    }),
    db('connection_entry').insert({ id: 2 }),
    db.transaction((trx) => trx('connection_entry').insert({ id: 3 })),
  ])
  expect(await ids()).toEqual([2, 3])
})

test('a connection that dies inside a transaction is rolled back, and the next goes on', async () => {
  const client = await ownConnection()
  await client.query('BEGIN')
  await client.query('INSERT INTO connection_entry (id) VALUES (1)')
  const { stream } = (
    client as unknown as { connection: { stream: NodeJS.ReadWriteStream & { destroy(): void } } }
  ).connection
  stream.destroy()
  await new Promise((resolve) => client.once('end', resolve))
  await db('connection_entry').insert({ id: 1 })
  expect(await ids()).toEqual([1])
})

test('five megabytes go in and come out as they were', async () => {
  const content = Buffer.alloc(5_000_000, 'spazi')
  await db('connection_entry').insert({ id: 1, content })
  const [row] = await db('connection_entry').select('content')
  expect(content.equals(row.content)).toBe(true)
})

/** COPY without its rows ends the session inside PGlite: the plainest case of a statement that is never answered. */
const unanswered = 'SELECT 1; COPY connection_entry FROM STDIN'

describe('a statement without an answer', () => {
  test('fails within a second; what was committed stays, and queries that waited are answered', async () => {
    await db('connection_entry').insert({ id: 1 })
    const started = performance.now()
    const lost = expect(db.raw(unanswered)).rejects.toThrow()
    const others = [2, 3, 4, 5].map((id) => db('connection_entry').insert({ id }))
    await lost
    expect(performance.now() - started).toBeLessThan(1_000)
    await Promise.all(others)
    expect(await ids()).toEqual([1, 2, 3, 4, 5])
  })

  test('takes its whole transaction with it', async () => {
    const work = db.transaction(async (trx) => {
      await trx('connection_entry').insert({ id: 2 })
      await expect(trx.raw(unanswered)).rejects.toThrow()
      await trx('connection_entry').insert({ id: 3 })
    })
    await expect(work).rejects.toMatchObject({ code: '25P02' })
    expect(await ids()).toEqual([])
  })

  test.runIf(kind === 'embedded')('lets no COMMIT pass that would commit nothing', async () => {
    const work = db.transaction(async (trx) => {
      await trx('connection_entry').insert({ id: 2 })
      await expect(trx.raw(unanswered)).rejects.toMatchObject({
        code: 'XX000',
        message: expect.stringContaining(unanswered),
      })
    })
    await expect(work).rejects.toMatchObject({ code: '40000' })
    expect(await ids()).toEqual([])
  })

  test.runIf(kind === 'embedded')('is what a cursor would be, so it is refused', async () => {
    const client = await ownConnection()
    const query = client.query({
      text: 'SELECT generate_series(1, $1::integer)',
      values: [10],
      rows: 2,
    } as pg.QueryConfig)
    await expect(query).rejects.toMatchObject({ code: '0A000' })
    expect((await db.raw('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    await client.end()
  })
})
