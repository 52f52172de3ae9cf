import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Span, wordsOf } from '#rules/points'
import type { Setup, SplitSubmission } from '#schema/points'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import styles from './points.module.css'
import { addPoint, splitQuery, useDeed } from './pointsApi.ts'
import { ThemeChoice } from './ThemeChoice.tsx'
import { usePointProblem } from './words.ts'

interface NewPointFormProps {
  setup: Setup
  submission: SplitSubmission
  span: Span | null
  onMade: () => void
}

/** The words marked, with what they ask and about what: the point that becomes of them. */
export function NewPointForm({ setup, submission, span, onMade }: NewPointFormProps) {
  const { t } = useTranslation('points')
  const problem = usePointProblem()
  const queries = useQueryClient()
  const [synthesis, setSynthesis] = useState('')
  const [themes, setThemes] = useState<number[]>([])
  const make = useDeed((marked: Span) =>
    addPoint(submission.id, { ...marked, ...(synthesis.trim() && { synthesis }), themes }),
  )
  const made = make.data?.points.reduce((last, point) => (point.position > last.position ? point : last))
  const press = async () => {
    if (!span) return
    queries.setQueryData(splitQuery(submission.id).queryKey, await make.mutateAsync(span))
    setSynthesis('')
    setThemes([])
    onMade()
  }
  return (
    <section className={styles.panel}>
      <h2>{t('split.new')}</h2>
      <div>
        <h3>{t('split.marked')}</h3>
        <p id="marked-words" className={styles.markedWords} aria-live="polite">
          {span ? wordsOf(submission.text, span) : t('split.nothingMarked')}
        </p>
      </div>
      <TextField
        id="synthesis"
        label={t('split.synthesis')}
        hint={t('split.synthesisHint')}
        rows={3}
        maxLength={1000}
        value={synthesis}
        onChange={setSynthesis}
        optional
      />
      <ThemeChoice setup={setup} themes={themes} onChange={setThemes} />
      {make.error && <p role="alert">{problem(make.error)}</p>}
      <p role="status">{made && !span && t('split.made', { reference: made.reference })}</p>
      <Button look="primary" isDisabled={!span} isPending={make.isPending} onPress={() => void press()}>
        {t('split.make')}
      </Button>
    </section>
  )
}
