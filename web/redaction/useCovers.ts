import { useMemo, useState } from 'react'
import { isUnder, joined } from '#rules/redaction'
import type { CopyDetail } from '#schema/redaction'

type Copy = CopyDetail['text'] | NonNullable<CopyDetail['reply']>
type Span = Copy['covers'][number]
/** Where a suggestion stands: under a cover, kept on purpose, or not looked at yet. */
export type Looked = 'covered' | 'kept' | 'open'

const isSame = (one: Span, other: Span) => one.start === other.start && one.end === other.end
const spanOf = ({ start, end }: Span): Span => ({ start, end })

/** What is left of covers where a passage is read again. */
const without = (covers: readonly Span[], { start, end }: Span): Span[] =>
  joined(covers).flatMap((one) => {
    if (one.end <= start || one.start >= end) return [one]
    const pieces = [
      { start: one.start, end: start },
      { start: end, end: one.end },
    ]
    return pieces.filter((piece) => piece.start < piece.end)
  })

/** What lies on the words before anybody looks: the copy there is, or covers on all that must be covered. */
const beginning = (copy: Copy) =>
  copy.revision === null || copy.state === 'outdated'
    ? { covers: copy.suggestions.filter(({ required }) => required).map(spanOf), kept: [] as Span[] }
    : { covers: copy.covers, kept: copy.kept }

/** The covers of a copy while somebody works on it, and which suggestion they are at. */
export function useCovers(copy: Copy) {
  const [{ covers, kept }, setState] = useState(() => beginning(copy))
  const all = useMemo(() => joined(covers), [covers])
  const looked = copy.suggestions.map((one): Looked => {
    if (isUnder(one, all)) return 'covered'
    return kept.some((span) => isSame(span, one)) ? 'kept' : 'open'
  })
  const [at, setAt] = useState(() => Math.max(0, looked.indexOf('open')))
  const nextOpen = (after: number, now: readonly Looked[]) => {
    const order = now.map((_, index) => (after + 1 + index) % now.length)
    setAt(order.find((index) => now[index] === 'open') ?? after)
  }
  const cover = (span: Span) => setState({ covers: joined([...covers, spanOf(span)]), kept })
  const uncover = (span: Span) => setState({ covers: without(covers, span), kept })
  const settle = (index: number, as: 'covered' | 'kept') => {
    const one = copy.suggestions[index]
    if (!one || (as === 'kept' && one.required)) return
    const others = kept.filter((span) => !isSame(span, one))
    if (as === 'covered') setState({ covers: joined([...covers, spanOf(one)]), kept: others })
    else setState({ covers: without(covers, one), kept: [...others, spanOf(one)] })
    nextOpen(
      index,
      looked.map((now, place) => (place === index ? as : now)),
    )
  }
  return {
    covers: all,
    kept,
    looked,
    at,
    setAt,
    cover,
    uncover,
    settle,
    next: () => nextOpen(at, looked),
    open: looked.filter((one) => one === 'open').length,
  }
}
export type Covers = ReturnType<typeof useCovers>
