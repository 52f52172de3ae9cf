import { useTranslation } from 'react-i18next'
import type { LayerGroup } from '../map/layerGroup.ts'
import styles from './Legend.module.css'

interface LayerSwitchesProps {
  groups: LayerGroup[]
  shown: string[]
  onChange(shown: string[]): void
}

/** Which themes are on the map. */
export function LayerSwitches({ groups, shown, onChange }: LayerSwitchesProps) {
  const { t } = useTranslation('map')
  const offered = groups.filter((group) => group.visibility !== 'fixed')
  const toggle = (id: string) =>
    onChange(
      offered
        .map((group) => group.id)
        .filter((each) => (each === id ? !shown.includes(id) : shown.includes(each))),
    )
  return (
    <fieldset className={styles.switches}>
      <legend>{t('legend.layers')}</legend>
      {offered.map(({ id }) => (
        <label key={id}>
          {t(`legend.layer.${id}` as 'legend.layer.zoning')}
          <input type="checkbox" role="switch" checked={shown.includes(id)} onChange={() => toggle(id)} />
        </label>
      ))}
    </fieldset>
  )
}
