import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { useFormats } from '../../i18n/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { LabGlyph, StopGlyph } from '../../ui/PlaceGlyphs.tsx'
import { AroundMap } from './AroundMap.tsx'
import styles from './space.module.css'
import { walkingMinutes } from './walking.ts'

interface PlaceProps {
  sign: ReactNode
  name: string
  value: string
  note: string
}

const Place = ({ sign, name, value, note }: PlaceProps) => (
  <li>
    {sign}
    <b>{name}</b>
    <b>{value}</b>
    <small>{note}</small>
  </li>
)

function ZonePlaces({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  const name = t('around.zone')
  if (space.zones.length === 0) {
    return (
      <Place sign={<Icon name="map" />} name={name} value={t('around.outside')} note={t('around.zoneNone')} />
    )
  }
  return space.zones.map((zone) => (
    <Place
      key={zone.code}
      sign={<Icon name="map" />}
      name={name}
      value={t('around.inside')}
      note={t(zone.official ? 'around.zoneOfficial' : 'around.zoneNote', zone)}
    />
  ))
}

/** Nearest lab and stop with an honest estimate of the walk, programme area, ring road. */
export function Around({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  const { nearestLab: lab, nearestStop: stop, outsideRing, point } = space
  const onFoot = (distanceM: number) => t('around.minutes', { count: walkingMinutes(distanceM) })
  const distances = space.publicPosition === 'exact' && point
  return (
    <section>
      <h2>{t('around.title')}</h2>
      <div className={distances ? styles.around : undefined}>
        {distances && <AroundMap space={space} center={point} />}
        <ul className={styles.places}>
          {lab && (
            <Place
              sign={<LabGlyph size={18} />}
              name={lab.name}
              value={format.distance(lab.distanceM)}
              note={t('around.lab', { minutes: onFoot(lab.distanceM) })}
            />
          )}
          {stop && (
            <Place
              sign={<StopGlyph size={18} />}
              name={t('around.metro', { name: stop.name })}
              value={format.distance(stop.distanceM)}
              note={t('around.stop', { lines: stop.lines.join(', '), minutes: onFoot(stop.distanceM) })}
            />
          )}
          <ZonePlaces space={space} />
          {outsideRing !== null && (
            <Place
              sign={<Icon name="info" />}
              name={t('around.ring')}
              value={t(outsideRing ? 'around.outside' : 'around.inside')}
              note={t(outsideRing ? 'around.ringOutside' : 'around.ringInside')}
            />
          )}
          <li className={styles.remark}>{t(lab || stop ? 'around.estimate' : 'around.unknown')}</li>
        </ul>
      </div>
    </section>
  )
}
