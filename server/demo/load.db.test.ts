import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { loadReference } from '../city/reference.ts'
import type { Context } from '../context.ts'
import { listInbox } from '../observations/inbox.ts'
import { channels, submissionStatuses } from '../observations/words.ts'
import { readCallVoice } from '../opinions/awards.ts'
import { readDistrictVoice } from '../opinions/reading.ts'
import { listAlarms } from '../points/alarms.ts'
import { findTwins, listSuggestions } from '../points/twins.ts'
import { testConfig } from '../testing/app.ts'
import { testDatabase } from '../testing/database.ts'
import { DemoRefusedError, loadDemo } from './load.ts'

const { db } = testDatabase()
const today = new Date('2026-11-23T10:00:00Z')

const count = async (table: string, where: Record<string, string | boolean> = {}) =>
  Number((await db(table).where(where).count('id'))[0]?.count)

test('the demonstration is loaded beside the reference layers', async () => {
  await loadReference(db, 'milano')
  const varDir = await mkdtemp(join(tmpdir(), 'spazi-demo-'))
  onTestFinished(() => rm(varDir, { recursive: true, force: true }))
  await loadDemo(db, 'milano', { today, config: testConfig({ varDir }) })
  expect(await count('space')).toBeGreaterThan(380)
  expect(await count('call')).toBe(11)
  expect(await count('request', { status: 'submitted' })).toBe(16)
})

test('labs have machines and hours, one of each state, an old word, and one that the applicant keeps', async () => {
  const states = await db('lab_state').distinct('activity').orderBy('activity').pluck('activity')
  expect(states).toEqual(['active', 'closed', 'planned', 'suspended', null])
  expect(await db('lab').where('confirmed_on', '<', '2026-01-01').pluck('code')).toEqual(['DAMASPACE'])
  const kept = await db({ l: 'lab' })
    .join({ m: 'party_member' }, 'm.party_id', 'l.party_id')
    .join({ a: 'account' }, 'a.id', 'm.account_id')
    .pluck('a.name')
  expect(kept).toEqual(['Anna Ferrari'])
  expect(await count('lab_grant')).toBe(3)
  expect(await count('lab_equipment')).toBeGreaterThan(40)
})

test('the qualified list has labs in every state that matters, and needs that look for one', async () => {
  const states = await db('lab_list_application')
    .groupBy('status')
    .orderBy('status')
    .select({ status: 'status', count: db.raw('count(*)::integer') })
  expect(states).toEqual([
    { status: 'examining', count: 1 },
    { status: 'integration', count: 1 },
    { status: 'listed', count: 3 },
    { status: 'suspended', count: 1 },
  ])
  expect(await db('need').orderBy('id').pluck('acts_for')).toEqual(['prisonFirm', 'itself'])
  expect(await count('need_contact')).toBe(1)
})

