import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DraftTarget, positionLimit } from '#schema/observations'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { FileButton } from '../ui/FileButton.tsx'
import { FieldFault, TextField } from '../ui/fields.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './observations.module.css'
import { type Place, positionsIn, readPlaceFile } from './placeFile.ts'

const PlaceMap = lazy(async () => ({ default: (await import('./PlaceMap.tsx')).PlaceMap }))

interface PlaceFieldsProps {
  id: string
  target: DraftTarget
  change: (changes: Partial<DraftTarget>) => void
  error: string | undefined
}

/** A place in words, for who does not see the map. */
export function usePlaceWords() {
  const { t } = useTranslation('observations')
  const format = useFormats()
  return (place: NonNullable<DraftTarget['geometry']>): string => {
    const [lon = 0, lat = 0] = positionsIn(place)[0] ?? []
    const at = t('place.coordinates', { lat: format.number(lat, 5), lon: format.number(lon, 5) })
    return t(`place.drawn.${place.type}`, { at })
  }
}

interface PlaceFileProps {
  onPlace: (place: Place, words: string) => void
}

/** A place from a file, read in the browser. */
function PlaceFileButton({ onPlace }: PlaceFileProps) {
  const { t } = useTranslation('observations')
  const format = useFormats()
  const [failed, setFailed] = useState('')
  const read = async (file: File) => {
    setFailed('')
    try {
      const place = await readPlaceFile(file)
      if (positionsIn(place).length > positionLimit)
        return setFailed(t('place.fileTooLarge', { max: format.number(positionLimit) }))
      onPlace(place, t('place.fileRead', { name: file.name }))
    } catch {
      setFailed(t('place.fileFailed'))
    }
  }
  return (
    <>
      <FileButton accept={['.geojson', '.json', '.kml', '.zip']} onFile={(file) => void read(file)}>
        {t('place.file')}
      </FileButton>
      <span className={styles.count}>{t('place.fileHint')}</span>
      {failed && <FieldFault alert>{failed}</FieldFault>}
    </>
  )
}

/** Cadastral sheet and parcels, for who knows a place by them. */
function ParcelFields({ id, target, change }: Omit<PlaceFieldsProps, 'error'>) {
  const { t } = useTranslation('observations')
  const [parcels] = target.parcels ?? []
  const set = (changes: { sheet?: string; parcels?: string }) => {
    const next = { sheet: '', parcels: '', ...parcels, ...changes }
    change({ parcels: next.sheet || next.parcels ? [next] : [] })
  }
  return (
    <>
      <p>{t('place.parcels')}</p>
      <div className={styles.pair}>
        <TextField
          id={`${id}-sheet`}
          short
          optional
          label={t('place.sheet')}
          maxLength={20}
          value={parcels?.sheet ?? ''}
          onChange={(sheet) => set({ sheet })}
        />
        <TextField
          id={`${id}-parcels`}
          optional
          label={t('place.parcel')}
          hint={t('place.parcelHint')}
          maxLength={200}
          value={parcels?.parcels ?? ''}
          onChange={(numbers) => set({ parcels: numbers })}
        />
      </div>
    </>
  )
}

/** Where a point is: drawn on a map, from a file, or by cadastral sheet and parcel. */
export function PlaceFields({ id, target, change, error }: PlaceFieldsProps) {
  const { t } = useTranslation('observations')
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const words = usePlaceWords()
  const { geometry = null } = target
  const show = (place: Place, more = '') => {
    change({ geometry: place })
    setSaid(`${more} ${words(place)}`.trim())
  }
  return (
    <fieldset className={styles.files} id={`${id}-geometry`}>
      <legend>{t('place.title')}</legend>
      {error && <FieldFault alert>{error}</FieldFault>}
      <div className={styles.buttons}>
        <Button icon="draw" aria-expanded={open} onPress={() => setOpen(!open)}>
          {t(open ? 'place.close' : geometry ? 'place.again' : 'place.draw')}
        </Button>
        <PlaceFileButton onPlace={show} />
      </div>
      {open && (
        <Suspense fallback={<Skeleton lines={6} />}>
          <PlaceMap id={id} place={geometry} onDrawn={(place) => show(place)} />
        </Suspense>
      )}
      <p role="status">{said || (geometry ? words(geometry) : '')}</p>
      {geometry && (
        <div>
          <Button
            look="quiet"
            onPress={() => {
              change({ geometry: null })
              setSaid('')
            }}
          >
            {t('place.remove')}
          </Button>
        </div>
      )}
      <ParcelFields id={id} target={target} change={change} />
    </fieldset>
  )
}
