import { useTranslation } from 'react-i18next'
import { romeDate } from '#rules/city'
import type { Plan } from '#schema/plans'
import { useFormats } from '../i18n/format.ts'
import { it } from '../i18n/resources.ts'
import styles from './plans.module.css'

type Entry = keyof typeof it.plans.timeline
const isEntry = (code: string): code is Entry => code in it.plans.timeline

/** The days of a plan in their order; those the law gives say so. */
export function PlanTimeline({ timeline }: Pick<Plan, 'timeline'>) {
  const { t } = useTranslation('plans')
  const format = useFormats()
  const today = romeDate(new Date())
  return (
    <ol className={styles.timeline}>
      {timeline.map(({ code, on, computed }) => (
        <li key={code} className={on < today ? styles.past : undefined}>
          <time dateTime={on}>{format.longDate(on)}</time>
          <span>
            {isEntry(code) && t(`timeline.${code}`)}
            {computed && <small> ({t('timeline.computed')})</small>}
          </span>
        </li>
      ))}
    </ol>
  )
}
