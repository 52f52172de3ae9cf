import type { Map as MapLibreMap } from 'maplibre-gl'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/icons.tsx'
import styles from './MapButtons.module.css'
import { easeOptions } from './motion.ts'

/** Zoom in and out. */
export function ZoomButtons({ map }: { map: MapLibreMap }) {
  const { t } = useTranslation('map')
  return (
    <div className={styles.buttons}>
      <Button aria-label={t('map.zoomIn')} onPress={() => map.zoomIn(easeOptions())}>
        <Icon name="plus" />
      </Button>
      <Button aria-label={t('map.zoomOut')} onPress={() => map.zoomOut(easeOptions())}>
        <Icon name="minus" />
      </Button>
    </div>
  )
}

const stepShare = 0.35
const moves = [
  { id: 'up', by: [0, -1] },
  { id: 'left', by: [-1, 0] },
  { id: 'right', by: [1, 0] },
  { id: 'down', by: [0, 1] },
] as const

/** Moves the map without dragging. */
export function MoveButtons({ map }: { map: MapLibreMap }) {
  const { t } = useTranslation('map')
  const move = ([x, y]: readonly [number, number]) => {
    const { clientWidth, clientHeight } = map.getCanvas()
    map.panBy([x * clientWidth * stepShare, y * clientHeight * stepShare], easeOptions())
  }
  return (
    <div className={styles.moves} role="group" aria-label={t('map.move')}>
      {moves.map(({ id, by }) => (
        <Button key={id} data-to={id} aria-label={t(`map.${id}`)} onPress={() => move(by)}>
          <Icon name="down" />
        </Button>
      ))}
    </div>
  )
}
