import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { submissionFaults } from '#rules/observations'
import type { MySubmission } from '#schema/observations'
import type { Plan } from '#schema/plans'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { CheckStep } from './CheckStep.tsx'
import { type PlacedFault, useFaultWords } from './faultWords.ts'
import styles from './observations.module.css'
import { PointsStep } from './PointsStep.tsx'
import { SaveLine } from './SaveLine.tsx'
import { useSubmissionDraft } from './useSubmissionDraft.ts'
import { WhoStep } from './WhoStep.tsx'
import type { WriteStep } from './writeSteps.ts'

type DraftStep = Exclude<WriteStep, 'intro' | 'signIn'>

interface DraftStepsProps {
  submission: MySubmission
  plan: Plan
  step: DraftStep
  goTo: (step: WriteStep) => void
}

/** Whether a fault belongs to a step; all of them to the last. */
const isOf = (step: DraftStep, { pointer }: PlacedFault) =>
  step === 'check' || pointer.includes('targets') === (step === 'points')

const nextOf = { who: 'points', points: 'check' } as const
const backOf = { who: 'intro', points: 'who', check: 'points' } as const

/** For whom, what, and the check: three steps over one draft. */
export function DraftSteps({ submission, plan, step, goTo }: DraftStepsProps) {
  const { t } = useTranslation('observations')
  const draft = useSubmissionDraft(submission)
  const { summary } = useFaultWords()
  const [faults, setFaults] = useState<readonly PlacedFault[]>([])
  const find = (at: DraftStep) => {
    const found = submissionFaults(draft.state.content, submission.files).filter((fault) => isOf(at, fault))
    setFaults(found)
    return found.length > 0
  }
  const next = () => {
    if (step === 'check' || find(step)) return
    void draft.saveNow().catch(() => undefined)
    goTo(nextOf[step])
  }
  const shared = { submission, plan, draft, faults }
  return (
    <div className={styles.form}>
      <SaveLine id={submission.id} draft={draft} />
      <ErrorSummary from={faults} entries={faults.filter((fault) => isOf(step, fault)).map(summary)} />
      {step === 'who' && <WhoStep {...shared} />}
      {step === 'points' && <PointsStep {...shared} />}
      {step === 'check' && (
        <CheckStep {...shared} goTo={goTo} findFaults={() => find('check')} onRefused={setFaults} />
      )}
      <div className={styles.buttons}>
        <Button onPress={() => goTo(backOf[step])}>{t('back')}</Button>
        {step !== 'check' && (
          <Button look="primary" big onPress={next}>
            {t('next')}
          </Button>
        )}
      </div>
    </div>
  )
}
