import { expect, test } from 'vitest'
import { loadReference } from '../city/reference.ts'
import { testDatabase } from '../testing/database.ts'
import { DemoRefusedError, loadDemo } from './load.ts'

const { db } = testDatabase()
const today = new Date('2026-11-23T10:00:00Z')

const count = async (table: string, where: Record<string, string | boolean> = {}) =>
  Number((await db(table).where(where).count('id'))[0]?.count)

test('the demonstration is loaded beside the reference layers', async () => {
  await loadReference(db, 'milano')
  await loadDemo(db, 'milano', { today })
  expect(await count('space')).toBeGreaterThan(380)
  expect(await count('call')).toBe(10)
  expect(await count('request', { status: 'submitted' })).toBe(7)
})

test('every space with a place gets district and NIL from its geometry, and its code tells no more than the public may know', async () => {
  const { rows } = await db.raw(`
    SELECT s.code FROM space s LEFT JOIN district d ON d.id = s.district_id
    WHERE split_part(s.code, '-', 2) <> CASE s.public_position WHEN 'exact' THEN coalesce(d.code, '0') ELSE '0' END
      OR (s.geom IS NULL) <> (s.neighbourhood_id IS NULL)
      OR (s.geom IS NOT NULL AND (s.nearest_stop_id IS NULL OR cardinality(s.zoning) = 0))`)
  expect(rows).toEqual([])
})

test('a space carries what the pack records of it, and nothing where nothing is recorded', async () => {
  const space = await db('space')
    .where({ three_phase: 'yes', status: 'available' })
    .whereNull('power_kw')
    .first()
  expect(space).toMatchObject({ public_position: 'exact', audience: 'public', occupied_without_title: false })
  expect(Number(space.area_m2)).toBeGreaterThan(10)
  const { rows } = await db.raw(`
    SELECT s.code FROM space s WHERE s.status_since IS DISTINCT FROM
      (SELECT max(h.happened_on) FROM space_history h WHERE h.space_id = s.id)`)
  expect(rows).toEqual([])
})

test('the open call closes at noon about a month from today and holds every space in a call', async () => {
  const { rows } = await db.raw(`
    SELECT c.status, c.opens_at < '2026-11-23T10:00:00Z' AS opened,
      to_char(c.closes_at AT TIME ZONE 'Europe/Rome', 'YYYY-MM-DD HH24:MI') AS closes
    FROM call c WHERE c.standing`)
  expect(rows).toEqual([{ status: 'open', opened: true, closes: '2026-12-23 12:00' }])
  const loose = await db.raw(`
    SELECT s.code FROM space s LEFT JOIN lot_space l ON l.space_id = s.id
    WHERE (s.status = 'inCall') <> (l.lot_id IS NOT NULL)`)
  expect(loose.rows).toEqual([])
})

test('whoever is in a space, or about to be, has an award', async () => {
  const { rows } = await db.raw(`
    SELECT s.code FROM space s LEFT JOIN award a ON a.space_id = s.id
    WHERE (s.status IN ('awarded', 'inUse', 'expiring')) <> (a.id IS NOT NULL)
      OR (s.status IN ('inUse', 'expiring') AND NOT a.period @> date '2026-11-23')
      OR (s.status = 'awarded' AND lower(a.period) <= date '2026-11-23')
      OR (a.id IS NOT NULL AND s.holder_name IS NULL)`)
  expect(rows).toEqual([])
})

test('people of each role can be tried, three of a commission, none of them by password', async () => {
  const people = await db('account AS a')
    .join('account_role AS r', 'r.account_id', 'a.id')
    .where('a.demo', true)
    .whereNot('a.email', 'others@demo.invalid')
    .orderBy('r.role')
    .select('a.email', 'r.role', 'r.district_code', 'a.password_hash')
  expect(people.map(({ role }) => role)).toEqual([
    'administrator',
    'applicant',
    'auditor',
    'caseOfficer',
    'councilSecretary',
    'districtCouncillor',
    'evaluator',
    'evaluator',
    'evaluator',
    'planner',
    'planningHead',
    'propertyOffice',
  ])
  expect(people.find(({ role }) => role === 'districtCouncillor')?.district_code).toBe('9')
  expect(people.filter(({ password_hash }) => password_hash.startsWith('$'))).toEqual([])
})

test('a database that holds records is refused, and nothing is added', async () => {
  const before = await count('space')
  await expect(loadDemo(db, 'milano', { today })).rejects.toThrow(DemoRefusedError)
  expect(await count('space')).toBe(before)
})

test('of the calls that are judged one waits for marks, and one has its final ranking after draws', async () => {
  const statuses = Object.fromEntries(
    (
      await db('call').where({ standing: false }).whereNot({ status: 'concluded' }).select('code', 'status')
    ).map(({ code, status }) => [code, status]),
  )
  expect(statuses).toEqual({
    'BOTTEGHE-NORD': 'published',
    'OFFICINE-NORD-EST': 'open',
    'OFFICINE-SUD': 'closed',
    'LABORATORI-LAMBRATE': 'evaluating',
    'BOTTEGHE-PIONIERE': 'finalRanking',
  })
  const winners = await db('ranking_entry AS e')
    .join('ranking AS r', 'r.id', 'e.ranking_id')
    .where({ 'r.kind': 'final', 'e.wins': true })
  expect(winners).toHaveLength(2)
  expect(await db('draw').whereNotNull('seed')).toHaveLength(2)
})
