import { useTranslation } from 'react-i18next'
import { cover } from '#rules/redaction'
import styles from './redaction.module.css'

/** A text as the public reads it, what is covered made to stand out. */
export function PublicText({ text }: { text: string }) {
  const { t } = useTranslation('redaction')
  const parts = text.split(cover)
  return (
    <div className={styles.words} role="region" tabIndex={0} aria-label={t('public')}>
      {parts.map((part, at) => (
        <span key={at}>
          {part}
          {at < parts.length - 1 && <span className={styles.cover}>{cover}</span>}
        </span>
      ))}
    </div>
  )
}
