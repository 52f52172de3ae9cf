import { expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { positionsIn, readPlaceFile } from './placeFile.ts'

const fileOf = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name)
const square = [
  [9.1, 45.4, 120],
  [9.2, 45.4, 120],
  [9.2, 45.5, 120],
  [9.1, 45.4, 120],
]

test('of a GeoJSON file the largest shapes make one place, without heights', async () => {
  const collection = {
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [9.1, 45.4] } },
      { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [square] } },
      { type: 'Feature', properties: {}, geometry: null },
      {
        type: 'Feature',
        properties: {},
        geometry: {
          type: 'GeometryCollection',
          geometries: [{ type: 'MultiPolygon', coordinates: [[square]] }],
        },
      },
    ],
  }
  const place = await readPlaceFile(fileOf('area.geojson', JSON.stringify(collection)))
  expect(place.type).toBe('MultiPolygon')
  expect(place.coordinates).toHaveLength(2)
  expect(positionsIn(place)[0]).toEqual([9.1, 45.4])
  const point = await readPlaceFile(
    fileOf('punto.json', JSON.stringify({ type: 'Point', coordinates: [9.1, 45.4, 3] })),
  )
  expect(point).toEqual({ type: 'Point', coordinates: [9.1, 45.4] })
})

/** A shapefile of one point (ESRI Shapefile Technical Description, 1998). */
function pointShapefile(lon: number, lat: number): Buffer {
  const bytes = Buffer.alloc(128)
  bytes.writeInt32BE(9994, 0)
  bytes.writeInt32BE(64, 24)
  bytes.writeInt32LE(1000, 28)
  bytes.writeInt32LE(1, 32)
  for (const at of [36, 52]) {
    bytes.writeDoubleLE(lon, at)
    bytes.writeDoubleLE(lat, at + 8)
  }
  bytes.writeInt32BE(1, 100)
  bytes.writeInt32BE(10, 104)
  bytes.writeInt32LE(1, 108)
  bytes.writeDoubleLE(lon, 112)
  bytes.writeDoubleLE(lat, 120)
  return bytes
}

async function zipped(name: string, content: Buffer): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile()
  zip.addBuffer(content, name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  return new Uint8Array(Buffer.concat(chunks))
}

test('a zipped shapefile is read too', async () => {
  const zip = await zipped('luogo.shp', pointShapefile(9.19, 45.46))
  expect(await readPlaceFile(fileOf('luogo.zip', zip))).toEqual({ type: 'Point', coordinates: [9.19, 45.46] })
})

test('a file without a place, or that is none, is refused', async () => {
  for (const content of ['{"type":"FeatureCollection","features":[]}', 'niente'])
    await expect(readPlaceFile(fileOf('vuoto.geojson', content))).rejects.toThrow()
  await expect(readPlaceFile(fileOf('rotto.zip', 'PK'))).rejects.toThrow()
})
