import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { lengthOf, piecesOf, wordsOf } from '#rules/points'
import type { CopyDetail } from '#schema/redaction'
import { useSelecting } from '../points/MarkedText.tsx'
import styles from './redaction.module.css'
import type { Covers } from './useCovers.ts'

type Span = CopyDetail['text']['covers'][number]

interface OriginalTextProps {
  words: string
  suggestions: CopyDetail['text']['suggestions']
  covers: Pick<Covers, 'covers' | 'looked' | 'at'>
  /** What is selected by hand. */
  selected: Span | null
  onSelect: (span: Span) => void
}

/**
 * The original words with covers and suggestions on them; nothing is added to the words, so that what is selected is
 * counted as it was received.
 */
export function OriginalText({ words, suggestions, covers, selected, onSelect }: OriginalTextProps) {
  const { t } = useTranslation('redaction')
  const element = useRef<HTMLDivElement>(null)
  useSelecting(element, words, onSelect)
  const spans = [...suggestions, ...covers.covers, ...(selected ? [selected] : [])]
  const stateOf = (within: readonly number[]) => {
    const suggestion = within.find((at) => at < suggestions.length)
    const isCovered = within.some(
      (at) => at >= suggestions.length && at < suggestions.length + covers.covers.length,
    )
    const isSelected = within.includes(suggestions.length + covers.covers.length)
    return {
      look: isCovered ? 'covered' : suggestion === undefined ? undefined : covers.looked[suggestion],
      current: suggestion !== undefined && suggestion === covers.at,
      selected: isSelected,
    }
  }
  return (
    <div ref={element} className={styles.words} role="region" tabIndex={0} aria-label={t('original')}>
      {piecesOf(lengthOf(words), spans).map(({ start, end, within }) => {
        const said = wordsOf(words, { start, end })
        const { look, current, selected: isSelected } = stateOf(within)
        if (!look && !isSelected) return <span key={start}>{said}</span>
        return (
          <mark
            key={start}
            data-look={look}
            data-current={current || undefined}
            data-selected={isSelected || undefined}
          >
            {said}
          </mark>
        )
      })}
    </div>
  )
}
