import { useTranslation } from 'react-i18next'
import type { DeskPlan } from '#schema/plans'
import { Note } from '../ui/marks.tsx'
import styles from './plans.module.css'
import { useStepWords } from './useStepWords.ts'

type Warning = DeskPlan['warnings'][number]

/** What a warning says. */
export function useWarningWords() {
  const { t } = useTranslation('planDesk')
  const stepWords = useStepWords()
  return ({ code, days, step }: Warning): string =>
    t(`warning.${code}`, { count: days ?? 0, step: step ? stepWords(step) : '' })
}

/** What the desk is warned of; nothing voids anything by itself. */
export function PlanWarnings({ warnings }: Pick<DeskPlan, 'warnings'>) {
  const words = useWarningWords()
  if (warnings.length === 0) return null
  return (
    <div className={styles.warnings}>
      {warnings.map((warning) => (
        <Note key={warning.code + (warning.step ?? '')} tone="warn" icon="warn">
          {words(warning)}
        </Note>
      ))}
    </div>
  )
}
