import type { Line } from './report.ts'

/** Something that is measured against the bare SQL that gives the same. */
export interface Measure {
  name: string
  /** Milliseconds an answer may take, where it is said. */
  limitMs?: number
  program(): Promise<unknown>
  bare(): Promise<unknown>
  /** Of what they give, what must be the same in both. */
  seen(given: { program: unknown; bare: unknown }): [program: unknown, bare: unknown]
}

/** Milliseconds, medians of all rounds, and the fastest of the program: where others work too, the nearest to its own. */
export interface Measured {
  name: string
  programMs: number
  fastestMs: number
  bareMs: number
  ratio: number
  limitMs: number | null
}

const warmingRounds = 2
const rounds = 5

/** The middle of some numbers; of an even count, the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  if (low === undefined || high === undefined) throw new Error('the median of nothing')
  return (low + high) / 2
}

async function timed(work: () => Promise<unknown>): Promise<{ ms: number; given: unknown }> {
  const start = performance.now()
  const given = await work()
  return { ms: performance.now() - start, given }
}

/** @throws {Error} where the program and the bare SQL do not give the same: they could not be compared */
async function compare({ name, program, bare, seen }: Measure): Promise<void> {
  const [one, other] = seen({ program: await program(), bare: await bare() })
  const [shown, expected] = [JSON.stringify(one), JSON.stringify(other)]
  if (shown !== expected)
    throw new Error(`${name}: the program gives ${shown.slice(0, 300)}, SQL ${expected.slice(0, 300)}`)
}

/**
 * Measures everything in turns, the program and the bare SQL one after the other, so that whatever else the machine
 * does touches all alike; first rounds are for warming.
 */
export async function measureAll(
  measures: readonly Measure[],
  say: (text: string) => void,
): Promise<Measured[]> {
  for (const measure of measures) await compare(measure)
  const times = measures.map(() => ({ program: [] as number[], bare: [] as number[] }))
  for (let round = -warmingRounds; round < rounds; round += 1) {
    say(round < 0 ? 'Warming…' : `Round ${round + 1} of ${rounds}…`)
    for (const [at, measure] of measures.entries()) {
      const program = await timed(measure.program)
      const bare = await timed(measure.bare)
      if (round < 0) continue
      times[at]?.program.push(program.ms)
      times[at]?.bare.push(bare.ms)
    }
  }
  return measures.map(({ name, limitMs = null }, at) => {
    const [programMs, bareMs] = [median(times[at]?.program ?? []), median(times[at]?.bare ?? [])]
    const fastestMs = Math.min(...(times[at]?.program ?? []))
    return { name, programMs, fastestMs, bareMs, ratio: programMs / bareMs, limitMs }
  })
}

/** As a line of the report. */
export function lineOf({ name, limitMs, ...figures }: Measured): Line {
  return { name, figures, ...(limitMs !== null && { targets: [{ figure: 'programMs', atMost: limitMs }] }) }
}
