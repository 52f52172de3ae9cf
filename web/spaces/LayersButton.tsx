import type { Map as MapLibreMap } from 'maplibre-gl'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { LayerGroup } from '../map/layerGroup.ts'
import { MoveButtons, ZoomButtons } from '../map/MapButtons.tsx'
import { Button } from '../ui/Button.tsx'
import { LayerSwitches } from './LayerSwitches.tsx'
import styles from './Legend.module.css'
import { Legend } from './Legend.tsx'
import type { Layout } from './useLayout.ts'

interface LayersButtonProps {
  layout: Layout
  map: MapLibreMap | null
  groups: LayerGroup[]
  shown: string[]
  onShown(shown: string[]): void
}

/** The way to the layers over the map; on a phone the legend lies behind the same button. */
export function LayersButton({ layout, map, groups, shown, onShown }: LayersButtonProps) {
  const { t } = useTranslation('map')
  const phone = layout === 'phone'
  return (
    <div className={phone ? styles.floating : styles.corner}>
      <DialogTrigger>
        <Button icon="layers" className={styles.floatingButton ?? ''}>
          {t(phone ? 'legend.title' : 'legend.layers')}
        </Button>
        <Popover className={styles.popover ?? ''} placement={phone ? 'top start' : 'bottom start'}>
          <Dialog aria-label={t('legend.title')} className={styles.phone ?? ''}>
            {phone && <Legend groups={groups} shown={shown} />}
            <LayerSwitches groups={groups} shown={shown} onChange={onShown} />
            {map && (
              <div className={styles.movers}>
                <MoveButtons map={map} />
                {phone && <ZoomButtons map={map} />}
              </div>
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
    </div>
  )
}
