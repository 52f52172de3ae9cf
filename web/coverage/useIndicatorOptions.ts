import { useTranslation } from 'react-i18next'
import type { Indicator } from '#schema/coverage'
import { useLanguage } from '../i18n/useLanguage.ts'

/** Indicators to choose from, under the name of their family. */
export function useIndicatorOptions(indicators: readonly Indicator[]) {
  const { t } = useTranslation('coverage')
  const language = useLanguage()
  return indicators.map(({ id, title, group }) => ({
    value: id,
    label: title[language],
    group: t(`group.${group}`),
  }))
}
