import type { Criteria } from '../calls/criteria.ts'
import { meanPoints, spreadOf } from './points.ts'

/** What a mark is for: a criterion, and the lot where it is judged for each. */
export interface MarkPlace {
  criterion: string
  lotId: number | null
}

export interface PanelMark extends MarkPlace {
  memberId: number
  points: number
}

const samePlace = (a: MarkPlace, b: MarkPlace) => a.criterion === b.criterion && a.lotId === b.lotId

/** Every mark a commissioner gives a request: one for each criterion, of those judged by lot one for each lot. */
export const placesOf = ({ technical }: Criteria, lotIds: readonly number[]): MarkPlace[] =>
  technical.flatMap(({ code, scope }) =>
    (scope === 'request' ? [null] : lotIds).map((lotId) => ({ criterion: code, lotId })),
  )

/** The marks that are still to be given, in the order of the criteria. */
export const missingPlaces = (places: readonly MarkPlace[], given: readonly MarkPlace[]): MarkPlace[] =>
  places.filter((place) => !given.some((mark) => samePlace(mark, place)))

/** Whether the marks of a request are shown: everybody has submitted who judges it, and somebody does. */
export const isRevealed = (judges: readonly number[], submitted: readonly number[]): boolean =>
  judges.length > 0 && judges.every((id) => submitted.includes(id))

/** What the judges of a request gave at one place, those of others left out. */
export const marksAt = (marks: readonly PanelMark[], place: MarkPlace, judges: readonly number[]): number[] =>
  marks.filter((mark) => samePlace(mark, place) && judges.includes(mark.memberId)).map(({ points }) => points)

/** Mean and spread at each place where anybody gave a mark. */
export const summaryOf = (
  places: readonly MarkPlace[],
  marks: readonly PanelMark[],
  judges: readonly number[],
): (MarkPlace & { mean: number; spread: number })[] =>
  places.flatMap((place) => {
    const given = marksAt(marks, place, judges)
    return given.length === 0 ? [] : [{ ...place, mean: meanPoints(given), spread: spreadOf(given) }]
  })

/** Points of each criterion for one lot: means of its judges; a criterion nobody marked brings nothing. */
export const pointsOf = (
  criteria: Criteria,
  lotId: number,
  marks: readonly PanelMark[],
  judges: readonly number[],
): Record<string, number> =>
  Object.fromEntries(
    criteria.technical.map(({ code, scope }) => {
      const given = marksAt(marks, { criterion: code, lotId: scope === 'lot' ? lotId : null }, judges)
      return [code, given.length === 0 ? 0 : meanPoints(given)]
    }),
  )
