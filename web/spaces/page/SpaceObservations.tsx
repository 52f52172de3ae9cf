import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PublishedOnSpace } from '#schema/points'
import { api } from '../../api/client.ts'
import { pointPath } from '../../register/registerState.ts'
import { Link } from '../../ui/Link.tsx'

/** What has been published of observations on the city plan that cover this space; nothing where there is none. */
export function SpaceObservations({ code }: { code: string }) {
  const { t } = useTranslation('points')
  const { data } = useQuery({
    queryKey: ['space', code, 'observations'],
    queryFn: ({ signal }) =>
      api<PublishedOnSpace>(`/api/spaces/${encodeURIComponent(code)}/observations`, { signal }),
  })
  if (!data || data.total === 0) return null
  return (
    <section>
      <h2>{t('onSpace.title')}</h2>
      <ul>
        {data.items.map(({ plan, reference, synthesis, outcome }) => (
          <li key={plan + reference}>
            <Link to={pointPath(plan, reference)}>{reference}</Link> {synthesis} (
            {outcome ? t(`outcome.${outcome}`) : t('onSpace.open')})
          </li>
        ))}
      </ul>
    </section>
  )
}
