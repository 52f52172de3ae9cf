import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BottomSheet, type SheetHeight } from './BottomSheet.tsx'
import styles from './MapPage.module.css'
import type { Layout } from './useLayout.ts'

interface ResultsPanelProps {
  layout: Layout
  /** A space is open in the panel. */
  chosen: boolean
  /** The map is needed: a sheet makes room. */
  folded: boolean
  children: ReactNode
}

/** Beside the map a column, on a phone a sheet over it. */
export function ResultsPanel({ layout, chosen, folded, children }: ResultsPanelProps) {
  const { t } = useTranslation('map')
  const [height, setHeight] = useState<SheetHeight>('half')
  useEffect(() => setHeight(folded ? 'peek' : chosen ? 'tall' : 'half'), [chosen, folded])
  if (layout === 'phone')
    return (
      <BottomSheet height={height} label={t('list.label')} onHeight={setHeight}>
        {children}
      </BottomSheet>
    )
  return (
    <section className={styles.panel} aria-label={t('list.label')}>
      {children}
    </section>
  )
}
