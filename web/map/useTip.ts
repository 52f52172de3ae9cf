import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect } from 'react'
import { engine } from './engine.ts'
import styles from './tip.module.css'

/** A few words beside a sign of the map. */
export interface Tip {
  /** Longitude and latitude of the sign. */
  place: [number, number]
  /** From the middle of the sign to its edge. */
  offsetPx: number
  /** The first line is what the sign is called. */
  lines: string[]
}

/**
 * Shows a tip over the map, for eyes only: what it says is read out by whoever asks for it. It stays while the
 * pointer is on it, and Escape takes it away (WCAG 2.2, 1.4.13).
 * @param onClose called where the reader has done with it
 */
export function useTip(map: MapLibreMap | null, tip: Tip | null, onClose: () => void): void {
  useEffect(() => {
    if (!map || !tip) return
    const content = contentOf(tip.lines)
    const popup = new engine.Popup({
      className: styles.tip,
      closeButton: false,
      closeOnClick: false,
      focusAfterOpen: false,
      maxWidth: 'none',
      offset: tip.offsetPx,
    })
    popup.setLngLat(tip.place).setDOMContent(content).addTo(map)
    const escape = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') onClose()
    }
    content.parentElement?.addEventListener('mouseleave', onClose)
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('keydown', escape)
      popup.remove()
    }
  }, [map, tip, onClose])
}

/** Whether the pointer has gone from the map into a tip over it. */
export const isInTip = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(`.${styles.tip}`) !== null

function contentOf(lines: string[]): HTMLElement {
  const content = document.createElement('div')
  content.ariaHidden = 'true'
  for (const line of lines) {
    const paragraph = document.createElement('p')
    paragraph.textContent = line
    content.append(paragraph)
  }
  return content
}
