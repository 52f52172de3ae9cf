import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/icons.tsx'
import { engine } from './engine.ts'
import styles from './MapButtons.module.css'
import { easeOptions } from './motion.ts'

type Place = { lon: number; lat: number }

interface LocateButtonProps {
  map: MapLibreMap
  /** West, south, east, north of what the map is about. */
  bounds: readonly [number, number, number, number]
  say(message: string): void
}

const zoom = 15

/** Goes to where the person is, if the device tells and it is in the city. */
export function LocateButton({ map, bounds: [west, south, east, north], say }: LocateButtonProps) {
  const { t } = useTranslation('map')
  const [place, setPlace] = useState<Place | null>(null)
  useEffect(() => {
    if (!place) return
    const element = document.createElement('div')
    element.className = styles.you ?? ''
    element.title = t('map.located')
    const marker = new engine.Marker({ element }).setLngLat([place.lon, place.lat]).addTo(map)
    return () => {
      marker.remove()
    }
  }, [map, place, t])
  const found = ({ coords: { longitude: lon, latitude: lat } }: GeolocationPosition) => {
    if (lon < west || lon > east || lat < south || lat > north) return say(t('map.outside'))
    setPlace({ lon, lat })
    map.easeTo({ center: [lon, lat], zoom: Math.max(zoom, map.getZoom()), ...easeOptions() })
    say(t('map.located'))
  }
  const ask = () =>
    navigator.geolocation?.getCurrentPosition(found, () => say(t('map.notLocated')), { timeout: 8000 })
  return (
    <div className={styles.buttons}>
      <Button aria-label={t('map.locate')} onPress={ask}>
        <Icon name="locate" />
      </Button>
    </div>
  )
}
