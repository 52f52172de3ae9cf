import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useCityNames } from '../api/useCity.ts'
import { usePlaceNames } from '../districts/usePlaceNames.ts'
import { type Formats, useFormats } from '../i18n/format.ts'

/** What puts the values of filters into words. */
export interface FilterWords {
  t: TFunction<'map'>
  /** Texts of the page of a space: its words for values. */
  space: TFunction<'space'>
  formats: Formats
  names: ReturnType<typeof useCityNames>
  places: ReturnType<typeof usePlaceNames>
  /** The word of a status. */
  status(value: string): string
}

/** The words of filters in the language in use. */
export function useFilterWords(): FilterWords {
  const { t } = useTranslation('map')
  const { t: space } = useTranslation('space')
  const { t: ui } = useTranslation('ui')
  return {
    t,
    space,
    formats: useFormats(),
    names: useCityNames(),
    places: usePlaceNames(),
    status: (value) => ui(`status.${value}` as 'status.available'),
  }
}
