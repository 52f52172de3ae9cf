import type { FilterWords } from '../filterWords.ts'
import { floorWord } from '../floorWord.ts'
import type { ListName } from './ChoiceFilter.tsx'

type ToWord = (value: string, words: FilterWords) => string

const words: Record<Exclude<ListName, 'advice'>, ToWord> = {
  district: (value, { t }) => t('filter.district.chip', { list: value }),
  neighbourhood: (value, { places }) => places.neighbourhood(value),
  zone: (value, { places }) => places.zone(value),
  zoning: (value, { names }) => names.zoning(value),
  status: (value, { status }) => status(value),
  ownership: (value, { space }) => space(`ownership.${value}` as 'ownership.municipal'),
  condition: (value, { space }) => space(`condition.${value}` as 'condition.good'),
  floor: (value, { space }) => floorWord(value, space),
  threePhase: (value, { space }) => space(`threePhase.${value}` as 'threePhase.yes'),
  extraction: (value, { space }) => space(`extraction.${value}` as 'extraction.yes'),
}

/** One value of a list in words; `none` is "not recorded" everywhere. */
export function wordOf(name: Exclude<ListName, 'advice'>, value: string, context: FilterWords): string {
  return value === 'none' ? context.t('value.none') : words[name](value, context)
}
