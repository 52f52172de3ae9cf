import { setTimeout as sleep } from 'node:timers/promises'
import { integerBetween, randomFrom } from '../../generate/random.ts'
import { type Connection, openConnections } from '../connections.ts'
import { quantile } from '../racing.ts'
import type { Line } from '../report.ts'
import { createQuestioner, type Questioner, type Written } from './questions.ts'
import { overParcels } from './servers.ts'

const seconds = 30
const connectionCount = 64
const writeEveryMs = 1000
/** No parcel is so large of itself. */
const firstAreaM2 = 100_000

interface Tally {
  latenciesMs: number[]
  writesMs: number[]
  errors: number
  checked: number
  stale: number
}

/** Asks as soon as the last answer has come, until the time is over. */
async function read(connection: Connection, { next }: Questioner, tally: Tally, end: number): Promise<void> {
  while (performance.now() < end) {
    const { path, isStale } = next()
    const asked = performance.now()
    const { status, body } = await connection.ask(path)
    tally.latenciesMs.push(performance.now() - asked)
    if (status >= 300) tally.errors += 1
    else if (isStale) {
      tally.checked += 1
      if (isStale(body)) tally.stale += 1
    }
  }
}

/** Changes a parcel that was not changed before, once a second; what is answered is from then on to be seen. */
async function write(connection: Connection, { tell }: Questioner, count: number, tally: Tally, end: number) {
  const random = randomFrom('writes')
  const written = new Map<number, Written>()
  for (let number = 0; performance.now() < end; number += 1) {
    const at = integerBetween(random, 0, count - 1)
    if (written.has(at)) continue
    const parcel = await tell(connection, at, firstAreaM2 + number)
    tally.writesMs.push(parcel.ms)
    if (parcel.status >= 300) tally.errors += 1
    written.set(at, parcel)
    await sleep(Math.max(0, writeEveryMs - parcel.ms))
  }
  return written
}

/** Thirty seconds of what many people do at once, each as soon as the last answer has come. */
export const load = overParcels(async ({ places, startProgram }, say) => {
  const program = await startProgram({ cacheMb: 128 })
  const questioner = createQuestioner(places)
  const connections = await openConnections(program.port, connectionCount + 1)
  const [writer, ...readers] = connections
  if (!writer) throw new Error('there is no connection')
  say('Warming…')
  for (let number = 0; number < 500; number += 1) await writer.ask(questioner.next().path)
  const tally: Tally = { latenciesMs: [], writesMs: [], errors: 0, checked: 0, stale: 0 }
  say(`${seconds} s with ${readers.length} connections…`)
  await program.tell('watch')
  const end = performance.now() + seconds * 1000
  const [written] = await Promise.all([
    write(writer, questioner, places.ids.length, tally, end),
    ...readers.map((reader) => read(reader, questioner, tally, end)),
  ])
  const delayMs = await program.tell<number>('delay')
  for (const { id, before } of written.values())
    await writer.ask(`/parcels/${id}`, 'PATCH', { areaM2: before })
  for (const connection of connections) connection.close()
  return { data: { parcels: places.ids.length, writes: written.size }, lines: [lineOf(tally, delayMs)] }
})

function lineOf({ latenciesMs, writesMs, errors, checked, stale }: Tally, delayMs: number): Line {
  return {
    name: '70 % tiles, 20 % searches, 10 % details, 1 write/s',
    figures: {
      perS: latenciesMs.length / seconds,
      p50Ms: quantile(latenciesMs, 0.5),
      p95Ms: quantile(latenciesMs, 0.95),
      p99Ms: quantile(latenciesMs, 0.99),
      writeMaxMs: Math.max(...writesMs),
      delayMaxMs: delayMs,
      errors,
      checked,
      stale,
    },
    targets: [
      { figure: 'errors', atMost: 0 },
      { figure: 'stale', atMost: 0 },
      { figure: 'p99Ms', atMost: 100 },
      { figure: 'delayMaxMs', atMost: 50 },
    ],
  }
}
