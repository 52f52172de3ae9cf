import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { tileOf, toWorld } from '../testing/mercator.ts'
import { anyFilters, queryOf } from '../testing/spaceFilters.ts'
import { ground, insertCity, randomSpaces, spaceRecord } from '../testing/spaces.ts'

const context = testApp()
/** Two places in NIL 2, on either side of the border of the Municipi, one near the stop and one far. */
const here: [number, number] = [9.1951, 45.4952]
const there: [number, number] = [9.2904, 45.4103]

const secret = (place: [number, number], street: string) => ({
  geom: ground(...place),
  name: street,
  address: `${street} 7`,
  postcode: street.length > 8 ? '20121' : '20162',
  description: `in ${street}`,
  photos: JSON.stringify([{ url: `/${street}.jpg`, alt: street, author: 'x', licence: 'x' }]),
})

beforeAll(async () => {
  const { db } = context
  await insertCity(db)
  await db('site').insert({ code: 'SITE-1', name: 'Complesso', geom: ground(...here), source: 'test' })
  await db('space').insert(randomSpaces(20, 11))
  await db('space').insert([
    spaceRecord('SECRET-1', {
      ...secret(here, 'via Qui'),
      site_id: 1,
      public_position: 'neighbourhood',
      area_m2: 77,
    }),
    spaceRecord('SECRET-2', {
      ...secret(here, 'via Qui'),
      site_id: 1,
      public_position: 'hidden',
      area_m2: 78,
    }),
  ])
})

const around = ([lon, lat]: [number, number]) => [
  `&near=${lon},${lat},120`,
  `&near=${lon},${lat},100000&sort=near`,
  `&bbox=${lon - 0.001},${lat - 0.001},${lon + 0.001},${lat + 0.001}`,
  `&within=${encodeURIComponent(`${lon - 0.01} ${lat - 0.01},${lon + 0.01} ${lat - 0.01},${lon} ${lat + 0.01}`)}`,
]
const fixed = [
  '',
  ...around(here),
  ...around(there),
  ...['q=via%20Qui', 'q=via%20Laggi%C3%B9', 'q=20121', 'q=Complesso', 'zoning=SERV', 'zoning=none'].map(
    (text) => `&${text}`,
  ),
  ...['district=1', 'district=9', 'labWithin=500&unknown=include', 'transitWithin=900', 'zone=none'].map(
    (text) => `&${text}`,
  ),
  '&activity=manifattura_leggera&advice=needsAgreement',
]
const random = fc.sample(anyFilters, { numRuns: 100, seed: 20261123 }).map(queryOf)

const tiles = [here, there, [9.25, 45.45] as [number, number]].flatMap((place) =>
  [0, 12, 14, 18].map((z) => `${z}/${tileOf(toWorld(place), z).join('/')}`),
)
const filtered = [...fixed, ...random].flatMap((query) => [
  `/api/spaces?limit=200${query}`,
  `/api/exports/spaces.geojson?${query.replace('&sort=near', '').slice(1)}`,
])
const urls = new Set([
  ...filtered,
  ...tiles.flatMap((tile) => [`/api/tiles/spaces/${tile}.mvt`, `/api/tiles/sites/${tile}.mvt`]),
  ...[
    '/api/spaces/SECRET-1',
    '/api/spaces/SECRET-2',
    '/api/exports/spaces.csv',
    '/api/exports/sites.geojson',
  ],
  ...['/api/districts', '/api/neighbourhoods', '/api/zones', '/api/labs', '/api/tiles/spaces.json'],
])

/** Every public answer, byte for byte; the revision tells only that something was written. */
async function answers(): Promise<Map<string, string>> {
  await context.app.context.feed.refresh()
  const replies = new Map<string, string>()
  for (const url of urls) {
    const { statusCode, rawPayload } = await context.app.inject({ url })
    expect([200, 204], `${url}: ${rawPayload}`).toContain(statusCode)
    replies.set(url, rawPayload.toString('latin1').replace(/"revision":\d+/, ''))
  }
  return replies
}

test('no public answer tells where a place is that is public at NIL level, or hidden', async () => {
  const before = await answers()
  expect(before.get('/api/spaces/SECRET-1')).toContain("CITTA' STUDI")
  await context.db('space').where('code', 'like', 'SECRET%').update(secret(there, 'via Laggiù'))
  const after = await answers()
  expect(after.size).toBe(urls.size)
  for (const [url, reply] of before) expect(after.get(url), url).toBe(reply)
}, 120_000)

test('the comparison would notice: a place that is exact changes the answers', async () => {
  await context.db('space').where({ code: 'SECRET-1' }).update({ public_position: 'exact' })
  const before = await answers()
  await context
    .db('space')
    .where({ code: 'SECRET-1' })
    .update({ geom: ground(...here) })
  const after = await answers()
  const different = [...before].filter(([url, reply]) => after.get(url) !== reply)
  expect(different.length).toBeGreaterThan(50)
}, 120_000)
