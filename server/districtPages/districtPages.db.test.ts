import { beforeEach, describe, expect, test } from 'vitest'
import { addDays, romeDate } from '../city/rules.ts'
import { testApp } from '../testing/app.ts'
import { emptyTables } from '../testing/database.ts'
import { insertCall } from '../testing/requests.ts'
import { ground, insertCity, spaceRecord } from '../testing/spaces.ts'
import { sendDigests } from './digestSending.ts'
import { readPlace } from './place.ts'
import { readRequestFigures } from './requests.ts'
import { sheetText } from './rules.ts'
import type { DistrictPage, Sheet, SpaceRows } from './schema.ts'

const context = testApp({ publicUrl: 'https://spazi.example' })
const { db } = context
const get = (url: string) => context.app.inject({ method: 'GET', url })
const post = (url: string, payload: object) => context.app.inject({ method: 'POST', url, payload })
const page = async (number = '9', query = ''): Promise<DistrictPage> =>
  (await get(`/api/districts/${number}${query}`)).json()

beforeEach(async () => {
  await emptyTables(db)
  for (const { index } of context.app.context.collections.values()) index.apply([], index.ids({}).ids)
  await insertCity(db)
})

const daysAgo = (days: number) => addDays(romeDate(new Date()), -days)

async function addSpace(code: string, changes: Record<string, unknown> = {}): Promise<number> {
  const record = spaceRecord(code, { geom: ground(9.26, 45.53), area_m2: 100, ...changes })
  const [row]: { id: number }[] = await db('space').insert(record).returning('id')
  await context.app.context.feed.refresh()
  return row?.id ?? 0
}
const moved = (spaceId: number, status: string, days: number) =>
  db('space_history').insert({ space_id: spaceId, status, happened_on: daysAgo(days) })

describe('what changed', () => {
  test('spaces whose status moved in the last month, with the status before', async () => {
    const id = await addSpace('S1', { status: 'inCall' })
    await moved(id, 'reported', 90)
    await moved(id, 'available', 80)
    await moved(id, 'inCall', 5)
    const west = await addSpace('WEST', { geom: ground(9.15, 45.53) })
    await moved(west, 'available', 5)
    const { changes, period } = await page()
    expect(changes).toHaveLength(1)
    expect(changes[0]).toMatchObject({
      kind: 'spaceMoved',
      on: daysAgo(5),
      subject: 'via Prova S1',
      status: 'inCall',
      before: 'available',
      href: '/spaces/S1',
    })
    expect(period.until).toBe(daysAgo(0))
    expect((await page('9', `?from=${daysAgo(85)}&until=${daysAgo(60)}`)).changes).toMatchObject([
      { status: 'available', before: null },
    ])
  })

  test('a hidden space tells nothing, and one known by its NIL bears no name', async () => {
    const hidden = await addSpace('HIDDEN', { public_position: 'hidden' })
    await moved(hidden, 'released', 3)
    const near = await addSpace('NEAR', { public_position: 'neighbourhood', geom: ground(9.25, 45.55) })
    await moved(near, 'released', 3)
    await db('neighbourhood').update({
      label_district_id: db.raw("(SELECT id FROM district WHERE code = '9')"),
    })
    await context.app.context.feed.refresh()
    const { changes } = await page()
    expect(changes.map(({ subject }) => subject)).toEqual(['NIGUARDA - CÀ GRANDA'])
    expect(JSON.stringify(changes)).not.toContain('via Prova')
  })

  test('labs by their periods, and calls with a space in the district', async () => {
    const periods: Record<string, [activity: string, days: number][]> = {
      L3: [
        ['planned', 20],
        ['active', 2],
      ],
      L2: [
        ['suspended', 9],
        ['active', 4],
        ['closed', 3],
        ['suspended', 3],
      ],
    }
    for (const [code, known] of Object.entries(periods))
      for (const [activity, days] of known)
        await db('lab_activity').insert({
          lab_id: db('lab').where({ code }).select('id'),
          activity,
          from_on: daysAgo(days),
        })
    const id = await addSpace('S1', { status: 'inCall' })
    await insertCall(db, 'B1', [id], { opens_at: db.raw("now() - interval '5 days'") })
    const { changes, calls } = await page()
    expect(changes.map(({ kind, href }) => `${kind} ${href}`)).toEqual([
      'labOpened /labs/L3',
      'labSuspended /labs/L2',
      'labReopened /labs/L2',
      'callOpened /calls/B1',
      'labSuspended /labs/L2',
    ])
    expect(calls).toMatchObject([{ code: 'B1', phase: 'open', lotsHere: 1, areaMinM2: 100 }])
    expect((await page('1')).calls).toEqual([])
  })

  test('the feed tells the same, with a link to each', async () => {
    const id = await addSpace('S1', { status: 'released', name: 'via <Prova> & figli' })
    await moved(id, 'released', 3)
    const answer = await get('/api/districts/9.atom')
    expect(answer.headers['content-type']).toContain('application/atom+xml')
    expect(answer.body).toContain('https://spazi.example/spaces/S1')
    expect(answer.body).toContain('[DIMOSTRAZIONE] Municipio 9')
    expect(answer.body).not.toContain('<Prova>')
  })
})