describe('observations on the plans', () => {
  const countBy = async (column: string, plan: string, table = 'submission') => {
    const rows = await db({ t: table })
      .join({ p: 'plan' }, 'p.id', 't.plan_id')
      .where({ 'p.code': plan })
      .groupBy(`t.${column}`)
      .select({ value: `t.${column}`, count: db.raw('count(*)::integer') })
    return Object.fromEntries(rows.map(({ value, count: many }) => [value, many]))
  }

  test('four plans stand at four places of their road, all marked as examples', async () => {
    const plans = await db('plan').orderBy('code').select('code', 'status', 'example')
    expect(plans).toEqual([
      { code: 'PGT-ESEMPIO', status: 'observations', example: true },
      { code: 'PGT-SERVIZI-ESEMPIO', status: 'examining', example: true },
      { code: 'PGT-STRADE-ESEMPIO', status: 'voting', example: true },
      { code: 'PGT-USI-ESEMPIO', status: 'inForce', example: true },
    ])
  })

  test('some sixty submissions stand in every state, of every channel and kind', async () => {
    expect(await count('submission')).toBe(62)
    const held = async (column: string): Promise<string[]> =>
      (await db('submission').distinct(column).orderBy(column)).map((row) => row[column])
    const states = [...submissionStatuses].filter((status) => status !== 'decided')
    expect(await held('status')).toEqual(states.sort())
    expect(await held('channel')).toEqual([...channels].sort())
    expect(await held('kind')).toEqual(['observation', 'opinion', 'proposal'])
    expect(await count('submission', { is_late: true })).toBe(2)
    expect(await count('submission', { opinion_outcome: 'favourableWithPrescriptions' })).toBe(4)
    expect(await count('point', { prescription: true })).toBe(4)
  })

  test('a certified message, a mail and two rows of a list wait in the inbox, in time', async () => {
    const { open, items } = await listInbox(db, { plan: 'PGT-ESEMPIO' })
    expect(open).toBe(4)
    expect(items.map(({ channel }) => channel).sort()).toEqual(['email', 'list', 'list', 'pec'])
    expect(items.filter(({ problem, isLate }) => problem !== null || isLate)).toEqual([])
    expect(items.find(({ channel }) => channel === 'pec')?.receivedAt).toBe('2026-11-21T10:20:00.000Z')
  })

  test('the plan that is examined has points at every place of the workflow, a group, and twins to find', async () => {
    const code = 'PGT-SERVIZI-ESEMPIO'
    expect(await countBy('stage', code, 'point')).toEqual({ technical: 7, giunta: 6, null: 10 })
    expect(await count('office_opinion')).toBe(2)
    expect(await count('point_comment')).toBe(1)
    await findTwins({ db } as Context, code)
    const { items } = await listSuggestions(db, code)
    expect(items.map(({ size }) => size)).toEqual([3])
    const { items: alarms } = await listAlarms(db, code)
    expect(alarms.map(({ kind }) => kind)).toEqual(['oppositeOutcomes', 'identicalReasons'])
  })

  test('every point before the Council has a proposal of the Giunta, and some have been voted', async () => {
    expect(await countBy('stage', 'PGT-STRADE-ESEMPIO', 'point')).toEqual({ council: 1, giunta: 7 })
    const votes = await db('council_vote')
    expect(votes.length).toBe(15)
    expect(votes.filter(({ sitting_id }) => sitting_id === null)).toEqual([])
    expect(votes.filter(({ left_under_78 }) => left_under_78.length > 0).length).toBe(2)
  })

  test('the register that is public names no person, and every copy was signed by another than who made it', async () => {
    const { rows } = await db.raw(`
      SELECT t.text || t.synthesis AS words, s.submitter ->> 'name' AS name FROM public_text t
      JOIN point p ON p.id = t.point_id JOIN submission s ON s.id = p.submission_id
      WHERE s.submitter_kind = 'citizen'`)
    expect(rows.length).toBeGreaterThan(8)
    for (const { words, name } of rows) for (const part of name.split(' ')) expect(words).not.toContain(part)
    expect(await count('public_reply')).toBe(13)
    const unsigned = await db('public_text').whereNull('replaced_at').whereNull('signed_at')
    expect(unsigned.length).toBe(1)
    expect(await db('plan').whereNotNull('published_at').pluck('code')).toEqual(['PGT-USI-ESEMPIO'])
  })

  test('points about spaces of the census lie on them', async () => {
    const { rows } = await db.raw(`
      SELECT sp.code FROM space sp JOIN point p ON ST_Equals(p.geom, sp.geom) ORDER BY sp.code`)
    expect(rows.map(({ code }: { code: string }) => code)).toEqual(['MI-3-0038', 'MI-9-0053'])
  })
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
    'districtOffice',
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

test('Municipio 9 has an opinion to give, one given with its votes, one it did not give, and purposes', async () => {
  const { asked, given, purposes } = await readDistrictVoice(db, '9')
  expect(asked.map(({ state }) => state).sort()).toEqual(['given', 'silent', 'waiting'])
  expect(given).toHaveLength(2)
  expect(given.every(({ sitting }) => sitting && sitting.members === 31)).toBe(true)
  expect(purposes.map(({ space, decisions }) => [space.code, decisions.map(({ taken }) => taken)])).toEqual([
    ['MI-9-0219', ['points']],
    ['MI-9-0321', []],
  ])
  const { awards } = await readCallVoice(db, 'BOTTEGHE-PIONIERE')
  expect(awards.map(({ match }) => match)).toEqual(['matched', 'notMatched'])
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
    'LABORATORI-TRE-MUNICIPI': 'closed',
    'LABORATORI-LAMBRATE': 'evaluating',
    'BOTTEGHE-PIONIERE': 'finalRanking',
  })
  const winners = await db('ranking_entry AS e')
    .join('ranking AS r', 'r.id', 'e.ranking_id')
    .where({ 'r.kind': 'final', 'e.wins': true })
  expect(winners).toHaveLength(2)
  expect(await db('draw').whereNotNull('seed')).toHaveLength(2)
})
