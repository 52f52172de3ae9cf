import { useTranslation } from 'react-i18next'
import type { FollowedPoint } from '#schema/observations'
import { useFormats } from '../i18n/format.ts'
import { Tag } from '../ui/marks.tsx'
import styles from './observations.module.css'

/** The points of an observation, each with its outcome and reply once they are public. */
export function ReplyList({ points }: { points: readonly FollowedPoint[] }) {
  const { t } = useTranslation('observations')
  const format = useFormats()
  return (
    <section>
      <h2>{t('page.points')}</h2>
      {points.length === 0 && <p>{t('page.noPoints')}</p>}
      <ol className={styles.preview}>
        {points.map(({ position, text, prescription, outcome, reply, decidedOn }) => (
          <li key={position}>
            <strong>{t('points.one', { number: position })}</strong>{' '}
            {prescription && <Tag>{t('opinion.mark')}</Tag>}{' '}
            {outcome && <Tag tone="blue">{t(`outcome.${outcome}`)}</Tag>}
            <p className={styles.words}>{text}</p>
            <p className={styles.words}>{outcome ? reply : t('page.noReply')}</p>
            {decidedOn && (
              <p className={styles.count}>{t('page.decidedOn', { date: format.date(decidedOn) })}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
