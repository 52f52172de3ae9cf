import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { outcomes } from '../points/words.ts'
import { testApp } from '../testing/app.ts'
import { insertPlan, type PlanMade } from '../testing/points.ts'
import {
  insertPublicText,
  insertRegisterPoint,
  insertSigners,
  insertVote,
  publishRegister,
} from '../testing/register.ts'
import { box, insertCity, point } from '../testing/spaces.ts'
import type { Register, RegisterEntry, RegisterMap, RegisterPoint, RegisterStatistics } from './schema.ts'

const fixture = testApp()
const base = '/api/plans/PGT/register'
let plan: PlanMade
const ids: number[] = []

const places = [
  { geom: point(9.15, 45.45), place: 'exact' },
  { geom: point(9.25, 45.55), place: 'neighbourhood' },
  { geom: box(9.1, 45.4, 9.11, 45.41), place: 'exact' },
  { geom: point(9.25, 45.45), place: 'hidden' },
  { geom: null, place: 'exact' },
]

/** Sixty points of every kind; those of `at % 10 === 9` were decided as one group. */
beforeAll(async () => {
  const { db } = fixture
  await insertCity(db)
  plan = await insertPlan(db, 'PGT', { title: 'Piano di prova', title_en: 'Trial plan' })
  const { maker } = await insertSigners(db)
  const [group] = await db('point_group')
    .insert({ plan_id: plan.id, title: 'Segreto di gruppo', made_by: maker })
    .returning('id')
  for (let at = 0; at < 60; at += 1) {
    const { geom, place } = places[at % 5] ?? { geom: null, place: 'hidden' }
    const inArticle = at % 3 === 0
    const id = await insertRegisterPoint(db, plan, {
      text: `Io, Anna Verdi, voglio il punto ${at}.`,
      point: {
        geom,
        synthesis: 'Sintesi riservata',
        target: inArticle ? 'article' : geom ? 'place' : 'plan',
        document_id: inArticle ? plan.documents.pds : null,
        article_id: inArticle ? plan.articles.pds11 : null,
        paragraph: inArticle ? '3' : null,
        group_id: at % 10 === 9 ? group.id : null,
      },
      submission: {
        kind: at % 12 === 0 ? 'opinion' : 'observation',
        opinion_outcome: at % 12 === 0 ? 'favourable' : null,
        submitter_kind: at % 12 === 0 ? 'district' : at % 12 === 1 ? 'publicBody' : 'citizen',
        submitter: JSON.stringify({
          name: at % 12 === 0 ? 'Municipio 9' : 'Anna Verdi',
          ...(at % 12 === 1 && { onBehalfOf: 'Un ente' }),
        }),
        protocol_number: `PG-${at}`,
        protocol_at: '2026-09-01T08:00:00Z',
        registry: 'PG',
        protocol_year: 2026,
        private_reasons: 'Ragione privata',
      },
      copy: {
        place,
        text: `[omissis] vuole ${at % 2 ? 'più attività per laboratori' : 'meno parcheggi'}, 100% d’intesa.`,
        synthesis: `Richiesta ${at}`,
      },
      vote: {
        outcome: outcomes[at % 4] ?? 'accepted',
        ...(at % 4 > 0 && { reason: 'La scrive Anna Verdi.', reply: 'La chiede [omissis]: non è coerente.' }),
      },
    })
    ids.push(id)
    if (at % 2) await db('point_theme').insert({ point_id: id, theme_id: plan.themes.parks })
    if (at % 7 === 0) await db('point_theme').insert({ point_id: id, theme_id: plan.themes.manufacturing })
  }
  await insertVote(
    db,
    { group_id: group.id },
    { outcome: 'rejected', reason: 'Insieme.', reply: 'Risposta comune.' },
  )
  await publishRegister(db, plan.id)
})

const get = async <Answer>(path: string): Promise<Answer> => {
  const answer = await fixture.app.inject(path)
  expect(answer.statusCode, `${path} ${answer.body.slice(0, 300)}`).toBe(200)
  return answer.json()
}
const list = (query = '') => get<Register>(`${base}?limit=200${query}`)
const numberOf = ({ synthesis }: Pick<RegisterEntry, 'synthesis'>) =>
  Number(synthesis?.replace('Richiesta ', ''))
