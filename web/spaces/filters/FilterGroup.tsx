import type { ReactNode } from 'react'
import styles from './filters.module.css'

interface FilterGroupProps {
  title: string
  /** What is chosen, in short. */
  value?: string | undefined
  hint?: string
  children: ReactNode
}

/** One filter: its name, what is chosen, one sentence that explains it, its control. */
export function FilterGroup({ title, value, hint, children }: FilterGroupProps) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>
        {title}
        {value && <span className={styles.value}>{value}</span>}
      </legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </fieldset>
  )
}
