import { cover } from '../observations/personalWords.ts'
import { lengthOf, type Span } from '../observations/spans.ts'

/** Spans that touch or lie over another as one, in order. */
export function joined(spans: readonly Span[]): Span[] {
  const inOrder = [...spans].sort((one, other) => one.start - other.start || one.end - other.end)
  const kept: Span[] = []
  for (const { start, end } of inOrder) {
    const last = kept.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else kept.push({ start, end })
  }
  return kept
}

/** Whether every character of a span lies under spans that are joined. */
export const isUnder = ({ start, end }: Span, covers: readonly Span[]): boolean =>
  covers.some((one) => one.start <= start && one.end >= end)

/** Whether a span is of a text, and not empty. */
export const isWithin = ({ start, end }: Span, text: string): boolean =>
  start >= 0 && start < end && end <= lengthOf(text)

/** A text with covers on it, in characters: each passage becomes the same sign, and no other word changes. */
export function coverText(text: string, covers: readonly Span[]): string {
  const characters = [...text]
  let at = 0
  const parts = joined(covers).map(({ start, end }) => {
    const before = characters.slice(at, start).join('')
    at = end
    return before + cover
  })
  return parts.join('') + characters.slice(at).join('')
}
