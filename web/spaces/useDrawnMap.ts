import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useState } from 'react'
import type { Language } from '../i18n/index.ts'

/**
 * The map of the language in use. Another language draws another map: until it is ready there is none, so
 * that nothing is told to the one that has gone.
 */
export function useDrawnMap(language: Language) {
  const [drawn, setDrawn] = useState<{ map: MapLibreMap; language: Language } | null>(null)
  const setMap = useCallback((map: MapLibreMap | null) => setDrawn(map && { map, language }), [language])
  return { map: drawn?.language === language ? drawn.map : null, setMap }
}
