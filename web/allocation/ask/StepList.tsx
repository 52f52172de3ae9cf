import { useTranslation } from 'react-i18next'
import { type AskStep, askSteps } from '../draft.ts'
import styles from './ask.module.css'

/** Where one is on the way. */
export function StepList({ step }: { step: AskStep }) {
  const { t } = useTranslation('requests')
  const now = askSteps.indexOf(step)
  return (
    <ol className={styles.steps} aria-label={t('ask.stepsLabel')}>
      {askSteps.map((name, index) => (
        <li
          key={name}
          aria-current={index === now ? 'step' : undefined}
          className={index < now ? styles.past : undefined}
        >
          <span className="vh">
            {t('ask.stepOf', { step: index + 1, count: askSteps.length })}
            {': '}
          </span>
          {t(`ask.steps.${name}`)}
        </li>
      ))}
    </ol>
  )
}
