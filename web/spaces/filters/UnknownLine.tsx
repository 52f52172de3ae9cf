import { useFormats } from '../../i18n/format.ts'
import type { FilterName } from '../../url/searchState.ts'
import { useFilters } from '../filterContext.ts'
import { useFilterWords } from '../filterWords.ts'
import styles from './filters.module.css'

/** How many more would match if unknown values counted, and the box that counts them. */
export function UnknownLine({ name }: { name: FilterName }) {
  const { filters, list, set } = useFilters()
  const { number } = useFormats()
  const { t } = useFilterWords()
  const included = filters.unknown === 'include'
  const more = list?.unknowns[name] ?? 0
  if (filters[name] === undefined || (more === 0 && !included)) return null
  return (
    <label className={styles.unknown}>
      <input
        type="checkbox"
        checked={included}
        onChange={() => set({ unknown: included ? undefined : 'include' })}
      />
      <span>{t(included ? 'unknown.included' : 'unknown.more', { number: number(more) })}</span>
    </label>
  )
}
