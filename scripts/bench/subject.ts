import { type Bench, openBench } from './bench.ts'
import { lineOf, type Measure, measureAll } from './measuring.ts'
import type { Report } from './report.ts'

/** Tells who waits what is being done. */
export type Say = (text: string) => void

/** What can be measured, in sizes of its own; the first is measured where none is named. */
export interface Subject {
  sizes: readonly string[]
  /** @throws {Error} where the answers that are compared are not the same */
  run(size: string, say: Say): Promise<Report>
}

/** What a subject over the whole program fills its database with, and measures in it. */
export type Prepare<Scale> = (
  bench: Bench,
  scale: Scale,
  say: Say,
) => Promise<{ measures: Measure[]; data: Record<string, number> }>

/** A subject over the whole program in one process, each answer beside bare SQL that gives the same. */
export function overProgram<Scale>(scales: Record<string, Scale>, prepare: Prepare<Scale>): Subject {
  return {
    sizes: Object.keys(scales),
    async run(size, say) {
      const scale = scales[size]
      if (scale === undefined) throw new Error(`there is no size ${size}`)
      const bench = await openBench(process.env.TEST_DATABASE_URL, say)
      try {
        const { measures, data } = await prepare(bench, scale, say)
        return { data, lines: (await measureAll(measures, say)).map(lineOf) }
      } finally {
        await bench.close()
      }
    },
  }
}
