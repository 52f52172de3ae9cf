import { useTranslation } from 'react-i18next'
import type { PublicWindow } from '#schema/plans'
import { useFormats } from '../i18n/format.ts'
import styles from './plans.module.css'

/** When one writes to a plan, and what comes of being late. */
export function PlanWindows({ windows }: { windows: readonly PublicWindow[] }) {
  const { t } = useTranslation('plans')
  const format = useFormats()
  return (
    <ul className={styles.windows}>
      {windows.map(({ kind, state, opensAt, closesAt }) => (
        <li key={kind}>
          <strong>{t(`window.${kind}`)}</strong>
          {t(`windowState.${state}`, { date: format.dateTime(state === 'notYet' ? opensAt : closesAt) })}
        </li>
      ))}
    </ul>
  )
}
