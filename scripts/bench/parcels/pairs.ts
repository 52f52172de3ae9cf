import type { Child } from '../child.ts'
import { type Connection, openConnections } from '../connections.ts'
import { askAll, type Contender, type Raced, race } from '../racing.ts'
import type { Line, Target } from '../report.ts'
import type { Say } from '../subject.ts'

/** A server that is asked the same as the others, by paths of its own. */
export interface Side {
  name: string
  server: Child
  paths(): readonly string[]
}

/** What is asked of all sides, and how often the program is to answer for one answer of each other. */
export interface Contest {
  name: string
  sides: [program: Side, ...others: Side[]]
  concurrency: number
  /** In the order of the others. */
  atLeast?: number[]
  /** Milliseconds and kilobytes of the program. */
  atMost?: { p99Ms?: number; maxKb?: number }
  /** Of each run. */
  leastSeconds?: number
}

/** Runs a contest: answers in a second of all sides, and the ratios of the program to each other. */
export async function contest(
  { name, sides, concurrency, atLeast = [], atMost = {}, leastSeconds }: Contest,
  say: Say,
): Promise<Line> {
  say(`${name}, ${concurrency} at once`)
  const opened: Connection[] = []
  const contenders: Contender[] = []
  for (const { name: side, server, paths } of sides) {
    const connections = await openConnections(server.port, concurrency)
    opened.push(...connections)
    contenders.push({ name: side, run: () => askAll(connections, paths, leastSeconds) })
  }
  try {
    const raced = await race(contenders, say)
    return lineOf(`${name}, c=${concurrency}`, sides, raced, atLeast, atMost)
  } finally {
    for (const connection of opened) connection.close()
  }
}

function lineOf(
  name: string,
  sides: readonly Side[],
  raced: readonly Raced[],
  atLeast: readonly number[],
  atMost: NonNullable<Contest['atMost']>,
): Line {
  const [program, ...others] = raced
  const figures: Line['figures'] = {
    perS: program?.perS ?? null,
    p99Ms: program?.p99Ms ?? null,
    maxKb: program?.maxKb ?? null,
  }
  const targets: Target[] = Object.entries(atMost).map(([figure, most]) => ({ figure, atMost: most }))
  for (const [at, other] of others.entries()) {
    const side = sides[at + 1]?.name ?? ''
    figures[`${side}PerS`] = other.perS
    figures[`${side}Ratio`] = (program?.perS ?? 0) / other.perS
    const least = atLeast[at]
    if (least !== undefined) targets.push({ figure: `${side}Ratio`, atLeast: least })
  }
  return { name, figures, targets }
}
