import { useFormats } from '../../i18n/format.ts'
import { facetCounts, useFilters } from '../filterContext.ts'
import { useFilterWords } from '../filterWords.ts'
import styles from './filters.module.css'

/** The Municipi as a grid of numbers, each with how many spaces it holds. */
export function DistrictFilter() {
  const { filters, list, set } = useFilters()
  const { number } = useFormats()
  const { t, places } = useFilterWords()
  const counts = facetCounts(list, 'district')
  const chosen = filters.district ?? []
  const shown = [...new Set([...places.districts, ...counts.keys(), ...chosen])].sort(byNumber)
  const toggle = (code: string) => {
    const next = chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code]
    set({ district: next.length === 0 ? undefined : next.sort(byNumber) })
  }
  return (
    <div className={styles.grid}>
      {shown.map((code) => (
        <button
          key={code}
          type="button"
          aria-pressed={chosen.includes(code)}
          aria-label={t('filter.district.choice', {
            code: code === 'none' ? '–' : code,
            count: counts.get(code) ?? 0,
          })}
          onClick={() => toggle(code)}
        >
          {code === 'none' ? '–' : code} <span>{number(counts.get(code) ?? 0)}</span>
        </button>
      ))}
    </div>
  )
}

const byNumber = (a: string, b: string) => a.localeCompare(b, 'it', { numeric: true })
