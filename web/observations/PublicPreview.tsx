import { useTranslation } from 'react-i18next'
import { covered } from '#rules/observations'
import type { SubmissionContent } from '#schema/observations'
import styles from './observations.module.css'

/** How anybody may come to read what is sent: personal words that are found are covered; people look again. */
export function PublicPreview({ content }: { content: SubmissionContent }) {
  const { t } = useTranslation('observations')
  const { name, onBehalfOf } = content.submitter
  return (
    <section>
      <h2>{t('check.publicTitle')}</h2>
      <p>{t('check.publicIntro')}</p>
      <ol className={styles.preview}>
        {content.targets.map(({ text }, index) => (
          <li key={index}>
            <strong>{t('points.one', { number: index + 1 })}</strong>
            <p className={styles.words}>{covered(text, [name, onBehalfOf])}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
