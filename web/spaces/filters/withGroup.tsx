import type { ComponentType } from 'react'
import { useFilterWords } from '../filterWords.ts'
import { FilterGroup } from './FilterGroup.tsx'

/** A control under the name and the sentence of its filter. */
export function withGroup(name: 'district' | 'neighbourhood', Control: ComponentType) {
  return function Grouped() {
    const { t } = useFilterWords()
    return (
      <FilterGroup title={t(`filter.${name}.title`)} hint={t(`filter.${name}.hint`)}>
        <Control />
      </FilterGroup>
    )
  }
}
