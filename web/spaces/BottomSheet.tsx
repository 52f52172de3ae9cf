import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './BottomSheet.module.css'

const sheetHeights = ['peek', 'half', 'tall', 'full'] as const
export type SheetHeight = (typeof sheetHeights)[number]

/** Share of the page, or pixels where above 1. */
const shares: Record<SheetHeight, number> = { peek: 132, half: 0.4, tall: 0.55, full: 0.985 }

/** A height as CSS. */
const sheetCss: Record<SheetHeight, string> = {
  peek: '132px',
  half: '40%',
  tall: '55%',
  full: 'calc(100% - 8px)',
}

/** A height in CSS pixels on this window, near enough for the camera. */
export function sheetPx(height: SheetHeight): number {
  const share = shares[height]
  return share > 1 ? share : share * window.innerHeight
}

interface BottomSheetProps {
  height: SheetHeight
  label: string
  onHeight(height: SheetHeight): void
  children: ReactNode
}

/** A sheet over the map whose handle is dragged, pressed, or moved with the arrow keys. */
export function BottomSheet({ height, label, onHeight, children }: BottomSheetProps) {
  const { t } = useTranslation('map')
  const sheet = useRef<HTMLElement>(null)
  const [dragPx, setDragPx] = useState<number | null>(null)
  const start = useRef({ y: 0, px: 0, moved: false })
  const step = (by: number) => {
    const next = sheetHeights[sheetHeights.indexOf(height) + by]
    if (next) onHeight(next)
  }
  const key = (event: KeyboardEvent) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    step(by)
  }
  const press = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { y: event.clientY, px: sheet.current?.offsetHeight ?? 0, moved: false }
  }
  const drag = (event: PointerEvent<HTMLButtonElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const by = start.current.y - event.clientY
    if (Math.abs(by) > 6) start.current.moved = true
    if (start.current.moved) setDragPx(start.current.px + by)
  }
  const release = () => {
    if (dragPx !== null) onHeight(nearest(dragPx, sheet.current?.parentElement?.offsetHeight ?? 1))
    setDragPx(null)
  }
  const cycle = () => {
    if (start.current.moved) return
    onHeight(height === 'full' ? 'peek' : (sheetHeights[sheetHeights.indexOf(height) + 1] ?? 'peek'))
  }
  return (
    <section
      ref={sheet}
      className={styles.sheet}
      aria-label={label}
      data-height={height}
      style={{
        height: dragPx === null ? sheetCss[height] : `${dragPx}px`,
        transition: dragPx === null ? undefined : 'none',
      }}
    >
      <button
        type="button"
        className={styles.handle}
        aria-label={`${t('sheet.handle')}: ${t(`sheet.${height}`)}`}
        onClick={cycle}
        onKeyDown={key}
        onPointerDown={press}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={release}
      />
      {children}
    </section>
  )
}

function nearest(px: number, pagePx: number): SheetHeight {
  const distance = (height: SheetHeight) => {
    const share = shares[height]
    return Math.abs((share > 1 ? share : share * pagePx) - px)
  }
  return [...sheetHeights].sort((a, b) => distance(a) - distance(b))[0] ?? 'half'
}
