import { useTranslation } from 'react-i18next'
import { officeSteps, type StepWait } from '#schema/qualifiedList'
import { Icon } from '../ui/icons.tsx'
import styles from './qualifiedList.module.css'

/** In red and in words, that something took longer than was promised. */
function Late({ by }: { by: number }) {
  const { t } = useTranslation('labList')
  return (
    <span className={styles.late}>
      <Icon name="warn" size={16} />
      {t('overBy', { count: by })}
    </span>
  )
}

/** How long an application was in each step, beside the days that are promised. */
export function StepWaits({ steps }: { steps: readonly StepWait[] }) {
  const { t } = useTranslation('labList')
  return (
    <ul className={styles.steps}>
      {steps.map(({ step, workingDays, promised, isOver, isOpen }) => {
        const isOffices = officeSteps.some((known) => known === step)
        return (
          <li key={step}>
            {t(`step.${step}`)}:{' '}
            {isOffices
              ? t('stepDays', { days: workingDays, promised })
              : t('stepPlain', { days: workingDays })}
            {isOpen && !isOffices && `, ${t('waitsForLab')}`} {isOver && <Late by={workingDays - promised} />}
          </li>
        )
      })}
    </ul>
  )
}
