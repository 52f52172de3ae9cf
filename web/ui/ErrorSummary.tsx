import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './fields.module.css'

export interface SummaryEntry {
  /** Id of the field to go to. */
  field: string
  text: string
}

interface ErrorSummaryProps {
  entries: readonly SummaryEntry[]
  title?: string
  /** What the entries are worked out from, where that is done at every render: another one is told anew. */
  from?: unknown
}

/** What stops a form, at its top, with a way to each field; takes the focus each time it is told anew. */
export function ErrorSummary({ entries, title, from = entries }: ErrorSummaryProps) {
  const { t } = useTranslation('ui')
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const told = entries.length > 0 ? from : null
  useEffect(() => {
    if (told !== null) box.current?.focus()
  }, [told])
  if (entries.length === 0) return null
  return (
    <div ref={box} className={styles.summary} role="alert" tabIndex={-1} aria-labelledby={id}>
      <h2 id={id}>{title ?? t('errorSummary')}</h2>
      <ul>
        {entries.map(({ field, text }) => (
          <li key={field + text}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault()
                focusField(field)
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Puts the keyboard on a field, or on the first control of a group. */
function focusField(id: string): void {
  const element = document.getElementById(id)
  const control = element?.matches('input, select, textarea, button')
    ? element
    : (element?.querySelector<HTMLElement>('input, select, textarea, button') ?? element)
  control?.focus()
  element?.scrollIntoView({ block: 'center' })
}
