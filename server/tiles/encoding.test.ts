import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { chooseEncoding, pack } from './encoding.ts'

test.each([
  [undefined, null],
  ['', null],
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.2, gzip;q=0.8', 'gzip'],
  ['gzip;q=0', null],
  ['identity', null],
  ['identity, gzip;q=0.5', null],
  ['deflate', null],
  ['*', 'br'],
  [';;q=,=,gzip;q=x', null],
])('who accepts "%s" gets %s', (accepted, encoding) => {
  expect(chooseEncoding(accepted, 5000)).toBe(encoding)
})

test('a small tile is sent as it is', () => {
  expect(chooseEncoding('gzip', 1000)).toBeNull()
})

test('what is compressed is the same again', async () => {
  const bytes = Buffer.from('vector tile '.repeat(1000))
  const gzip = await pack(bytes, 'gzip')
  const br = await pack(bytes, 'br')
  expect(gunzipSync(gzip)).toEqual(bytes)
  expect(brotliDecompressSync(br)).toEqual(bytes)
  expect(gzip.byteLength).toBeLessThan(bytes.byteLength / 10)
  expect(br.byteLength).toBeLessThan(bytes.byteLength / 10)
})
