import { useMemo } from 'react'
import type { ZoningClass } from '#schema/city'
import { useCity } from '../api/useCity.ts'
import { locales } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import type { LayerContext } from '../map/layerGroup.ts'
import { preferredPalette } from '../map/palette.ts'

/** What the layers of the map depend on: contrast, language, and the classes of the city's plan. */
export function useLayerContext(): LayerContext {
  const language = useLanguage()
  const { zoningClasses } = useCity()
  return useMemo(
    () => ({
      palette: preferredPalette(),
      locale: locales[language],
      zoningFamilies: byFamily(zoningClasses),
    }),
    [language, zoningClasses],
  )
}

function byFamily(classes: readonly ZoningClass[]): LayerContext['zoningFamilies'] {
  const families: Partial<Record<ZoningClass['family'], string[]>> = {}
  for (const { code, family } of classes) families[family] = [...(families[family] ?? []), code]
  return families
}
