import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { useFormats } from '../i18n/format.ts'
import styles from './MapButtons.module.css'
import { scaleOf } from './scale.ts'

/** How long a distance is on the map. */
export function ScaleBar({ map }: { map: MapLibreMap }) {
  const { distance } = useFormats()
  const [scale, setScale] = useState(() => scaleOf(map.getZoom(), map.getCenter().lat))
  useEffect(() => {
    const update = () => setScale(scaleOf(map.getZoom(), map.getCenter().lat))
    map.on('move', update)
    return () => {
      map.off('move', update)
    }
  }, [map])
  return (
    <span className={styles.scale} style={{ width: `${scale.widthPx}px` }}>
      {distance(scale.distanceM)}
    </span>
  )
}
