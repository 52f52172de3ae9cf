import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpaceList } from '#schema/spaces'
import { api } from '../api/client.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'

const SpacesInset = lazy(async () => ({
  default: (await import('../spaces/SpacesInset.tsx')).SpacesInset,
}))

/** Degrees left round a call whose lots stand in one point. */
const roomDeg = 0.004

/** The spaces of a call on a small map; pressing one opens its page. Nothing where none has a place. */
export function LotMap({ code }: { code: string }) {
  const { t } = useTranslation('calls')
  const go = useGo()
  const query = `call=${encodeURIComponent(code)}`
  const { data } = useQuery({
    queryKey: ['spaces', 'ofCall', code],
    queryFn: ({ signal }) => api<SpaceList>(`/api/spaces?${query}&limit=1`, { signal }),
  })
  if (!data?.bbox) return null
  const [w, s, e, n] = data.bbox
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <SpacesInset
        query={query}
        label={t('lots.map')}
        help={t('lots.mapHelp')}
        bounds={[w - roomDeg, s - roomDeg, e + roomDeg, n + roomDeg]}
        onOpen={(space) => go(`/spaces/${encodeURIComponent(space)}`)}
      />
    </Suspense>
  )
}
