import type { Geometry } from 'geojson'
import { useTranslation } from 'react-i18next'
import type { RegisterPoint } from '#schema/register'
import { PlaceInset } from '../points/PlaceInset.tsx'
import { layersOf } from './layer.ts'
import styles from './register.module.css'

interface PlaceMapProps {
  point: RegisterPoint
  geometry: NonNullable<RegisterPoint['geometry']>
}

/** The place of one point of a register. */
export function PlaceMap({ point, geometry }: PlaceMapProps) {
  const { t } = useTranslation('register')
  return (
    <PlaceInset
      key={point.reference}
      outcome={point.outcome}
      geometry={geometry as Geometry}
      layersOf={layersOf}
      label={t('point.where')}
      where={point.neighbourhood?.name}
      className={styles.inset}
    />
  )
}
