import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { useFormats } from '../i18n/format.ts'
import styles from './SelectedSpace.module.css'

/** The nearest lab and stop, the area of the outskirts plan, the other units of the site. */
export function SelectedAround({ space }: { space: Space }) {
  const { t } = useTranslation('map')
  const { distance } = useFormats()
  const { nearestLab, nearestStop, zones, siblings } = space
  const rows = [
    ...(nearestLab ? [[t('detail.lab', { name: nearestLab.name }), distance(nearestLab.distanceM)]] : []),
    ...(nearestStop ? [[stopName(nearestStop, t), distance(nearestStop.distanceM)]] : []),
    ...zones.map((zone) => [t('detail.zone'), zone.name]),
  ]
  return (
    <section>
      <h3>{t('detail.around')}</h3>
      {rows.length === 0 && <p className={styles.small}>{t('detail.aroundNone')}</p>}
      <dl className={styles.rows}>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {siblings.length > 0 && (
          <div>
            <dt>{t('detail.siblings')}</dt>
            <dd>{siblings.map(({ name }) => name).join(', ')}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}

type Stop = NonNullable<Space['nearestStop']>

const stopName = ({ name, lines }: Stop, t: ReturnType<typeof useTranslation<'map'>>['t']) =>
  t('detail.stop', { name, lines: lines.join(', ') })
