import type { Map as MapLibreMap } from 'maplibre-gl'
import { AlertDialog } from './AlertDialog.tsx'
import { DownloadDialog } from './DownloadDialog.tsx'
import { useFilters } from './filterContext.ts'
import type { OpenDialog } from './MapPage.tsx'
import { NearDialog } from './NearDialog.tsx'
import { queryOf, type Spaces } from './useSpaces.ts'

interface PageDialogsProps {
  dialog: OpenDialog
  map: MapLibreMap | null
  spaces: Spaces
  onClose(): void
}

/** The questions the map page may ask, one at a time. */
export function PageDialogs({ dialog, map, spaces, onClose }: PageDialogsProps) {
  const { filters, set } = useFilters()
  if (dialog === 'near') return <NearDialog map={map} onNear={(near) => set({ near })} onClose={onClose} />
  if (dialog === 'download')
    return <DownloadDialog query={queryOf(filters)} total={spaces.list?.total ?? 0} onClose={onClose} />
  if (dialog === 'alert') return <AlertDialog filters={filters} onClose={onClose} />
  return null
}
