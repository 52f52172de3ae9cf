import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { ground, insertCity, point, spaceRecord } from '../testing/spaces.ts'

const context = testApp()

beforeAll(async () => {
  await insertCity(context.db)
  await context.db('space').insert([
    spaceRecord('MI-0001', {
      name: '=HYPERLINK("http://example.org";"via Prova")',
      address: 'via "Prova" 1; interno 2',
      geom: ground(9.26, 45.53),
      area_m2: 120.5,
      works: '+rifare\nimpianto',
    }),
    spaceRecord('MI-0002', {
      geom: point(9.2222222222, 45.4321432143),
      public_position: 'neighbourhood',
      name: 'via Segreta 7',
      status: 'inUse',
    }),
    spaceRecord('MI-0003', { name: 'senza luogo', suggested_purposes: ['atelier', 'riparazione'] }),
  ])
  await context.app.context.feed.refresh()
})

const read = async (url: string) => {
  const response = await context.app.inject({ url })
  expect(response.statusCode, response.body).toBe(200)
  return response
}

test('GeoJSON: all rows, filtered, six decimals, outer rings counterclockwise, marked as a demonstration', async () => {
  const response = await read('/api/exports/spaces.geojson')
  expect(response.headers['content-type']).toBe('application/geo+json')
  expect(response.headers['content-disposition']).toMatch(
    /filename="spazi-spaces-[\d-]+-DIMOSTRAZIONE\.geojson"/,
  )
  const { type, features, demo } = response.json()
  expect({ type, demo }).toEqual({ type: 'FeatureCollection', demo: 'DIMOSTRAZIONE' })
  expect(features.map(({ id }: { id: string }) => id)).toEqual(['MI-0001', 'MI-0002', 'MI-0003'])
  expect(features[0].geometry.coordinates[0][0]).toEqual([
    [9.26, 45.53],
    [9.2602, 45.53],
    [9.2602, 45.5302],
    [9.26, 45.5302],
    [9.26, 45.53],
  ])
  expect(features[1]).toMatchObject({
    geometry: { type: 'Point', coordinates: [9.25, 45.45] },
    properties: { name: "CITTA' STUDI", address: null, demo: 'DIMOSTRAZIONE' },
  })
  expect(features[2].geometry).toBeNull()
  expect(features[2].properties.suggestedPurposes).toBe('atelier,riparazione')
  expect(response.body).not.toContain('Segreta')
  const filtered = await read('/api/exports/spaces.geojson?status=inUse,surveyed')
  expect(filtered.json().features).toHaveLength(1)
})

test('CSV: semicolons, byte order mark, quotes, and no text that a spreadsheet would run', async () => {
  const { body, headers } = await read('/api/exports/spaces.csv?status=available')
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(body.startsWith('\uFEFFcode;name;address;')).toBe(true)
  const [head = '', first = ''] = body.split('\r\n')
  expect(head.split(';').at(-1)).toBe('demo')
  expect(first).toContain(
    `MI-0001;"'=HYPERLINK(""http://example.org"";""via Prova"")";"via ""Prova"" 1; interno 2"`,
  )
  expect(first).toContain(`"'+rifare\nimpianto"`)
  expect(first).toContain(';120.5;')
  expect(first.endsWith(';DIMOSTRAZIONE')).toBe(true)
})

test.each(['labs', 'districts', 'neighbourhoods', 'zones', 'zoning', 'stops', 'sites'])(
  '%s can be exported',
  async (id) => {
    const { features } = (await read(`/api/exports/${id}.geojson`)).json()
    expect(features).toHaveLength(context.app.context.collections.get(id)?.index.size ?? -1)
    const { body } = await read(`/api/exports/${id}.csv`)
    expect(body.trimEnd().split('\r\n')).toHaveLength(features.length + 1)
  },
)

test.each(['/api/exports/nothing.csv', '/api/exports/spaces.pdf'])('there is no %s', async (url) => {
  expect((await context.app.inject({ url })).statusCode).toBe(404)
})

test('a bad filter is refused here as in the list', async () => {
  const response = await context.app.inject({ url: '/api/exports/spaces.csv?district=10' })
  expect(response.statusCode).toBe(400)
  expect(response.headers['content-type']).toContain('application/problem+json')
})
