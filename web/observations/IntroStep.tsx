import { useTranslation } from 'react-i18next'
import { covered } from '#rules/observations'
import type { Plan } from '#schema/plans'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './observations.module.css'

/** The window that is written to: an open one, else one that still takes what is late, else the next. */
const chosenWindow = ({ windows }: Plan) =>
  (['open', 'late', 'notYet', 'over'] as const)
    .map((state) => windows.find((window) => window.state === state))
    .find((window) => window !== undefined)

/** What writing to a plan is, and what of it everybody will read. */
export function IntroStep({ plan, onContinue }: { plan: Plan; onContinue: () => void }) {
  const { t } = useTranslation('observations')
  const format = useFormats()
  const window = chosenWindow(plan)
  const state = window?.state ?? 'over'
  const example = t('intro.example')
  const dates = { late: window?.closesAt, notYet: window?.opensAt }
  return (
    <div className={styles.form}>
      <h2>{t('intro.title')}</h2>
      <p>{t('intro.what')}</p>
      {(state === 'late' || state === 'notYet') && (
        <Note tone="warn" icon="clock">
          {t(`intro.${state}`, { date: format.dateTime(dates[state] ?? '') })}
        </Note>
      )}
      {state === 'over' && <Note icon="clock">{t('intro.over')}</Note>}
      <section>
        <h3>{t('intro.publicTitle')}</h3>
        <p>{t('intro.public')}</p>
      </section>
      <section>
        <h3>{t('intro.notPublicTitle')}</h3>
        <p>{t('intro.notPublic')}</p>
      </section>
      <section>
        <h3>{t('intro.exampleTitle')}</h3>
        <div className={styles.example}>
          <figure>
            <figcaption>{t('intro.youWrite')}</figcaption>
            {example}
          </figure>
          <figure>
            <figcaption>{t('intro.everybodyReads')}</figcaption>
            {covered(example, [t('intro.exampleName')])}
          </figure>
        </div>
      </section>
      {(state === 'open' || state === 'late') && (
        <div>
          <Button look="primary" big onPress={onContinue}>
            {t('next')}
          </Button>
        </div>
      )}
    </div>
  )
}
