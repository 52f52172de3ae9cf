import type { ReactNode } from 'react'
import { useFilterWords } from '../filterWords.ts'
import { ChoiceFilter, type ListName } from './ChoiceFilter.tsx'
import { FilterGroup } from './FilterGroup.tsx'
import { FlagFilter, type FlagName } from './FlagFilter.tsx'
import { NumberFilter, type NumberName } from './NumberFilter.tsx'
import { wordOf } from './wordOf.ts'

/** The control of a list with a facet: name, sentence, a box for each value. */
export function choiceControl(
  name: Exclude<ListName, 'advice' | 'district'>,
  values: readonly string[] = [],
  sign?: (value: string) => ReactNode,
) {
  return function Control() {
    const words = useFilterWords()
    const label = (value: string) => wordOf(name, value, words)
    return (
      <FilterGroup title={words.t(`filter.${name}.title`)} hint={words.t(`filter.${name}.hint`)}>
        <ChoiceFilter name={name} values={values} label={label} {...(sign && { sign })} />
      </FilterGroup>
    )
  }
}

/** The control of a limit: name, sentence, a field with its unit. */
export function numberControl(name: Exclude<NumberName, 'areaMin' | 'areaMax'>, unit: string) {
  return function Control() {
    const { t } = useFilterWords()
    const title = t(`filter.${name}.title`)
    return (
      <FilterGroup title={title} hint={t(`filter.${name}.hint`)}>
        <NumberFilter name={name} label={title} unit={unit} />
      </FilterGroup>
    )
  }
}

/** The control of a yes or no: name, sentence, three buttons. */
export function flagControl(name: FlagName) {
  return function Control() {
    const { t } = useFilterWords()
    const title = t(`filter.${name}.title`)
    return (
      <FilterGroup title={title} hint={t(`filter.${name}.hint`)}>
        <FlagFilter name={name} label={title} />
      </FilterGroup>
    )
  }
}
