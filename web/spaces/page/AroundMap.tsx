import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { useFormats } from '../../i18n/format.ts'
import { LabGlyph, StopGlyph } from '../../ui/PlaceGlyphs.tsx'
import { StatusGlyph } from '../../ui/StatusSign.tsx'
import { metresPerDegree } from './plan.ts'
import styles from './space.module.css'

type Point = readonly [number, number]
const SIZE = { width: 400, height: 280 }
const REACH_PX = 120

/** Distance between the circles, in metres: two to five of them reach the farther place. */
const ringStepM = (reachM: number): number =>
  [100, 200, 500, 1000, 2000].find((step) => reachM / step <= 5) ?? 5000

const sign = 18
const at = (x: number, y: number, size = sign) => `translate(${x - size / 2} ${y - size / 2})`

/** A diagram, not a map: what is near lies in its true direction and distance. */
export function AroundMap({ space, center }: { space: Space; center: Point }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  const places = [space.nearestLab, space.nearestStop].filter((place) => place !== null)
  const reachM = Math.max(400, ...places.map((place) => place.distanceM))
  const scale = REACH_PX / reachM
  const degree = metresPerDegree(center[1])
  const [middleX, middleY] = [SIZE.width / 2, SIZE.height / 2]
  const place = ([lon, lat]: Point): [number, number] => [
    middleX + (lon - center[0]) * degree.lon * scale,
    middleY - (lat - center[1]) * degree.lat * scale,
  ]
  const step = ringStepM(reachM)
  const circles = Array.from({ length: Math.ceil(240 / (step * scale)) }, (_, index) => (index + 1) * step)
  const written = { step: format.distance(step) }
  return (
    <figure className={styles.aroundMap}>
      <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={t('around.mapLabel', written)}>
        {circles.map((radius) => (
          <g key={radius}>
            <circle cx={middleX} cy={middleY} r={radius * scale} fill="none" stroke="var(--map-nil)" />
            <text x={middleX + 4} y={middleY - radius * scale - 3} className={styles.ringText}>
              {format.distance(radius)}
            </text>
          </g>
        ))}
        {places.map((other) => {
          const [x, y] = place(other.point)
          return (
            <path
              key={other.code}
              d={`M${middleX} ${middleY}L${x} ${y}`}
              stroke="var(--ink-500)"
              strokeDasharray="3 3"
            />
          )
        })}
        {space.nearestStop && (
          <g transform={at(...place(space.nearestStop.point))}>
            <StopGlyph size={sign} />
          </g>
        )}
        {space.nearestLab && (
          <g transform={at(...place(space.nearestLab.point))}>
            <LabGlyph size={sign} />
          </g>
        )}
        <circle cx={middleX} cy={middleY} r="15" fill="#fff" stroke="var(--blue-500)" strokeWidth="3" />
        <g transform={at(middleX, middleY, 16)}>
          <StatusGlyph status={space.status} size={16} />
        </g>
        <text x={middleX} y={middleY + 32} className={styles.aroundCode}>
          {space.code}
        </text>
      </svg>
      <figcaption>{t('around.rings', written)}</figcaption>
    </figure>
  )
}