const kept = async (query: string) => (await list(query)).items.map(numberOf).sort((a, b) => a - b)
const where = (keeps: (at: number) => boolean) => ids.map((_, at) => at).filter(keeps)

describe('before it is published', () => {
  test('there is no register, whatever is asked', async () => {
    const own = await insertPlan(fixture.db, 'CHIUSO', { public_from: '2026-01-01' })
    await insertRegisterPoint(fixture.db, own)
    for (const tail of ['', '/map', '/statistics', '.csv', '.geojson', '/T-CHIUSO-000001-1'])
      expect((await fixture.app.inject(`/api/plans/CHIUSO/register${tail}`)).statusCode, tail).toBe(404)
    expect((await fixture.app.inject('/api/plans/NIENTE/register')).statusCode).toBe(404)
  })
})

describe('the list', () => {
  const inGroup = (at: number) => at % 10 === 9
  test.each([
    ['&q=ATTIVITA', (at: number) => at % 2 === 1],
    ['&q=attività laboratori', (at: number) => at % 2 === 1],
    ['&q=100%25 dintesa', () => true],
    ['&q=parcheggi coerente', (at: number) => at % 2 === 0 && at % 4 > 0],
    ['&q=risposta comune', inGroup],
    ['&q=Verdi', () => false],
    ['&q=riservata', () => false],
    ['&q=PG-1', () => false],
    ['&theme=services', (at: number) => at % 2 === 1],
    ['&theme=parks,manufacturing', (at: number) => at % 2 === 1 || at % 7 === 0],
    ['&theme=none', (at: number) => at % 2 === 0 && at % 7 !== 0],
    ['&outcome=accepted', (at: number) => at % 4 === 0 && !inGroup(at)],
    ['&outcome=rejected', (at: number) => at % 4 === 2 || inGroup(at)],
    ['&outcome=none', () => false],
    ['&district=1', (at: number) => at % 5 === 0 || at % 5 === 2],
    ['&district=9', (at: number) => at % 5 === 1],
    ['&district=none', (at: number) => at % 5 > 2],
    ['&neighbourhood=4', (at: number) => at % 5 === 1],
    ['&kind=opinion', (at: number) => at % 12 === 0],
    ['&group=any', inGroup],
    ['&group=none', (at: number) => !inGroup(at)],
    ['&bbox=9.14,45.44,9.16,45.46', (at: number) => at % 5 === 0],
    ['&bbox=9.2,45.4,9.3,45.6', (at: number) => at % 5 === 1],
  ])('%s keeps the points it names', async (query, keeps) => {
    expect(await kept(query)).toEqual(where(keeps))
  })

  test('document and article go by the ids of the plan', async () => {
    expect(await kept(`&document=${plan.documents.pds}`)).toEqual(where((at) => at % 3 === 0))
    expect(await kept(`&article=${plan.articles.pds11},none`)).toEqual(where(() => true))
  })

  test('a number is found as it is written and as it stands in an address', async () => {
    const [first] = (await list()).items
    const found = await list(`&q=${encodeURIComponent(first?.reference ?? '')}`)
    expect(found.items.map(({ reference }) => reference)).toEqual([first?.reference])
    const again = await list(`&q=${first?.reference.replace('/', '-').toLowerCase()}`)
    expect(again.total).toBe(1)
  })

  test('every order holds every point once, and pages follow each other', async () => {
    for (const sort of ['number', 'provision', 'district', 'outcome'])
      expect(new Set(await kept(`&sort=${sort}&descending=true`)).size).toBe(60)
    const up = (await list()).items.map(numberOf)
    expect((await list('&descending=true')).items.map(numberOf)).toEqual([...up].reverse())
    const page = await get<Register>(`${base}?limit=7&offset=14`)
    expect(page.items.map(numberOf)).toEqual(up.slice(14, 21))
  })

  test.each([
    '&colour=red',
    '&q=%20',
    '&q=a b c d e f g h i',
    '&bbox=9,45,8,44',
    '&theme=a%25b',
    '&sort=due',
  ])('%s is refused', async (query) => {
    expect((await fixture.app.inject(`${base}?limit=10${query}`)).statusCode).toBe(400)
  })

  test('counters hold every filter but their own: choosing a value finds as many as it said', async () => {
    const { facets } = await list('&outcome=rejected&district=1')
    expect(facets.outcome.map(({ value }) => value)).toEqual([
      'accepted',
      'partlyAccepted',
      'rejected',
      'notPertinent',
    ])
    for (const { value, count } of facets.outcome)
      expect((await list(`&district=1&outcome=${value}`)).total, value).toBe(count)
    for (const { value, count } of facets.district)
      expect((await list(`&outcome=rejected&district=${value}`)).total, value).toBe(count)
    for (const name of ['theme', 'neighbourhood', 'document', 'article', 'kind'] as const)
      for (const { value, count } of facets[name])
        expect((await list(`&outcome=rejected&district=1&${name}=${value}`)).total, value).toBe(count)
    expect((await list()).facets.theme).toMatchObject([
      { value: 'services', label: 'Servizi', labelEn: 'Services' },
      { value: 'parks', label: 'Servizi › Verde', labelEn: 'Services › Parks' },
      { value: 'manufacturing' },
      { value: 'none', label: null },
    ])
  })

  test('regression 1 and 20: whatever the filter, list, counters, map, statistics and files are one set', async () => {
    const filter = fc.record(
      {
        q: fc.constantFrom('attivita', 'parcheggi', 'nulla'),
        outcome: fc.constantFrom('accepted', 'rejected', 'accepted,rejected'),
        district: fc.constantFrom('1', '9', 'none', '1,none'),
        theme: fc.constantFrom('services', 'manufacturing', 'none'),
        kind: fc.constantFrom('opinion', 'observation'),
        group: fc.constantFrom('any', 'none'),
        bbox: fc.constantFrom('9.1,45.4,9.2,45.6', '9.2,45.4,9.3,45.6'),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(filter, async (given) => {
        const query = String(new URLSearchParams(given))
        const { total, withoutPlace, facets, items } = await list(`&${query}`)
        expect(items).toHaveLength(total)
        const map = await get<RegisterMap>(`${base}/map?${query}`)
        const inAreas = map.areas.reduce((sum, { count }) => sum + count, 0)
        expect([map.total, map.withoutPlace]).toEqual([total, withoutPlace])
        expect(map.points.length + inAreas + withoutPlace).toBe(total)
        const statistics = await get<RegisterStatistics>(`${base}/statistics?${query}`)
        expect(statistics.total).toBe(total)
        for (const { by, rows } of statistics.series.filter(({ by }) => by !== 'theme'))
          expect(
            rows.reduce((sum, { count }) => sum + count, 0),
            by,
          ).toBe(total)
        if (!given.outcome)
          expect(statistics.outcomes.map(({ count }) => count)).toEqual(
            facets.outcome.map(({ count }) => count),
          )
        const { features } = await get<{ features: { id: string }[] }>(`${base}.geojson?${query}`)
        expect(features.map(({ id }) => id)).toEqual(items.map(({ reference }) => reference))
        const csv = (await fixture.app.inject(`${base}.csv?${query}`)).body.trimEnd().split('\r\n')
        expect(csv).toHaveLength(total + 1)
      }),
      { numRuns: 25, seed: 20261129 },
    )
  })

  test('an unchanged answer is not sent again', async () => {
    const { headers } = await fixture.app.inject(base)
    expect(headers.etag).toBeTruthy()
    expect(headers['cache-control']).toBe('no-cache')
    const again = await fixture.app.inject({ url: base, headers: { 'if-none-match': String(headers.etag) } })
    expect(again.statusCode).toBe(304)
  })
})

const referenceOf = async (id: number) => {
  const row = await fixture
    .db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .where({ 'p.id': id })
    .first('s.number', 'p.position')
  return `${row.number}-${row.position}`
}
const read = async (id: number, own = base) => get<RegisterPoint>(`${own}/${await referenceOf(id)}`)

describe('a point', () => {
  test('has its public words, outcome, act and reply at a permanent address', async () => {
    expect(await read(ids[3] ?? 0)).toMatchObject({
      kind: 'observation',
      submitter: null,
      themes: [{ code: 'parks', title: 'Verde', titleEn: 'Parks' }],
      provision: 'PdS art. 11 c. 3',
      article: { id: plan.articles.pds11, number: '11', title: 'Servizi privati' },
      synthesis: 'Richiesta 3',
      text: '[omissis] vuole più attività per laboratori, 100% d’intesa.',
      outcome: 'notPertinent',
      reply: 'La chiede [omissis]: non è coerente.',
      replyRevised: false,
      decidedOn: '2026-10-14',
      act: '34/2026',
      group: [],
      siblings: [],
      plan: { code: 'PGT', title: 'Piano di prova', titleEn: 'Trial plan', approvedAct: '34/2026' },
    })
    expect((await read(ids[0] ?? 0)).reply).toBeNull()
  })

  test('one of a group bears the reply of the group and names the others', async () => {
    const one = await read(ids[9] ?? 0)
    expect(one).toMatchObject({ outcome: 'rejected', reply: 'Risposta comune.', groupSize: 6 })
    expect(one.group.map(numberOf)).toEqual([19, 29, 39, 49, 59])
  })

  test('its place is as near as its copy allows', async () => {
    expect(await read(ids[0] ?? 0)).toMatchObject({
      place: 'exact',
      geometry: { type: 'Point', coordinates: [9.15, 45.45] },
      district: '1',
      neighbourhood: { code: '1', name: 'DUOMO' },
    })
    expect(await read(ids[1] ?? 0)).toMatchObject({
      place: 'neighbourhood',
      geometry: null,
      district: '9',
      neighbourhood: { code: '4' },
    })
    expect(await read(ids[3] ?? 0)).toMatchObject({
      place: 'hidden',
      geometry: null,
      district: null,
      neighbourhood: null,
    })
  })

  test('public bodies and Municipi are named, who writes for one is not', async () => {
    expect((await read(ids[0] ?? 0)).submitter).toBe('Municipio 9')
    expect((await read(ids[1] ?? 0)).submitter).toBeNull()
  })

  test.each(['nothing', 'T-PGT-999999-1', 'T-PGT-999999-99999999999', '%00-1'])(
    'there is no %s',
    async (address) => {
      const { statusCode } = await fixture.app.inject(`${base}/${address}`)
      expect([400, 404]).toContain(statusCode)
    },
  )
})

describe('regression 17: nothing but the signed copies', () => {
  test('no name, number of the protocol, private reason or unredacted word is in any answer', async () => {
    const secrets = /Verdi|Anna|PG-\d|privata|riservata|Segreto|La scrive|voglio|Un ente/
    for (const path of [
      '?limit=200',
      '/map',
      '/statistics',
      '.csv',
      '.geojson',
      `/${await referenceOf(ids[3] ?? 0)}`,
    ])
      expect((await fixture.app.inject(base + path)).body, path).not.toMatch(secrets)
  })

  test('a copy that is revised, replaced, or of other words takes words and place away and leaves the rest', async () => {
    const { db } = fixture
    const own = await insertPlan(db, 'RIVISTO')
    const given = { point: { geom: point(9.15, 45.45) }, copy: { place: 'exact', text: 'Trapelato.' } }
    const [revised = 0, stale = 0, gone = 0] = [
      await insertRegisterPoint(db, own, {
        ...given,
        vote: { outcome: 'rejected', reason: 'Perché.', reply: 'Perché.' },
      }),
      await insertRegisterPoint(db, own, { ...given, text: 'Io, Anna Verdi, chiedo.' }),
      await insertRegisterPoint(db, own, given),
    ]
    await publishRegister(db, own.id)
    const path = '/api/plans/RIVISTO/register'
    await db('public_text').where({ point_id: revised }).update({ replaced_at: db.fn.now() })
    await insertPublicText(db, revised, { revision: 2, text: 'Bozza.', signed_by: null, signed_at: null })
    await db('point').where({ id: stale }).update({ text: 'Io, Anna', span_end: 8 })
    await db('public_reply')
      .whereNull('replaced_at')
      .where({ text: 'Perché.' })
      .update({ replaced_at: db.fn.now() })
    await db('submission')
      .where('id', db('point').where({ id: gone }).select('submission_id'))
      .update({ status: 'withdrawn', withdrawn_at: db.fn.now() })
    expect((await get<Register>(path)).total).toBe(2)
    expect(await read(revised, path)).toMatchObject({
      outcome: 'rejected',
      synthesis: null,
      text: null,
      reply: null,
      replyRevised: true,
      place: 'hidden',
      geometry: null,
      district: null,
    })
    expect(await read(stale, path)).toMatchObject({ outcome: 'accepted', text: null, place: 'hidden' })
    for (const q of ['Trapelato', 'Bozza', 'Perché', 'Perche'])
      expect((await get<Register>(`${path}?q=${encodeURIComponent(q)}`)).total, q).toBe(0)
    expect((await get<Register>(`${path}?bbox=9,45,10,46`)).total).toBe(0)
    const file = (await fixture.app.inject(`${path}.csv`)).body
    expect(file).not.toMatch(/Trapelato|Bozza|Perché/)
    expect(file).toContain(';true;rejected;')
  })
})

describe('files', () => {
  test('CSV: RFC 4180 with semicolons and a byte order mark, marked as a demonstration', async () => {
    const { body, headers } = await fixture.app.inject(`${base}.csv?kind=opinion`)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['content-disposition']).toMatch(/filename="registro-PGT-[\d-]+-DIMOSTRAZIONE\.csv"/)
    const [head = '', first = ''] = body.split('\r\n')
    expect(head).toMatch(/^\uFEFFreference;address;kind;.*;publishedOn;demo$/)
    expect(first).toContain(`/plans/PGT/register/${await referenceOf(ids[0] ?? 0)};opinion;`)
    expect(first).toContain(';Municipio 9;Manifattura;article;PdS art. 11 c. 3;exact;1;DUOMO;Richiesta 0;')
  })

  test('GeoJSON: geometry where the place is public to the metre, outer rings counterclockwise', async () => {
    const { headers } = await fixture.app.inject(`${base}.geojson`)
    expect(headers['content-type']).toBe('application/geo+json')
    const { features } = await get<{ features: { geometry: { coordinates: unknown[][] } | null }[] }>(
      `${base}.geojson`,
    )
    const shapes = features.map(({ geometry }) => geometry)
    expect(shapes.filter((shape) => shape === null)).toHaveLength(36)
    expect(shapes[2]?.coordinates[0]?.[0]).toEqual([
      [9.1, 45.4],
      [9.11, 45.4],
      [9.11, 45.41],
      [9.1, 45.41],
      [9.1, 45.4],
    ])
  })
})

test('statistics: by theme with those above, by Municipio and article, each by outcome', async () => {
  const { total, outcomes, series } = await get<RegisterStatistics>(`${base}/statistics`)
  expect(total).toBe(60)
  expect(outcomes).toEqual([
    { outcome: 'accepted', count: 15 },
    { outcome: 'partlyAccepted', count: 12 },
    { outcome: 'rejected', count: 21 },
    { outcome: 'notPertinent', count: 12 },
  ])
  const rows = Object.fromEntries(series.map((one) => [one.by, one.rows]))
  expect(rows.theme?.map(({ value, count }) => [value, count])).toEqual([
    ['services', 30],
    ['parks', 30],
    ['manufacturing', 9],
    ['none', 25],
  ])
  expect(rows.district?.map(({ value, count }) => [value, count])).toEqual([
    ['1', 24],
    ['9', 12],
    ['none', 24],
  ])
  expect(rows.article?.[0]).toMatchObject({ label: 'PdS art. 11 – Servizi privati', count: 20 })
})
