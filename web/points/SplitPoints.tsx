import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wordsOf } from '#rules/points'
import type { Setup, SplitSubmission } from '#schema/points'
import { Button } from '../ui/Button.tsx'
import { Link } from '../ui/Link.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import styles from './points.module.css'
import { removePoint, splitQuery, useDeed } from './pointsApi.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useRefusalWords, useTitles } from './words.ts'

type Point = SplitSubmission['points'][number]

function PointLine({
  setup,
  submission,
  point,
}: {
  setup: Setup
  submission: SplitSubmission
  point: Point
}) {
  const { t } = useTranslation('points')
  const titles = useTitles(setup)
  const words = useRefusalWords()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useDeed((reason: string) => removePoint(point.id, point.version, reason))
  const submit = async (reason: string) => {
    queries.setQueryData(splitQuery(submission.id).queryKey, await remove.mutateAsync(reason))
    setAsking(false)
  }
  return (
    <li>
      <p>
        <Link to={`/desk/points/${point.id}?plan=${submission.plan}&submission=${submission.id}`}>
          {point.reference}
        </Link>{' '}
        <OutcomeTag outcome={point.outcome} stage={point.stage} />
      </p>
      <p className={styles.clipped}>{point.synthesis ?? wordsOf(submission.text, point)}</p>
      {point.themes.length > 0 && <p className={styles.hint}>{point.themes.map(titles.theme).join(', ')}</p>}
      {point.refusals.length === 0 ? (
        <Button
          look="quiet"
          aria-label={t('split.removeTitle', { reference: point.reference })}
          onPress={() => setAsking(true)}
        >
          {t('split.remove')}
        </Button>
      ) : (
        <p className={styles.hint}>{t('cannot', { reasons: words(point.refusals) })}</p>
      )}
      {asking && (
        <ReasonDialog
          title={t('split.removeTitle', { reference: point.reference })}
          label={t('split.removeReason')}
          hint={t('split.removeHint')}
          button={t('split.remove')}
          pending={remove.isPending}
          error={remove.error}
          onSubmit={(reason) => void submit(reason)}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  )
}

/** The points a submission is split into, each to be opened or, while nothing was decided on it, taken away. */
export function SplitPoints({ setup, submission }: { setup: Setup; submission: SplitSubmission }) {
  const { t } = useTranslation('points')
  return (
    <section className={styles.panel}>
      <h2>{t('split.points', { count: submission.points.length })}</h2>
      <ol className={styles.pointLines}>
        {submission.points.map((point) => (
          <PointLine key={point.id} setup={setup} submission={submission} point={point} />
        ))}
      </ol>
    </section>
  )
}
