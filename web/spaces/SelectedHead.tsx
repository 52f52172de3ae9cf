import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { useFormats } from '../i18n/format.ts'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { StatusSign } from '../ui/StatusSign.tsx'
import styles from './SelectedSpace.module.css'

/** Status, until when one can apply, name and place. */
export function SelectedHead({ space }: { space: Space }) {
  const { t } = useTranslation('map')
  const { t: words } = useTranslation('space')
  const { t: aboutCall } = useTranslation('callPage')
  const { date, time } = useFormats()
  const closes = space.callClosesAt
  const district = space.district && words('district', { n: space.district })
  const place = [space.neighbourhoodName, district, space.code].filter(Boolean).join(' · ')
  return (
    <section>
      <div className={styles.status}>
        <StatusSign status={space.status} size={15} />
        {closes && <Tag tone="warn">{t('detail.closes', { date: date(closes), time: time(closes) })}</Tag>}
      </div>
      <h2>{space.name}</h2>
      <p className={styles.muted}>{place}</p>
      {space.call && space.canAsk.kind === 'application' && (
        <p>
          <Link to={`/calls/${space.call.code}/check`}>{aboutCall('check.link')}</Link>
        </p>
      )}
      {space.site && space.site.count > 1 && <p className={styles.muted}>{t('list.site', space.site)}</p>}
    </section>
  )
}
