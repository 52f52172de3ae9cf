import type { SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { charactersBefore, paragraphsOf, type Span, wordsOf } from '#rules/points'
import { Button } from '../ui/Button.tsx'
import styles from './points.module.css'

interface TextByKeyboardProps {
  text: string
  onMark: (span: Span) => void
}

const shownLength = 60

/**
 * Lets nothing be written in a field. A field that is `readonly` has no caret in Chromium, and so nothing could be
 * selected in it from the keyboard.
 */
function keepAsItIs(field: HTMLTextAreaElement | null) {
  const refuse = (event: Event) => event.preventDefault()
  field?.addEventListener('beforeinput', refuse)
  return () => field?.removeEventListener('beforeinput', refuse)
}

/** The same text in a field that cannot be written in, where the keyboard selects as everywhere; or by whole paragraphs. */
export function TextByKeyboard({ text, onMark }: TextByKeyboardProps) {
  const { t } = useTranslation('points')
  const take = ({ currentTarget: { selectionStart, selectionEnd } }: SyntheticEvent<HTMLTextAreaElement>) => {
    if (selectionStart === selectionEnd) return
    onMark({ start: charactersBefore(text, selectionStart), end: charactersBefore(text, selectionEnd) })
  }
  return (
    <div className={styles.form}>
      <label htmlFor="text-to-mark">{t('split.text')}</label>
      <p id="text-to-mark-help" className={styles.hint}>
        {t('split.keyboardHelp')}
      </p>
      <textarea
        id="text-to-mark"
        ref={keepAsItIs}
        aria-readonly="true"
        inputMode="none"
        rows={14}
        className={styles.readOnly}
        defaultValue={text}
        aria-describedby="text-to-mark-help"
        onSelect={take}
        onKeyUp={take}
        onPointerUp={take}
      />
      <h3>{t('split.paragraphs')}</h3>
      <ul className={styles.paragraphs}>
        {paragraphsOf(text).map((span) => (
          <li key={span.start}>
            <span>
              {wordsOf(text, { start: span.start, end: Math.min(span.end, span.start + shownLength) })}…
            </span>
            <Button
              look="quiet"
              aria-label={`${t('split.paragraph')}: ${wordsOf(text, { start: span.start, end: Math.min(span.end, span.start + shownLength) })}`}
              onPress={() => onMark(span)}
            >
              {t('split.paragraph')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
