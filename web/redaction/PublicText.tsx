import { useTranslation } from 'react-i18next'
import { cover } from '#rules/redaction'
import styles from './redaction.module.css'

/** A text as the public reads it, what is covered made to stand out; `of` tells one from others on a page. */
export function PublicText({ text, of }: { text: string; of?: string }) {
  const { t } = useTranslation('redaction')
  const parts = text.split(cover)
  return (
    <div
      className={styles.words}
      role="region"
      tabIndex={0}
      aria-label={of ? `${of}: ${t('public')}` : t('public')}
    >
      {parts.map((part, at) => (
        <span key={at}>
          {part}
          {at < parts.length - 1 && <span className={styles.cover}>{cover}</span>}
        </span>
      ))}
    </div>
  )
}