describe('what was promised', () => {
  test('checks of released spaces: late without a survey, kept by one, not due yet', async () => {
    const released = async (code: string, days: number, changes = {}) =>
      moved(await addSpace(code, { status: 'released', ...changes }), 'released', days)
    await released('LATE', 70)
    await released('KEPT', 70, { surveyed_on: daysAgo(30) })
    await released('NOT-DUE', 10)
    const { promises } = await page()
    expect(promises.map(({ source, state, days }) => [source, state, days])).toEqual([
      ['LATE', 'late', 10],
      ['NOT-DUE', 'notDue', 50],
      ['KEPT', 'kept', 20],
    ])
    const csv = (await get('/api/districts/9/promises.csv')).body
    expect(csv.split('\r\n')[0]).toContain('district;kind;promise;who;dueOn;state')
    expect(csv).toContain('in ritardo di 10 giorni')
    expect(csv).toContain('DIMOSTRAZIONE')
  })

  test('the opening of a call that was announced is due on the day first announced', async () => {
    const id = await addSpace('S1', { status: 'inCall' })
    await insertCall(db, 'B1', [id], {
      status: 'published',
      published_at: db.raw("now() - interval '20 days'"),
      opens_at: db.raw("now() + interval '5 days'"),
      closes_at: db.raw("now() + interval '50 days'"),
    })
    const call = await db('call').where({ code: 'B1' }).first('id')
    await db('call_version').insert({
      call_id: call.id,
      number: 1,
      change: 'published',
      content: JSON.stringify({ opensAt: `${daysAgo(3)}T09:00` }),
      content_hash: 'x',
      criteria_hash: 'x',
    })
    expect((await page()).promises).toMatchObject([
      { kind: 'callOpening', source: 'B1', dueOn: daysAgo(3), state: 'late', days: 3 },
    ])
  })
})

test('its spaces are those of the list and the map, each with its next step and office', async () => {
  await addSpace('IDLE', { vacant_since: '2020-01-01' })
  await addSpace('LESS', { vacant_since: '2024-01-01' })
  await addSpace('UNKNOWN')
  await addSpace('USED', { status: 'inUse', vacant_since: '2010-01-01', use_ends_on: '2030-01-01' })
  await addSpace('WEST', { geom: ground(9.15, 45.53) })
  const rows: SpaceRows = (await get('/api/districts/9/spaces')).json()
  const list = (await get('/api/spaces?district=9')).json()
  const { spaces } = await page()
  expect(rows.total).toBe(list.total)
  expect(spaces.total).toBe(list.total)
  expect(rows.items.map(({ code }) => code)).toEqual(['IDLE', 'LESS', 'UNKNOWN', 'USED'])
  expect(rows.items[0]?.next.code).toBe('putInCall')
  expect(rows.items[3]).toMatchObject({ monthsIdle: null, next: { code: 'follow', until: '2030-01-01' } })
  expect(rows.items.every(({ office }) => office.length > 0)).toBe(true)
  const second: SpaceRows = (await get('/api/districts/9/spaces?sort=name&limit=2&offset=2')).json()
  expect(second.items.map(({ code }) => code)).toEqual(['UNKNOWN', 'USED'])
})

test('requests are counted where they are, and fewer than five are not told', async () => {
  const { id } = await db('district').where({ code: '9' }).first('id')
  expect((await readRequestFigures(db, id, '2026-11-29')).total).toEqual({ value: 0, suppressed: false })
  const spaceId = await addSpace('S1')
  const [account] = await db('account').insert({ name: 'Anna', email: 'anna@example.org' }).returning('id')
  const [party] = await db('party')
    .insert({ kind: 'person', name: 'Anna', email: 'anna@example.org', account_id: account.id })
    .returning('id')
  const states = [...Array(6).fill('submitted'), ...Array(3).fill('closed'), 'draft']
  for (const [index, status] of states.entries()) {
    const ended = status === 'closed' ? { reason_code: 'other', reason: 'x' } : {}
    const sent =
      status === 'draft' ? {} : { number: `R-${index}`, content_hash: 'x', received_at: db.fn.now() }
    const [request] = await db('request')
      .insert({
        kind: 'expressionOfInterest',
        account_id: account.id,
        party_id: party.id,
        status,
        ...sent,
        ...ended,
      })
      .returning('id')
    await db('request_lot').insert({ request_id: request.id, space_id: spaceId })
  }
  const { total, groups } = (await page()).requests
  expect(total).toEqual({ value: 9, suppressed: false })
  expect(groups).toEqual([
    { group: 'ongoing', value: null, suppressed: true },
    { group: 'satisfied', value: 0, suppressed: false },
    { group: 'unsatisfied', value: null, suppressed: true },
  ])
})

