import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { LabList } from '#schema/labs'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { Link } from '../ui/Link.tsx'
import styles from './lab.module.css'
import { OpeningMark } from './OpeningMark.tsx'

const metres = 2000
const shown = 5

/** The labs near a place that are not known to be shut, in a straight line; nothing where there are none. */
export function LabsNear({ point: [lon, lat] }: { point: readonly [number, number] }) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const near = `near=${lon},${lat},${metres}`
  const query = `${near}&sort=distance&activity=active,none`
  const { data } = useQuery({
    queryKey: ['labs', query],
    queryFn: ({ signal }) => api<LabList>(`/api/labs?${query}`, { signal }),
  })
  if (!data || data.total === 0) return null
  return (
    <section>
      <h2>{t('near.labsOfSpace', { km: metres / 1000 })}</h2>
      <ul className={styles.plain}>
        {data.items.slice(0, shown).map((lab) => (
          <li key={lab.code}>
            <Link to={`/labs/${lab.code}`}>{lab.name}</Link>,{' '}
            {t('distance', { distance: format.distance(lab.distanceM ?? 0) })} <OpeningMark lab={lab} />
          </li>
        ))}
      </ul>
      <p>
        <Link to={`/labs?${near}`}>{t('near.allLabs', { count: data.total })}</Link>
      </p>
    </section>
  )
}
