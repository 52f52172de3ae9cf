import type { Bench } from './bench.ts'
import { coverage } from './coverage.ts'
import type { Measure } from './measuring.ts'
import { observations } from './observations.ts'

/** `small` shows in seconds that everything still runs, `full` is the real scale. */
const sizes = ['small', 'full'] as const
export type Size = (typeof sizes)[number]
export const isSize = (text: string): text is Size => (sizes as readonly string[]).includes(text)

/** Fills the database and says what is to be measured in it, and what the data are like. */
export type Subject = (
  bench: Bench,
  size: Size,
  say: (text: string) => void,
) => Promise<{ measures: Measure[]; data: Record<string, number> }>

/** What can be measured: a new subject is a line here. */
export const subjects: Record<string, Subject | undefined> = { observations, coverage }
