import type { Position } from 'geojson'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Drawing } from '../map/drawing.ts'
import { preferredPalette } from '../map/palette.ts'
import { Button } from '../ui/Button.tsx'
import { withinOf } from './area.ts'
import styles from './DrawTool.module.css'

interface DrawToolProps {
  map: MapLibreMap
  onArea(area: { within?: string; bbox?: string }): void
  onEnd(): void
}

/** Drawing an area over the map: by pointer, by touch with the cross-hair, or by keyboard alone. */
export function DrawTool({ map, onArea, onEnd }: DrawToolProps) {
  const { t } = useTranslation('map')
  const [failed, setFailed] = useState<string | null>(null)
  const drawing = useDrawing(map, async (ring) => {
    try {
      onArea({ within: await withinOf(ring) })
      onEnd()
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error))
    }
  })
  const useView = () => {
    const bounds = map.getBounds()
    const sides = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
    onArea({ bbox: sides.map((side) => side.toFixed(5)).join(',') })
    onEnd()
  }
  return (
    <>
      <svg className={styles.crossHair} width="40" height="40" viewBox="0 0 40 40" aria-hidden="true">
        <path d="M20 2v14M20 24v14M2 20h14M24 20h14" stroke="#fff" strokeWidth="5" />
        <path d="M20 2v14M20 24v14M2 20h14M24 20h14" stroke="var(--ink-900)" strokeWidth="2" />
      </svg>
      <section className={styles.tool} aria-label={t('draw.label')}>
        <p>{t('draw.help')}</p>
        {failed && <p role="alert">{t('draw.failed', { detail: failed })}</p>}
        <div>
          <Button look="primary" autoFocus onPress={() => drawing.current?.cornerAtCentre()}>
            {t('draw.point')}
          </Button>
          <Button onPress={() => drawing.current?.undo()}>{t('draw.undo')}</Button>
          <Button onPress={() => drawing.current?.close()}>{t('draw.close')}</Button>
          <Button onPress={useView}>{t('draw.view')}</Button>
          <Button look="quiet" onPress={onEnd}>
            {t('draw.cancel')}
          </Button>
        </div>
      </section>
    </>
  )
}

/** Loads the drawing library when it is first needed, and stops it with the tool. */
function useDrawing(map: MapLibreMap, onClosed: (ring: Position[]) => void) {
  const drawing = useRef<Drawing | null>(null)
  const closed = useRef(onClosed)
  closed.current = onClosed
  useEffect(() => {
    let ended = false
    void import('../map/drawing.ts').then(({ startDrawing }) => {
      if (!ended) drawing.current = startDrawing(map, preferredPalette(), (ring) => closed.current(ring))
    })
    return () => {
      ended = true
      drawing.current?.stop()
      drawing.current = null
    }
  }, [map])
  return drawing
}