test('requests of an open call are not counted, a standing one too, nor those withdrawn; coverage says the same', async () => {
  const spaceId = await addSpace('S1')
  const [lot] = await insertCall(db, 'B1', [spaceId])
  const { id: callId } = await db('call').where({ code: 'B1' }).first('id')
  const [account] = await db('account').insert({ name: 'Anna', email: 'anna@example.org' }).returning('id')
  const [party] = await db('party')
    .insert({ kind: 'person', name: 'Anna', email: 'anna@example.org', account_id: account.id })
    .returning('id')
  const told = async () => {
    const coverage = (await get('/api/districts/9/coverage')).json()
    const { value } = coverage.figures.find((one: { indicator: string }) => one.indicator === 'requests')
    return { page: (await page()).requests.total.value, coverage: value, computedAt: coverage.run.computedAt }
  }
  const before = await told()
  for (const [index, status] of [...Array(6).fill('submitted'), 'withdrawn'].entries()) {
    const one = { account_id: account.id, party_id: party.id, call_id: callId, kind: 'application', status }
    const sent = { number: `R-${index}`, content_hash: 'x', received_at: db.fn.now() }
    const [request] = await db('request')
      .insert({ ...one, ...sent })
      .returning('id')
    await db('request_lot').insert({ request_id: request.id, lot_id: lot })
  }
  expect(await told()).toEqual({ ...before, page: 0, coverage: 0 })
  await db('call').where({ id: callId }).update({ status: 'closed' })
  expect(await told()).toMatchObject({ page: 6, coverage: 6 })
})

test('days that end before they begin are refused', async () => {
  for (const path of ['', '/sheet', '/sheet.pdf', '/changes.csv'])
    expect((await get(`/api/districts/9${path}?from=2026-02-01&until=2026-01-01`)).statusCode, path).toBe(400)
})

