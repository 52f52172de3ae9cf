import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'

const { db } = testDatabase()

const bowTie = 'POLYGON((0 0,2 2,2 0,0 2,0 0))'
const box = 'POLYGON((0 0,3 0,3 1,0 1,0 0))'
const answerWithinMs = 1_000

beforeAll(async () => {
  await db.raw(`
    CREATE TABLE guard_sheet (id integer PRIMARY KEY, shape geometry);
    CREATE FUNCTION guard_clip() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.shape := ST_Intersection(NEW.shape, '${box}'::geometry);
      RETURN NEW;
    END $$;
    CREATE TABLE guard_clipped (id integer PRIMARY KEY, shape geometry);
    CREATE TRIGGER guard_clip BEFORE INSERT ON guard_clipped FOR EACH ROW EXECUTE FUNCTION guard_clip();
    CREATE TABLE guard_late (id integer PRIMARY KEY, shape geometry);
    CREATE FUNCTION guard_clip_late() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM ST_Intersection(NEW.shape, '${box}'::geometry);
      RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER guard_clip_late AFTER INSERT ON guard_late
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_clip_late();
  `)
})

beforeEach(async () => {
  await db.raw('TRUNCATE guard_sheet, guard_clipped, guard_late')
  await db('guard_sheet').insert({ id: 1, shape: box })
})

afterAll(async () => {
  await db.raw(`
    DROP TABLE guard_sheet, guard_clipped, guard_late;
    DROP FUNCTION guard_clip(); DROP FUNCTION guard_clip_late();
  `)
})

/** The SQLSTATE a call fails with; fails itself where the call succeeds or takes too long. */
async function failure(call: PromiseLike<unknown>): Promise<string> {
  const started = performance.now()
  try {
    await call
  } catch (error) {
    expect(performance.now() - started).toBeLessThan(answerWithinMs)
    return (error as { code: string }).code
  }
  throw new Error('expected an error')
}

const idsOf = async (table: string): Promise<number[]> =>
  (await db(table).select('id').orderBy('id')).map((row) => row.id)

const intersect = 'ST_Intersection(?::geometry, ?::geometry)'

test('alone, as one text and with bindings, it fails and the next query works', async () => {
  expect(await failure(db.raw(`SELECT ST_Intersection('${bowTie}'::geometry, '${box}'::geometry)`))).toBe(
    'XX000',
  )
  expect((await db.raw('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  expect(await failure(db.raw(`SELECT ${intersect}`, [bowTie, box]))).toBe('XX000')
  expect(await idsOf('guard_sheet')).toEqual([1])
})

test('after other statements of the same text, none of them stays', async () => {
  const text = `INSERT INTO guard_sheet VALUES (2, NULL);
    SELECT ST_Intersection('${bowTie}'::geometry, '${box}'::geometry); SELECT 3`
  expect(await failure(db.raw(text))).toBe('XX000')
  expect(await idsOf('guard_sheet')).toEqual([1])
})

test('on stored shapes, where only running the statement meets it', async () => {
  await db('guard_sheet').insert({ id: 2, shape: bowTie })
  const overlaps = db('guard_sheet').select(
    db.raw('ST_AsText(ST_Intersection(shape, ?::geometry)) AS text', [box]),
  )
  expect(await failure(overlaps)).toBe('XX000')
  expect(await idsOf('guard_sheet')).toEqual([1, 2])
})

test('in an INSERT nothing is stored', async () => {
  expect(await failure(db.raw(`INSERT INTO guard_sheet VALUES (2, ${intersect})`, [bowTie, box]))).toBe(
    'XX000',
  )
  expect(await idsOf('guard_sheet')).toEqual([1])
})

test('in a transaction all of it is taken back', async () => {
  const work = db.transaction(async (trx) => {
    await trx('guard_sheet').insert({ id: 2, shape: box })
    await failure(trx.raw(`INSERT INTO guard_sheet VALUES (3, ${intersect})`, [bowTie, box]))
    await trx('guard_sheet').insert({ id: 4, shape: box })
  })
  await expect(work).rejects.toMatchObject({ code: '25P02' })
  expect(await idsOf('guard_sheet')).toEqual([1])
})

test('a caller that overlooks the error commits nothing', async () => {
  await db.transaction(async (trx) => {
    await trx('guard_sheet').insert({ id: 2, shape: box })
    await failure(trx.raw(`SELECT ${intersect}`, [bowTie, box]))
  })
  expect(await idsOf('guard_sheet')).toEqual([1])
})

test('a nested transaction that meets it can be given up alone', async () => {
  await db.transaction(async (trx) => {
    await trx('guard_sheet').insert({ id: 2, shape: box })
    const nested = trx.transaction((inner) => inner.raw(`SELECT ${intersect}`, [bowTie, box]))
    expect(await failure(nested)).toBe('XX000')
  })
  expect(await idsOf('guard_sheet')).toEqual([1, 2])
})

test('in a trigger the statement fails', async () => {
  expect(await failure(db('guard_clipped').insert({ id: 1, shape: bowTie }))).toBe('XX000')
  await db('guard_clipped').insert({ id: 2, shape: box })
  expect(await idsOf('guard_clipped')).toEqual([2])
})

test('in a trigger at commit the statement or the COMMIT fails, and the session is free again', async () => {
  expect(await failure(db('guard_late').insert({ id: 1, shape: bowTie }))).toBe('XX000')
  const work = db.transaction(async (trx) => {
    await trx('guard_late').insert({ id: 2, shape: bowTie })
  })
  expect(await failure(work)).toBe('XX000')
  await db('guard_late').insert({ id: 3, shape: box })
  expect(await idsOf('guard_late')).toEqual([3])
})

test('queries of other connections that waited are answered', async () => {
  await db.raw('SELECT 1')
  const lost = failure(db.raw(`SELECT ${intersect}`, [bowTie, box]))
  const others = Array.from({ length: 6 }, (_, id) => db('guard_sheet').insert({ id: id + 10, shape: box }))
  expect(await lost).toBe('XX000')
  await Promise.all(others)
  expect(await idsOf('guard_sheet')).toEqual([1, 10, 11, 12, 13, 14, 15])
})

test('two thousand errors later the database still answers', async () => {
  for (let count = 0; count < 2_000; count += 1) await expect(db.raw('SELECT 1/0')).rejects.toThrow()
  expect(
    (await db.raw('SELECT ST_Area(ST_Buffer(?::geometry, 1)) > 3 AS round', ['POINT(0 0)'])).rows,
  ).toEqual([{ round: true }])
})
