import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { districtLayer } from '../districts/layer.ts'
import { crossLayer } from '../map/crosses.ts'
import { engine } from '../map/engine.ts'
import { usePress } from '../map/usePress.ts'
import { FramedMap } from '../spaces/FramedMap.tsx'
import { useLayerContext } from '../spaces/useLayerContext.ts'
import { Button } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { TextField } from '../ui/fields.tsx'
import styles from './labEdit.module.css'
import { type LonLat, readPlace, writePlace } from './placeText.ts'

interface PlaceProps {
  point: LonLat | null
  error: string | undefined
  onChange: (point: LonLat | null) => void
  /** Whether what stands in the field is no place: the point is then the one before it, and not to be saved. */
  onWrong: (isWrong: boolean) => void
}

/** Marks a place on the map. */
function usePin(map: MapLibreMap | null, point: LonLat | null): void {
  useEffect(() => {
    if (!map || !point) return
    const element = document.createElement('div')
    element.className = styles.pin ?? ''
    const marker = new engine.Marker({ element }).setLngLat(point).addTo(map)
    return () => {
      marker.remove()
    }
  }, [map, point])
}

function PlaceMap({ point, onChange }: { point: LonLat | null; onChange: (place: LonLat) => void }) {
  const { t } = useTranslation('labs')
  const context = useLayerContext()
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const groups = useMemo(() => [crossLayer, districtLayer].map((layer) => layer(context)), [context])
  usePin(map, point)
  usePress(map, true, onChange)
  const atCentre = () => {
    const centre = map?.getCenter()
    if (centre) onChange([centre.lng, centre.lat])
  }
  return (
    <>
      <FramedMap
        groups={groups}
        context={context}
        className={styles.map}
        label={t('edit.map')}
        help={t('edit.mapHelp')}
        padding={16}
        keepsCamera={false}
        onReady={setMap}
      >
        <span className={styles.cross} aria-hidden="true" />
      </FramedMap>
      <p>{t('edit.mapHelp')}</p>
      <Button icon="locate" isDisabled={!map} onPress={atCentre}>
        {t('edit.atCentre')}
      </Button>
    </>
  )
}

const isNoPlace = (text: string) => text.trim() !== '' && readPlace(text) === undefined

/** Where a lab is: typed as maps write it, or pressed on a map. */
export function PlaceFields({ point, error, onChange, onWrong }: PlaceProps) {
  const { t } = useTranslation('labs')
  const [text, setText] = useState(point ? writePlace(point) : '')
  const isWrong = isNoPlace(text)
  const press = useCallback(
    (place: LonLat) => {
      setText(writePlace(place))
      onWrong(false)
      onChange(place)
    },
    [onChange, onWrong],
  )
  const type = (written: string) => {
    setText(written)
    onWrong(isNoPlace(written))
    if (!isNoPlace(written)) onChange(readPlace(written) ?? null)
  }
  return (
    <>
      <TextField
        id="lab-point"
        label={t('edit.point')}
        hint={t('edit.pointHint')}
        optional
        value={text}
        error={isWrong ? t('fault.place') : error}
        onChange={type}
      />
      <Disclosure title={t('edit.map')} onlyWhenOpen>
        <PlaceMap point={point} onChange={press} />
      </Disclosure>
    </>
  )
}
