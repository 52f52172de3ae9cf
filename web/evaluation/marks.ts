import { placesOf } from '#rules/evaluation'
import type { EvaluationFile, LotOfFile, MarkGiven } from '#schema/evaluation'

export type Criterion = EvaluationFile['criteria']['technical'][number]

/** Where a mark is given: a criterion, on a lot where it is judged for each. */
export interface Place {
  key: string
  criterion: Criterion
  lot: LotOfFile | null
}

/** A mark as it is being written. */
export interface Written {
  points: number | undefined
  purposes: readonly string[]
  note: string
}
export type WrittenMarks = Readonly<Record<string, Written>>

/** The shortest note that says something. */
const shortestNote = 10

const keyOf = (criterion: string, lotId: number | null) => `${criterion}-${lotId ?? 'request'}`

/** Every place a request is marked at, in the order of the criteria. */
export function placesOfFile({ criteria, lots }: Pick<EvaluationFile, 'criteria' | 'lots'>): Place[] {
  const lotIds = lots.map(({ id }) => id)
  return placesOf(criteria, lotIds).flatMap(({ criterion: code, lotId }) => {
    const criterion = criteria.technical.find((one) => one.code === code)
    const lot = lots.find(({ id }) => id === lotId) ?? null
    return criterion ? [{ key: keyOf(code, lotId), criterion, lot }] : []
  })
}

/** What has been kept, as it is written on. */
export function writtenFrom(file: EvaluationFile): WrittenMarks {
  return Object.fromEntries(
    placesOfFile(file).map(({ key, criterion, lot }): [string, Written] => {
      const kept = file.marks.find(
        (mark) => mark.criterion === criterion.code && mark.lotId === (lot?.id ?? null),
      )
      return [key, { points: kept?.points, purposes: kept?.purposes ?? [], note: kept?.note ?? '' }]
    }),
  )
}

/** Points a place has so far: of ticked purposes their sum, up to what the criterion brings. */
export function pointsAt({ criterion, lot }: Place, { points, purposes }: Written): number | undefined {
  if (criterion.kind === 'marks') return points
  const ticked = (lot?.purposes ?? []).filter(({ code }) => purposes.includes(code))
  const sum = ticked.reduce((total, purpose) => total + purpose.points, 0)
  return Math.min(criterion.maxPoints, Math.round(sum * 100) / 100)
}

const isBegun = ({ criterion }: Place, { points, purposes, note }: Written) =>
  criterion.kind === 'marks' ? points !== undefined : purposes.length > 0 || note.trim() !== ''

/** A place's mark as it is sent. */
export const toMark = (place: Place, written: Written): MarkGiven => ({
  criterion: place.criterion.code,
  lotId: place.lot?.id ?? null,
  points: pointsAt(place, written) ?? 0,
  purposes: place.criterion.kind === 'purposes' ? [...written.purposes] : null,
  note: written.note,
})

/** The marks that are far enough to be kept. */
export const marksToKeep = (places: readonly Place[], written: WrittenMarks): MarkGiven[] =>
  places.flatMap((place) => {
    const mark = written[place.key]
    return mark && isBegun(place, mark) ? [toMark(place, mark)] : []
  })

interface MarkFault {
  place: Place
  fault: 'pointsMissing' | 'noteMissing'
}

/** What keeps the marks from being submitted, place by place. */
export const faultsOf = (places: readonly Place[], written: WrittenMarks): MarkFault[] =>
  places.flatMap((place): MarkFault[] => {
    const mark = written[place.key]
    if (!mark || pointsAt(place, mark) === undefined) return [{ place, fault: 'pointsMissing' }]
    return mark.note.trim().length < shortestNote ? [{ place, fault: 'noteMissing' }] : []
  })

/** The points given so far on a lot, those of the whole request included. */
export const totalOn = (places: readonly Place[], written: WrittenMarks, lotId: number): number => {
  const sum = places
    .filter(({ lot }) => lot === null || lot.id === lotId)
    .reduce((total, place) => total + (pointsAt(place, written[place.key] ?? empty) ?? 0), 0)
  return Math.round(sum * 100) / 100
}

const empty: Written = { points: undefined, purposes: [], note: '' }
