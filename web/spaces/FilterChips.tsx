import { Chip } from '../ui/marks.tsx'
import { groupOf, useFilters } from './filterContext.ts'
import { useFilterWords } from './filterWords.ts'
import { activeFilters } from './SpaceFilters.tsx'
import styles from './TopRow.module.css'

/** What is active, each to be taken away. */
export function FilterChips() {
  const { filters, set } = useFilters()
  const words = useFilterWords()
  const active = activeFilters(filters, words)
  if (active.length === 0) return null
  const drop = (name: (typeof active)[number]['name']) =>
    set(Object.fromEntries(groupOf(name).map((each) => [each, undefined])))
  return (
    <ul className={styles.chips} aria-label={words.t('filters.label')}>
      {active.map(({ name, text }) => (
        <li key={name}>
          <Chip label={words.t('filters.drop', { filter: text })} onRemove={() => drop(name)}>
            {text}
          </Chip>
        </li>
      ))}
    </ul>
  )
}
