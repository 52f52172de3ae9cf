import type { Geometry } from 'geojson'
import { useTranslation } from 'react-i18next'
import type { PointDetail } from '#schema/points'
import { layersOf } from './layer.ts'
import { PlaceInset } from './PlaceInset.tsx'
import styles from './points.module.css'

/** The place of one point with spaces, zones and NIL beneath. */
export function PointPlaceMap({ point, geometry }: { point: PointDetail; geometry: Geometry }) {
  const { t } = useTranslation('points')
  return (
    <PlaceInset
      outcome={point.outcome}
      geometry={geometry}
      layersOf={layersOf}
      label={t('one.where')}
      where={point.neighbourhood}
      className={styles.inset}
    />
  )
}
