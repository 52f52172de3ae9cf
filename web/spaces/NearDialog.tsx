import type { Map as MapLibreMap } from 'maplibre-gl'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { SelectField } from '../ui/fields.tsx'
import styles from './dialogs.module.css'

interface NearDialogProps {
  map: MapLibreMap | null
  onNear(near: string): void
  onClose(): void
}

const radiiM = [300, 500, 1000, 2000, 5000]

/** "Near me" with a distance; where the device keeps silent, near the centre of the map. */
export function NearDialog({ map, onNear, onClose }: NearDialogProps) {
  const { t } = useTranslation('map')
  const { distance } = useFormats()
  const [radiusM, setRadiusM] = useState('1000')
  const [state, setState] = useState<'idle' | 'asking' | 'refused'>('idle')
  const near = (lon: number, lat: number) => {
    onNear(`${lon.toFixed(5)},${lat.toFixed(5)},${radiusM}`)
    onClose()
  }
  const ask = () => {
    if (!navigator.geolocation) return setState('refused')
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => near(coords.longitude, coords.latitude),
      () => setState('refused'),
      { timeout: 8000, maximumAge: 60_000 },
    )
  }
  const atCenter = () => {
    const center = map?.getCenter()
    if (center) near(center.lng, center.lat)
  }
  return (
    <Dialog title={t('near.title')} open onClose={onClose}>
      <p>{t('near.body')}</p>
      <SelectField
        id="near-radius"
        label={t('near.radius')}
        value={radiusM}
        onChange={setRadiusM}
        options={radiiM.map((radius) => ({ value: String(radius), label: distance(radius) }))}
      />
      <p role="status">
        {state === 'asking' && t('near.asking')}
        {state === 'refused' && t('near.refused')}
      </p>
      <div className={styles.actions}>
        <Button look="primary" icon="locate" onPress={ask}>
          {t('near.me')}
        </Button>
        <Button isDisabled={!map} onPress={atCenter}>
          {t('near.center')}
        </Button>
      </div>
    </Dialog>
  )
}
