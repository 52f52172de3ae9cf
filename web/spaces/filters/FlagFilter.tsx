import { useFormats } from '../../i18n/format.ts'
import { facetCounts, useFilters } from '../filterContext.ts'
import { useFilterWords } from '../filterWords.ts'
import styles from './filters.module.css'
import { UnknownLine } from './UnknownLine.tsx'

export type FlagName = 'vehicleAccess' | 'stepFree'

/** Any, yes or no. */
export function FlagFilter({ name, label }: { name: FlagName; label: string }) {
  const { filters, list, set } = useFilters()
  const { number } = useFormats()
  const { t } = useFilterWords()
  const counts = facetCounts(list, name)
  const options = [undefined, true, false] as const
  return (
    <>
      <div className={styles.segments} role="group" aria-label={label}>
        {options.map((option) => (
          <button
            key={String(option)}
            type="button"
            aria-pressed={filters[name] === option}
            onClick={() => set({ [name]: option })}
          >
            {option === undefined ? t('value.any') : t(option ? 'value.yes' : 'value.no')}
            {option !== undefined && <span>{number(counts.get(String(option)) ?? 0)}</span>}
          </button>
        ))}
      </div>
      <UnknownLine name={name} />
    </>
  )
}
