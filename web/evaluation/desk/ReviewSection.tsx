import { useTranslation } from 'react-i18next'
import { reviewOutcomes } from '#schema/evaluation'
import { useFormats } from '../../i18n/format.ts'
import { Link } from '../../ui/Link.tsx'
import { Act } from '../Act.tsx'
import styles from '../evaluation.module.css'
import type { SectionProps } from './deskEvaluation.ts'

/** What applicants ask to be reviewed, and the answers. */
export function ReviewSection({ evaluation, send }: SectionProps) {
  const { t } = useTranslation('evaluationDesk')
  const format = useFormats()
  const { reviews, rankings, moves } = evaluation
  const until = rankings.find(({ kind, reviewUntil }) => kind === 'provisional' && reviewUntil)?.reviewUntil
  const outcomes = reviewOutcomes.map((value) => ({ value, label: t(`reviews.outcomes.${value}`) }))
  return (
    <>
      {until && <p>{t('reviews.until', { date: format.dateTime(until) })}</p>}
      {reviews.length === 0 && <p>{t('reviews.none')}</p>}
      <ul className={styles.cards}>
        {reviews.map(
          ({ id, number, applicantName, requestId, text, receivedAt, outcome, answer, answeredAt }) => (
            <li key={id} className={styles.card}>
              <h3 className={styles.links}>
                <Link to={`/desk/requests/${requestId}`}>
                  {t('reviews.by', { number, name: applicantName, date: format.dateTime(receivedAt) })}
                </Link>
              </h3>
              <p className={styles.words}>{text}</p>
              {answeredAt && outcome && (
                <>
                  <p>
                    <b>
                      {t('reviews.answered', {
                        date: format.dateTime(answeredAt),
                        outcome: t(`reviews.outcomes.${outcome}`),
                      })}
                    </b>
                  </p>
                  <p className={styles.words}>{answer}</p>
                </>
              )}
              {!answeredAt && (
                <Act
                  look="primary"
                  label={t('reviews.answerTo', { number })}
                  refusals={moves.answerReview}
                  fields={[
                    { name: 'outcome', label: t('reviews.outcome'), kind: 'choice', options: outcomes },
                    { name: 'answer', label: t('reviews.text'), kind: 'words', least: 10 },
                  ]}
                  onDo={(body) => send({ below: `/reviews/${id}`, body })}
                />
              )}
            </li>
          ),
        )}
      </ul>
    </>
  )
}