test('page, sheet and paper say the same numbers, and the link of the sheet gives it again', async () => {
  await addSpace('S1', { vacant_since: '2024-01-01' })
  await moved(await addSpace('S2', { status: 'released' }), 'released', 3)
  const answer: Sheet = (await get('/api/districts/9/sheet')).json()
  const { changes, spaces } = await page()
  expect(answer.page.spaces).toEqual(spaces)
  expect(answer.page.changes).toEqual(changes)
  const coverage = (await get('/api/districts/9/coverage')).json()
  for (const { indicator, own, rank } of answer.figures) {
    const told = coverage.figures.find((one: { indicator: string }) => one.indicator === indicator.id)
    expect(own.value, indicator.id).toBe(told.value)
    expect(rank, indicator.id).toBe(told.rank)
  }
  const again: Sheet = (await get(answer.link.replace('https://spazi.example', '/api'))).json()
  expect(sheetText(again, 'it')).toEqual(sheetText(answer, 'it'))
  const paper = await get('/api/districts/9/sheet.pdf')
  expect(paper.headers['content-type']).toBe('application/pdf')
  expect(paper.rawPayload.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
  const csv = (await get('/api/districts/9/figures.csv')).body
  expect(csv).toContain(`9;Municipio 9;spaceCount;`)
})

test('labs of which nobody knows whether they are active are told apart from none', async () => {
  const read = async () => ((await get('/api/districts/9')).json() as DistrictPage).places
  const before = await read()
  await db('lab').insert({
    code: 'UNKNOWN',
    name: 'Laboratorio di cui non si sa',
    source: 'test',
    geom: db.raw("(SELECT ST_PointOnSurface(geom) FROM district WHERE code = '9')"),
  })
  const after = await read()
  expect(after.unknownLabs).toBe(before.unknownLabs + 1)
  expect(after.labs).toEqual(before.labs)
})

test('what is kept of a place is of one server and one revision', async () => {
  const feedOf = (revision: number) => ({ ...context.app.context.feed, revision })
  const feed = feedOf(1)
  const nameOf = async (of: typeof feed) => (await readPlace({ db, feed: of }, '9')).name
  const before = await nameOf(feed)
  await db('district').where({ code: '9' }).update({ name: 'Altro nome' })
  expect(await nameOf(feed)).toBe(before)
  expect(await nameOf(feedOf(1))).toBe('Altro nome')
})

test.each([
  '/api/districts/77',
  '/api/districts/77/spaces',
  '/api/districts/77.atom',
  '/api/districts/77/sheet.pdf',
  '/api/districts/77/figures.csv',
  '/api/districts/77/promises.csv',
])('%s is not there', async (url) => expect((await get(url)).statusCode).toBe(404))

describe('the digest of the month', () => {
  const letters = (kind: string) =>
    db('mail_outbox').where({ kind }).orderBy('created_at').select('recipient', 'subject', 'body_text')
  const tokenOf = (text: string, what: 'confirm' | 'stop') =>
    new RegExp(`/digests/${what}\\?token=([\\w-]+)`).exec(text)?.[1] ?? ''
  const ask = (email = 'anna@example.org') => post('/api/digests', { email, language: 'it', district: '9' })

  async function follow(): Promise<string> {
    expect((await ask()).statusCode).toBe(202)
    const { body_text: text } = (await letters('digestConfirmation')).at(-1) ?? {}
    expect((await post('/api/digests/confirm', { token: tokenOf(text, 'confirm') })).json()).toEqual({
      status: 'confirmed',
    })
    return tokenOf(text, 'stop')
  }
  const confirmedLastMonth = () =>
    db('district_digest').update({ confirmed_at: db.raw("now() - interval '2 months'") })

  test('is sent once to who confirmed, tells what changed in the month that is over, and stops', async () => {
    const stop = await follow()
    const { id } = await db('district').where({ code: '9' }).first('id')
    expect(id).toBeGreaterThan(0)
    const space = await addSpace('S1', { status: 'released' })
    await db('space_history').insert({
      space_id: space,
      status: 'released',
      happened_on: db.raw("(date_trunc('month', now()) - interval '10 days')::date"),
    })
    expect(await sendDigests(context.app.context)).toBe(0)
    await confirmedLastMonth()
    const sent = await Promise.all([sendDigests(context.app.context), sendDigests(context.app.context)])
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await sendDigests(context.app.context)).toBe(0)
    const [letter, ...others] = await letters('districtDigest')
    expect(others).toEqual([])
    expect(letter).toMatchObject({ recipient: 'anna@example.org' })
    expect(letter?.subject).toContain('Municipio 9: che cosa è cambiato a')
    expect(letter?.body_text).toContain('via Prova S1: rilasciato')
    expect(tokenOf(letter?.body_text ?? '', 'stop')).toBe(stop)
    for (let times = 0; times < 2; times += 1)
      expect((await post('/api/digests/stop', { token: stop })).json()).toEqual({ status: 'stopped' })
    expect(await db('district_digest').pluck('email')).toEqual([null])
  })

  test('goes to the office of the district too, in the application where it has no address', async () => {
    const [{ id }] = await db('account').insert({ name: 'Ufficio', demo: true }).returning('id')
    await db('account_role').insert({
      account_id: id,
      role: 'districtOffice',
      district_code: '9',
      valid_until: db.raw("now() + interval '1 year'"),
    })
    expect(await sendDigests(context.app.context)).toBe(1)
    expect(await sendDigests(context.app.context)).toBe(0)
    expect(await db('notification').where({ account_id: id }).pluck('kind')).toEqual(['district.digest'])
    expect(await letters('districtDigest')).toEqual([])
  })

  test('the answer does not tell whether an address is known, nobody is flooded, and nobody follows twice', async () => {
    const replies = []
    for (let times = 0; times < 7; times += 1) replies.push(await ask('victim@example.org'))
    expect(new Set(replies.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
    expect(await letters('digestConfirmation')).toHaveLength(5)
    await follow()
    await follow()
    expect(await db('district_digest').whereNotNull('confirmed_at').whereNull('stopped_at')).toHaveLength(1)
  })

  test('what comes at once is put in order: no flood, and two links confirm one', async () => {
    await Promise.all(Array.from({ length: 8 }, () => ask('victim@example.org')))
    const sent = await letters('digestConfirmation')
    expect(sent).toHaveLength(5)
    const answers = await Promise.all(
      sent.map(({ body_text: text }) => post('/api/digests/confirm', { token: tokenOf(text, 'confirm') })),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200])
    expect(await db('district_digest').whereNotNull('confirmed_at').whereNull('stopped_at')).toHaveLength(1)
  })

  test.each([
    ['/api/digests', { email: 'nobody', language: 'it', district: '9' }, 400],
    ['/api/digests', { email: 'a@example.org', language: 'it', district: '77' }, 404],
    ['/api/digests/confirm', { token: 'x'.repeat(32) }, 404],
    ['/api/digests/stop', { token: 'x'.repeat(32) }, 404],
  ])('refused: %s %j', async (url, payload, status) => {
    expect((await post(url, payload)).statusCode).toBe(status)
    expect(await letters('digestConfirmation')).toEqual([])
  })
})
