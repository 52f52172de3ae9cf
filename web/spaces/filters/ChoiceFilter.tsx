import type { ReactNode } from 'react'
import type { SpaceFacets, SpaceFilters } from '#schema/spaces'
import { useFormats } from '../../i18n/format.ts'
import { facetCounts, useFilters } from '../filterContext.ts'
import styles from './filters.module.css'

/** Filters that are lists of values with a facet of the same name. */
export type ListName = Exclude<keyof SpaceFacets & keyof SpaceFilters, 'vehicleAccess' | 'stepFree'>

interface ChoiceFilterProps {
  name: ListName
  /** In the order shown; values of the facet that are not among them follow, unless these are the only. */
  values?: readonly string[]
  only?: boolean
  label(value: string): string
  sign?: (value: string) => ReactNode
  /** What counts as chosen while the filter says nothing. */
  preset?: readonly string[]
}

/** A box for each value with how many spaces it would give; without a choice all are shown. */
export function ChoiceFilter({
  name,
  values = [],
  only = false,
  label,
  sign,
  preset = [],
}: ChoiceFilterProps) {
  const { filters, list, set } = useFilters()
  const { number } = useFormats()
  const counts = facetCounts(list, name)
  const given = filters[name] as string[] | undefined
  const chosen = given ?? preset
  const shown = [...new Set([...values, ...(only ? [] : counts.keys()), ...chosen])]
  const toggle = (value: string) => {
    const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]
    set({ [name]: next.length === 0 ? undefined : shown.filter((other) => next.includes(other)) })
  }
  return (
    <div>
      {shown.map((value) => (
        <label key={value} className={styles.check} data-zero={counts.get(value) ? undefined : true}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          {sign?.(value)}
          <span>{label(value)}</span>
          <span className={styles.count}>{number(counts.get(value) ?? 0)}</span>
        </label>
      ))}
    </div>
  )
}
