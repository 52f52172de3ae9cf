import { on, once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { setErrorHandling } from './errors.ts'
import { neverShed } from './shedding.ts'
import { takeTurns } from './turns.ts'

/** Works for so long without a pause. */
function workFor(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

/** A server each of whose answers takes longer than a turn. */
function slowServer(maxDelayMs: number) {
  const app = Fastify()
  setErrorHandling(app)
  takeTurns(app, { maxDelayMs })
  const begun: (() => void)[] = []
  const answer = async () => {
    for (const tell of begun) tell()
    workFor(6)
    return 'done'
  }
  app.get('/', answer)
  app.get('/always', { config: neverShed }, answer)
  return { app, onBegin: (tell: () => void) => begun.push(tell) }
}

test('requests that come together leave others their turn, and each is answered', async () => {
  const { app, onBegin } = slowServer(0)
  let turn = 0
  let isOver = false
  const count = () => {
    turn += 1
    if (!isOver) setImmediate(count)
  }
  const byTurn = new Map<number, number>()
  onBegin(() => byTurn.set(turn, (byTurn.get(turn) ?? 0) + 1))
  await app.ready()
  setImmediate(count)
  const answers = await Promise.all(Array.from({ length: 20 }, () => app.inject('/')))
  isOver = true
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(200))
  expect(Math.max(...byTurn.values())).toBeLessThanOrEqual(2)
  await app.close()
})

test('who has waited too long for a turn is turned away, but for what is always answered', async () => {
  const { app } = slowServer(20)
  const ask = (path: string) => Array.from({ length: 15 }, () => app.inject(path))
  const answers = await Promise.all([...ask('/'), ...ask('/always')])
  const [some, always] = [answers.slice(0, 15), answers.slice(15)]
  expect(some[0]?.statusCode).toBe(200)
  expect(some.at(-1)?.json()).toMatchObject({ type: '/problems/overloaded', status: 503 })
  expect(always.map(({ statusCode }) => statusCode)).toEqual(Array(15).fill(200))
  await app.close()
})

test('who hangs up while others have their turn is not answered', async () => {
  const { app, onBegin } = slowServer(0)
  let begun = 0
  onBegin(() => {
    begun += 1
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const sockets = Array.from({ length: 20 }, () => connect(port, '127.0.0.1'))
  const opened = on(app.server, 'connection')
  for (const _ of sockets) await opened.next()
  // Who stays comes last: whoever is before has had a turn by then, or none.
  const [leaving, staying] = [sockets.slice(0, 15), sockets.slice(15)]
  let taken = 0
  app.server.on('request', () => {
    taken += 1
    if (taken === sockets.length) for (const socket of leaving) socket.resetAndDestroy()
  })
  const answered = staying.map((socket) => once(socket, 'data'))
  for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')
  const answers = await Promise.all(answered)
  for (const [data] of answers) expect(String(data)).toMatch(/^HTTP\/1.1 200/)
  for (const socket of staying) socket.destroy()
  await app.close()
  expect(taken).toBe(sockets.length)
  expect(begun).toBeGreaterThanOrEqual(staying.length)
  expect(begun).toBeLessThan(sockets.length)
})
