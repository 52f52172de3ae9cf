import type { Connection } from './connections.ts'
import { median } from './measuring.ts'
import type { Say } from './subject.ts'

/** Requests that were answered, in a time; milliseconds and bytes of each. */
export interface Run {
  seconds: number
  latenciesMs: number[]
  bytes: number[]
}

/** One of those that are asked the same. */
export interface Contender {
  name: string
  run(): Promise<Run>
}

/** Medians of all rounds, and of all their requests the slowest hundredth and the largest. */
export interface Raced {
  perS: number
  medianMs: number
  p99Ms: number
  maxKb: number
}

const warmingRounds = 1
const rounds = 5
/** So long a run is at least: a quick list is asked for again and again. */
const runSeconds = 0.5

/** The value below which a share of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = Float64Array.from(numbers).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/**
 * Asks for all paths, each connection for the next as soon as it has an answer, and all again until the time is over.
 * @throws {Error} where an answer is no success
 */
export async function askAll(
  connections: readonly Connection[],
  nextPaths: () => readonly string[],
  leastSeconds = runSeconds,
): Promise<Run> {
  const run: Run = { seconds: 0, latenciesMs: [], bytes: [] }
  const start = performance.now()
  while (run.seconds < leastSeconds) {
    const paths = nextPaths()
    let next = 0
    const work = async (connection: Connection) => {
      while (next < paths.length) {
        const path = paths[next++] ?? ''
        const asked = performance.now()
        const { status, body } = await connection.ask(path)
        run.latenciesMs.push(performance.now() - asked)
        run.bytes.push(body.length)
        if (status >= 300) throw new Error(`${path}: ${status} ${body}`)
      }
    }
    await Promise.all(connections.map(work))
    run.seconds = (performance.now() - start) / 1000
  }
  return run
}

/**
 * Lets all run once to warm and five times that count; who begins changes from round to round, so that whatever else
 * the machine does touches all alike.
 */
export async function race(contenders: readonly Contender[], say: Say): Promise<Raced[]> {
  const runs: Run[][] = contenders.map(() => [])
  for (let round = -warmingRounds; round < rounds; round += 1) {
    say(round < 0 ? '  warming…' : `  round ${round + 1} of ${rounds}…`)
    for (const turn of contenders.keys()) {
      const at = (turn + round + warmingRounds) % contenders.length
      const run = await contenders[at]?.run()
      if (run && round >= 0) runs[at]?.push(run)
    }
  }
  return runs.map(racedOf)
}

function racedOf(runs: readonly Run[]): Raced {
  const latencies = runs.flatMap((run) => run.latenciesMs)
  return {
    perS: median(runs.map(({ seconds, latenciesMs }) => latenciesMs.length / seconds)),
    medianMs: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    maxKb: runs.reduce((most, { bytes }) => bytes.reduce((max, size) => Math.max(max, size), most), 0) / 1000,
  }
}
