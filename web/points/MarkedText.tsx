import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { charactersBefore, lengthOf, piecesOf, type Span, wordsOf } from '#rules/points'
import styles from './points.module.css'

interface Marked extends Span {
  id: number
  position: number
}

interface MarkedTextProps {
  text: string
  points: readonly Marked[]
  /** What is being marked now. */
  span: Span | null
  onMark: (span: Span) => void
}

/** Where the selection of the browser lies in the text of an element, in characters; null where it is elsewhere or empty. */
function selectionIn(element: HTMLElement, text: string): Span | null {
  const selection = window.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!element.contains(range.commonAncestorContainer)) return null
  const before = document.createRange()
  before.selectNodeContents(element)
  before.setEnd(range.startContainer, range.startOffset)
  const start = charactersBefore(text, before.toString().length)
  return { start, end: start + lengthOf(range.toString()) }
}

/** Tells what a person selects, once they let go. */
export function useSelecting(
  element: RefObject<HTMLElement | null>,
  text: string,
  onMark: (span: Span) => void,
): void {
  useEffect(() => {
    const look = () => {
      const span = element.current && selectionIn(element.current, text)
      if (span) onMark(span)
    }
    document.addEventListener('pointerup', look)
    document.addEventListener('touchend', look)
    return () => {
      document.removeEventListener('pointerup', look)
      document.removeEventListener('touchend', look)
    }
  }, [element, text, onMark])
}

/**
 * A text with the words of its points highlighted, each with its number; nothing is added to the text itself, so that
 * what is selected is counted as it was received.
 */
export function MarkedText({ text, points, span, onMark }: MarkedTextProps) {
  const { t } = useTranslation('points')
  const element = useRef<HTMLDivElement>(null)
  useSelecting(element, text, onMark)
  const spans = span ? [...points, span] : points
  const pieces = piecesOf(lengthOf(text), spans)
  return (
    <div
      ref={element}
      className={styles.received_text}
      role="region"
      tabIndex={0}
      aria-label={t('split.text')}
    >
      {pieces.map(({ start, end, within }) => {
        const words = wordsOf(text, { start, end })
        const of = within.flatMap((at) => points[at] ?? [])
        const isNew = span !== null && within.includes(points.length)
        if (of.length === 0 && !isNew) return <span key={start}>{words}</span>
        const begins = of.filter((point) => point.start === start).map(({ position }) => position)
        return (
          <mark
            key={start}
            className={isNew ? styles.newMark : styles.mark}
            data-begins={begins.length > 0 ? begins.join(' ') : undefined}
          >
            {words}
          </mark>
        )
      })}
    </div>
  )
}
