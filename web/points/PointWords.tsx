import { useTranslation } from 'react-i18next'
import { lengthOf, piecesOf, wordsOf } from '#rules/points'
import type { PointDetail } from '#schema/points'
import { useFormats } from '../i18n/format.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import styles from './points.module.css'
import { SubmissionFiles } from './SubmissionFiles.tsx'
import { useSplitWords } from './splitWords.ts'

/** The whole text as it was received, the words of this point highlighted. */
function WholeText({ point }: { point: PointDetail }) {
  const { text, points } = point.submission
  const mine = points.filter(({ id }) => id === point.id)
  return (
    <p className={styles.preserved}>
      {piecesOf(lengthOf(text), mine).map((piece) => {
        const words = wordsOf(text, piece)
        return piece.within.length > 0 ? (
          <mark key={piece.start} className={styles.newMark}>
            {words}
          </mark>
        ) : (
          <span key={piece.start}>{words}</span>
        )
      })}
    </p>
  )
}

/** What the point says: its own words, the text they stand in, and the article it is aimed at. */
export function PointWords({ point }: { point: PointDetail }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  const { say, submitter } = useSplitWords()
  const { submission, article } = point
  const others = submission.points.filter(({ id }) => id !== point.id)
  return (
    <section className={styles.paper}>
      <p className={styles.hint}>
        <Link to={`/desk/observations/${submission.id}`}>{submission.number}</Link>
        {' · '}
        {[submission.submitterName, submitter(submission.submitterKind), say('channels', submission.channel)]
          .filter(Boolean)
          .join(' · ')}
        {' · '}
        {format.dateTime(submission.receivedAt)}
      </p>
      {point.removed && <Note tone="danger">{t('one.removedNote', { reason: point.removed })}</Note>}
      {!point.examined && <Note>{t('one.closed')}</Note>}
      {point.locked && <Note icon="info">{t('one.locked')}</Note>}
      <h2>{t('one.words')}</h2>
      <p className={styles.preserved}>{point.text}</p>
      <Disclosure title={t('one.wholeText')}>
        <WholeText point={point} />
      </Disclosure>
      {article && (
        <Disclosure title={`${t('one.articleText')}: ${point.provision}`}>
          <p className={styles.preserved}>{article.text ?? t('one.noArticleText')}</p>
        </Disclosure>
      )}
      <SubmissionFiles submission={submission.id} files={submission.files} />
      {others.length > 0 && (
        <>
          <h3>{t('one.others')}</h3>
          <ul className={styles.plainList}>
            {others.map((other) => (
              <li key={other.id}>
                <Link to={`/desk/points/${other.id}`}>{other.reference}</Link>{' '}
                <OutcomeTag outcome={other.outcome} /> {other.synthesis}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
