import type { FilterName } from '../url/searchState.ts'
import styles from './FilterColumn.module.css'
import { useFilters } from './filterContext.ts'
import { useFilterWords } from './filterWords.ts'
import { activeFilters } from './SpaceFilters.tsx'

/** What a closed group of filters holds, in short. */
export function ActiveInGroup({ names }: { names: FilterName[] }) {
  const { filters } = useFilters()
  const words = useFilterWords()
  const active = activeFilters(filters, words).filter(({ name }) => names.includes(name))
  return (
    <span className={styles.active} data-any={active.length === 0 ? true : undefined}>
      {active.length === 0 ? words.t('filters.any') : active.map(({ text }) => text).join(' · ')}
    </span>
  )
}
