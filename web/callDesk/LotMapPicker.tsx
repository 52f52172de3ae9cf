import { lazy, Suspense, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { api } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './callDesk.module.css'
import { freeStatuses } from './freeStatuses.ts'

const SpacesInset = lazy(async () => ({
  default: (await import('../spaces/SpacesInset.tsx')).SpacesInset,
}))

interface LotMapPickerProps {
  /** Codes that are in a lot of the call already. */
  chosen: readonly string[]
  onChoose: (space: Space) => void
}

/** The free spaces on a map: pressing one puts it in the lot. Whoever does not use the map finds them by words. */
export function LotMapPicker({ chosen, onChoose }: LotMapPickerProps) {
  const { t } = useTranslation('callDesk')
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const [error, setError] = useState<Error | null>(null)
  const choose = useCallback(
    async (code: string) => {
      setError(null)
      if (chosen.includes(code)) return setSaid(t('chosenAlready', { code }))
      try {
        onChoose(await api<Space>(`/api/spaces/${encodeURIComponent(code)}`))
        setSaid(t('chosenNow', { code }))
      } catch (problem) {
        setError(problem as Error)
      }
    },
    [chosen, onChoose, t],
  )
  return (
    <>
      <Button icon="layers" aria-expanded={open} onPress={() => setOpen(!open)}>
        {t(open ? 'closeMap' : 'chooseOnMap')}
      </Button>
      {open && (
        <div className={styles.map}>
          <p role="status">{said || t('mapNote')}</p>
          <Failure error={error} />
          <Suspense fallback={<Skeleton lines={6} />}>
            <SpacesInset
              query={`status=${freeStatuses}`}
              label={t('freeOnMap')}
              help={t('mapHelp')}
              onOpen={(code) => void choose(code)}
            />
          </Suspense>
        </div>
      )}
    </>
  )
}
