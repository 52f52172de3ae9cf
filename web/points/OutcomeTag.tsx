import { useTranslation } from 'react-i18next'
import type { Outcome, Stage } from '#schema/points'
import { Tag } from '../ui/marks.tsx'
import { toneOf } from './words.ts'

interface OutcomeTagProps {
  outcome: Outcome | null
  stage?: Stage | null
}

/** How a point stands: its outcome, and who has decided last. */
export function OutcomeTag({ outcome, stage }: OutcomeTagProps) {
  const { t } = useTranslation('points')
  return (
    <>
      <Tag tone={toneOf(outcome)}>{t(`outcome.${outcome ?? 'none'}`)}</Tag>
      {stage && <span className="vh"> ({t(`stage.${stage}`)})</span>}
    </>
  )
}
