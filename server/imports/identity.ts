import { createHash } from 'node:crypto'
import { distanceM } from '../featureIndex/place.ts'
import type { Refusal } from './formats/format.ts'
import type { Candidate } from './interpret.ts'
import { firstPair } from './shapes.ts'
import type { Target } from './targets.ts'
import { fold } from './text.ts'

/** Two records with the same words are one if they lie no further apart, in metres. */
export const samePlaceM = 30

/** A candidate with what it is known again by. */
export interface IdentifiedCandidate extends Candidate {
  code: string | null
  /** Hash of the folded words that identify a record; null where they say nothing. */
  fingerprint: string | null
  /** The code a new row gets that brings none. */
  madeCode: string | null
}

/** Adds fingerprints, and refuses rows that have no code where one is a must. */
export function identify(
  candidates: readonly Candidate[],
  target: Target,
  codePrefix: string,
): { identified: IdentifiedCandidate[]; refused: Refusal[] } {
  const identified: IdentifiedCandidate[] = []
  const refused: Refusal[] = []
  for (const candidate of candidates) {
    const code = typeof candidate.values.code === 'string' ? candidate.values.code : null
    const fingerprint = fingerprintOf(candidate, target)
    if (code === null && fingerprint === null) {
      refused.push({ row: candidate.row, line: candidate.line, reason: missingIdentity(target) })
    } else {
      const madeCode =
        code === null && fingerprint !== null ? makeCode(codePrefix, fingerprint, candidate) : null
      identified.push({ ...candidate, code, fingerprint, madeCode })
    }
  }
  return { identified, refused }
}

const missingIdentity = ({ identity }: Target): string =>
  identity.length === 0 ? 'The row has no code.' : 'The row has neither a code nor a name.'

function fingerprintOf({ values }: Candidate, { identity }: Target): string | null {
  const [first] = identity
  if (first === undefined || !values[first]) return null
  return hash(identity.map((name) => fold(String(values[name] ?? '')))).slice(0, 32)
}

/** Records with equal words at two places get two codes: the place counts, to about 10 m. */
function makeCode(prefix: string, fingerprint: string, { shape }: Candidate): string {
  const place = (firstPair(shape) ?? []).map((degrees) => degrees.toFixed(4))
  return `${prefix}${hash([fingerprint, ...place])
    .slice(0, 8)
    .toUpperCase()}`
}

const hash = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/**
 * Rows of one file that cannot be told apart. A row that repeats another to the letter is refused as
 * such and the first one stays; rows that share a code or their words and place, and differ, are all
 * refused, because nothing says which one holds.
 */
export function refuseRepeated(rows: readonly IdentifiedCandidate[]): {
  kept: IdentifiedCandidate[]
  refused: Refusal[]
} {
  const reasons = new Map<IdentifiedCandidate, string>()
  for (const group of groupBy(rows, (row) => row.code)) refuseGroup(group, reasons, 'the same code')
  for (const group of groupBy(rows, (row) => row.fingerprint)) {
    for (const row of group.filter((it) => it.code === null)) {
      const near = group.filter((it) => apartM(it, row) <= samePlaceM)
      refuseGroup(near, reasons, 'the same words and place', (it) => it.code === null)
    }
  }
  return {
    kept: rows.filter((row) => !reasons.has(row)),
    refused: [...reasons].map(([{ row, line }, reason]) => ({ row, line, reason })),
  }
}

function refuseGroup(
  group: readonly IdentifiedCandidate[],
  reasons: Map<IdentifiedCandidate, string>,
  shared: string,
  refusable: (row: IdentifiedCandidate) => boolean = () => true,
): void {
  const [first, ...others] = group
  if (!first || others.length === 0) return
  const alike = others.every((row) => content(row) === content(first))
  for (const row of (alike ? others : group).filter(refusable)) {
    const rest = group.filter((it) => it !== row).map((it) => it.row)
    const ambiguous = `Ambiguous: it has ${shared} as ${rest.length === 1 ? 'row' : 'rows'} ${rest.slice(0, 5).join(', ')}.`
    reasons.set(row, alike ? `It repeats row ${first.row}.` : ambiguous)
  }
}

const content = ({ values, shape }: Candidate): string => JSON.stringify([values, shape])

function groupBy<Row>(rows: readonly Row[], key: (row: Row) => string | null): Row[][] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const value = key(row)
    if (value !== null) groups.set(value, [...(groups.get(value) ?? []), row])
  }
  return [...groups.values()]
}

/** Between the first positions; 0 where one of the two has no place. */
function apartM(one: Candidate, other: Candidate): number {
  const [a, b] = [firstPair(one.shape), firstPair(other.shape)]
  return a && b ? distanceM(a, b) : 0
}
