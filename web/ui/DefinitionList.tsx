import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './DefinitionList.module.css'

export interface Definition {
  term: string
  /** null: not recorded, and said so. */
  value: ReactNode | null
}

/** Entries without those that do not apply: their null is not something unknown. */
export const told = (entries: readonly Definition[]): Definition[] =>
  entries.filter(({ value }) => value !== null)

interface DefinitionListProps {
  entries: readonly Definition[]
  /** What a missing value is called, where it is not one of a survey. */
  missing?: string
  /** Values to the right, for figures. */
  figures?: boolean
}

/** Names and their values; what is not known is said, never left blank. */
export function DefinitionList({ entries, missing, figures = false }: DefinitionListProps) {
  const { t } = useTranslation('ui')
  return (
    <dl className={figures ? `${styles.list} ${styles.figures}` : styles.list}>
      {entries.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd className={value === null ? styles.unknown : undefined}>
            {value === null ? (missing ?? t('unknown')) : value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
