import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConnection, openConnections } from './connections.ts'
import { contest } from './parcels/pairs.ts'
import { askAll, quantile, race } from './racing.ts'
import { asTable } from './report.ts'
import { subjects } from './subjects.ts'

const large = 'x'.repeat(300_000)
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    if (request.url === '/empty') return response.writeHead(204).end()
    const body = request.url === '/large' ? large : `${request.method} ${request.url}`
    response.writeHead(request.url === '/wrong' ? 500 : 200, { 'content-length': body.length }).end(body)
  })
})
let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test('a connection asks one thing after the other, and reads answers whole', async () => {
  const connection = await openConnection(port)
  expect((await connection.ask('/large')).body.toString()).toBe(large)
  expect(await connection.ask('/empty')).toEqual({ status: 204, body: Buffer.alloc(0) })
  expect((await connection.ask('/one', 'PATCH', { è: 1 })).body.toString()).toBe('PATCH /one')
  connection.close()
  await expect(connection.ask('/one')).rejects.toThrow('closed')
})

test('all paths are asked for, and an answer that is no success ends the run', async () => {
  const connections = await openConnections(port, 3)
  const run = await askAll(connections, () => ['/a', '/large', '/empty', '/bc'], 0.01)
  expect(run.latenciesMs.length % 4).toBe(0)
  expect(run.bytes.slice(0, 4).toSorted((a, b) => a - b)).toEqual([0, 6, 7, 300_000])
  await expect(askAll(connections, () => ['/wrong'])).rejects.toThrow('/wrong: 500')
  for (const connection of connections) connection.close()
})

test('who begins changes from round to round', async () => {
  const begun: string[] = []
  const contender = (name: string) => ({
    name,
    run: async () => {
      begun.push(name)
      return { seconds: 1, latenciesMs: [1, 2, 3], bytes: [1000] }
    },
  })
  const [raced] = await race([contender('a'), contender('b'), contender('c')], () => {})
  expect(begun.join('')).toBe('abcbcacababcbcacab')
  expect(raced).toEqual({ perS: 3, medianMs: 2, p99Ms: 3, maxKb: 1 })
  expect(quantile([5, 1, 3], 0)).toBe(1)
})

test('a contest tells answers in a second, their ratio, and whether it is what it is to be', async () => {
  const child = { port, tell: async () => null as never, stop: async () => {} }
  const program = { name: 'program', server: child, paths: () => ['/a'] }
  const slow = { name: 'slow', server: child, paths: () => ['/large', '/large'] }
  const line = await contest(
    { name: 'it', sides: [program, slow], concurrency: 2, atLeast: [1000], leastSeconds: 0.01 },
    () => {},
  )
  expect(line.name).toBe('it, c=2')
  expect(line.figures.slowRatio).toBeCloseTo((line.figures.perS ?? 0) / (line.figures.slowPerS ?? 1))
  const table = asTable({ subject: 'tiles', size: '10k', data: {}, lines: [line] })
  expect(table).toMatch(/it, c=2 .*slowRatio at least 1000: MISSED/)
})

test('each subject says its sizes, the smallest first', () => {
  const sizes = Object.entries(subjects).map(([name, subject]) => [name, subject?.sizes.join()])
  expect(Object.fromEntries(sizes)).toEqual({
    observations: 'small,full',
    coverage: 'small,full',
    ...Object.fromEntries(
      ['tiles', 'search', 'facets', 'build', 'feed', 'load'].map((name) => [name, '10k,100k,1m']),
    ),
  })
})
