import { useTranslation } from 'react-i18next'
import { publicSpaceStatuses } from '#schema/spaces'
import { LegendSample } from '../map/LegendSample.tsx'
import type { LayerGroup, LegendEntry } from '../map/layerGroup.ts'
import { Stamp } from '../ui/marks.tsx'
import styles from './Legend.module.css'

interface LegendProps {
  groups: LayerGroup[]
  shown: string[]
}

/** What the signs, lines and fills of the map mean, in shape and words; hidden layers are left out. */
export function Legend({ groups, shown }: LegendProps) {
  const { t } = useTranslation('map')
  const visible = groups.filter((group) => group.visibility === 'fixed' || shown.includes(group.id))
  const examples = visible.filter((group) => group.example)
  const entries = visible.filter((group) => !group.example).flatMap((group) => group.legend)
  return (
    <div className={styles.legend}>
      <ul aria-label={t('legend.statuses')}>{entries.filter(isStatus).map((entry) => item(entry))}</ul>
      <ul aria-label={t('legend.others')}>
        {inLegendOrder(entries.filter((entry) => !isStatus(entry))).map((entry) => item(entry))}
      </ul>
      {examples.map((group) => (
        <ul key={group.id} className={styles.example} aria-label={t('legend.zoningTitle')}>
          <li>
            <Stamp kind="example" />
          </li>
          {group.legend.map((entry) => item(entry))}
        </ul>
      ))}
    </div>
  )
}

const isStatus = ({ id }: LegendEntry) => publicSpaceStatuses.some((status) => status === id)

/** Signs before lines and fills, whatever lies above on the map. */
const inLegendOrder = (entries: LegendEntry[]) =>
  [...entries].sort((a, b) => Number(b.sample.kind === 'sign') - Number(a.sample.kind === 'sign'))

const item = (entry: LegendEntry) => (
  <li key={entry.id}>
    <LegendSample sample={entry.sample} />
    <LegendText id={entry.id} />
  </li>
)

function LegendText({ id }: { id: string }) {
  const { t, i18n } = useTranslation(['map', 'ui'])
  const key = i18n.exists(`ui:status.${id}`) ? `ui:status.${id}` : `map:legend.entry.${id}`
  return t(key as 'map:legend.entry.labs')
}
