import { lengthOf, type Span } from '../observations/spans.ts'

export { lengthOf, type Span }

/** Where a place in a JavaScript string stands in characters. */
export const charactersBefore = (text: string, index: number): number => lengthOf(text.slice(0, index))

/** The words of a span. */
export const wordsOf = (text: string, { start, end }: Span): string => [...text].slice(start, end).join('')

/** The span without the blanks at its ends; null where nothing else is in it, or it lies outside the text. */
export function trimSpan(text: string, { start, end }: Span): Span | null {
  const characters = [...text]
  if (start < 0 || end > characters.length || start >= end) return null
  const blank = (at: number) => /\s/.test(characters[at] ?? '')
  let [first, last] = [start, end]
  while (first < last && blank(first)) first += 1
  while (last > first && blank(last - 1)) last -= 1
  return first < last ? { start: first, end: last } : null
}

/** A piece of a text and which of the spans given cover it, by their place in the list. */
export interface Piece extends Span {
  within: number[]
}

/** The text cut wherever a span begins or ends; together the pieces are the text. */
export function piecesOf(length: number, spans: readonly Span[]): Piece[] {
  const inside = (at: number) => at > 0 && at < length
  const edges = new Set(spans.flatMap(({ start, end }) => [start, end]).filter(inside))
  const cuts = [0, ...[...edges].sort((a, b) => a - b), length]
  return cuts.slice(1).flatMap((end, index) => {
    const start = cuts[index] ?? 0
    if (start >= end) return []
    const within = spans.flatMap((span, at) => (span.start <= start && span.end >= end ? [at] : []))
    return [{ start, end, within }]
  })
}

/** What no span covers and is more than blanks: words nobody would answer. */
export function uncovered(text: string, spans: readonly Span[]): Span[] {
  return piecesOf(lengthOf(text), spans).flatMap(({ start, end, within }) => {
    const words = within.length === 0 ? trimSpan(text, { start, end }) : null
    return words ? [words] : []
  })
}

/** The paragraphs of a text: what to mark for who does not drag across it. */
export function paragraphsOf(text: string): Span[] {
  const spans: Span[] = []
  let at = 0
  for (const line of text.split('\n')) {
    const span = trimSpan(text, { start: at, end: at + lengthOf(line) })
    if (span) spans.push(span)
    at += lengthOf(line) + 1
  }
  return spans
}
