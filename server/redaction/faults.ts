import { whether } from '../http/refusals.ts'
import type { Span } from '../observations/spans.ts'
import { isUnder, isWithin, joined } from './covers.ts'
import { isNatural, type Suggestion, suggestionsOf, type Writer } from './suggestions.ts'
import type { CopyFault, CopyRefusal, PublicPlace } from './words.ts'

/** A copy as somebody would make it. */
export interface Making {
  covers: readonly Span[]
  /** Suggested passages that stay readable, on purpose. */
  kept: readonly Span[]
}

/** What it would be made of. */
export interface Source {
  words: string
  suggestions: readonly Suggestion[]
}

/** A fault with its place in the body. */
export interface PlacedFault {
  pointer: string
  code: CopyFault
}

const isSame = (one: Span, other: Span) => one.start === other.start && one.end === other.end

/** What is wrong with the covers: each suggestion is looked at, and what tells who a person is lies under one. */
export function coverFaults({ covers, kept }: Making, { words, suggestions }: Source): PlacedFault[] {
  const outside = covers.flatMap((span, at): PlacedFault[] =>
    isWithin(span, words) ? [] : [{ pointer: `/covers/${at}`, code: 'outsideText' }],
  )
  const all = joined(covers)
  const open = suggestions.filter((one) => !isUnder(one, all))
  const unlooked = open.flatMap((one): PlacedFault[] => {
    const pointer = `/suggestions/${one.start}`
    if (one.required) return [{ pointer, code: 'nameKept' }]
    return kept.some((span) => isSame(span, one)) ? [] : [{ pointer, code: 'notLooked' }]
  })
  return [...outside, ...unlooked]
}

/** What of a text is added for the public beside the words of the point: its synthesis, and how near its place is. */
export interface PublicFacts {
  synthesis: string
  place: PublicPlace
  /** Why an exact place is nobody's home. */
  notHome: string | null
}

/** What is wrong with them: a synthesis that may tell who wrote, a person's place shown to the metre without a word why. */
export function factFaults(
  { synthesis, place, notHome }: PublicFacts,
  writer: Writer,
  hasPlace: boolean,
): PlacedFault[] {
  const personal = suggestionsOf(synthesis, [writer]).map(
    ({ start }): PlacedFault => ({ pointer: `/synthesis/${start}`, code: 'synthesisPersonal' }),
  )
  if (!hasPlace && place !== 'hidden') return [...personal, { pointer: '/place', code: 'noPlace' }]
  if (place === 'exact' && isNatural(writer.kind) && !notHome)
    return [...personal, { pointer: '/place', code: 'homeShown' }]
  return personal
}

/** How near the public sees a place where nobody says otherwise. */
export const usualPlace = (writer: Pick<Writer, 'kind'>, hasPlace: boolean): PublicPlace => {
  if (!hasPlace) return 'hidden'
  return isNatural(writer.kind) ? 'neighbourhood' : 'exact'
}

/** A copy as it stands, and who would do something to it. */
export interface Standing {
  removed: boolean
  counted: boolean
  /** For a reply: whether the Council gave a reason that stands. */
  hasWords: boolean
  /** Of the copy that is there; null where there is none. */
  copy: { outdated: boolean; signed: boolean; madeBy: string } | null
  /** Accounts of who wrote. */
  submitters: readonly (string | null)[]
}

const closed = ({ removed, counted, hasWords }: Standing): CopyRefusal[] => [
  ...whether(removed, 'removed'),
  ...whether(!counted && !removed, 'notCounted'),
  ...whether(!hasWords, 'noReply'),
]

/** Why nobody, or not this person, makes a copy; empty where it can be made. */
export const makingRefusals = (on: Standing, personId: string): CopyRefusal[] => [
  ...closed(on),
  ...whether(on.submitters.includes(personId), 'ownObservation'),
]

/** Why a copy is not signed by this person: a second one signs, of the words there are now, and never on their own. */
export function signingRefusals(on: Standing, personId: string): CopyRefusal[] {
  const { copy } = on
  if (!copy) return [...makingRefusals(on, personId), 'notMade']
  return [
    ...makingRefusals(on, personId),
    ...whether(copy.signed, 'signed'),
    ...whether(copy.outdated, 'outdated'),
    ...whether(copy.madeBy === personId, 'ownCopy'),
  ]
}

/** Why there is nothing to take back. A leak is closed by whoever finds it, whatever else holds. */
export const withdrawingRefusals = ({ copy }: Standing): CopyRefusal[] =>
  copy === null ? ['notMade'] : whether(!copy.signed, 'notSigned')
