import { useTranslation } from 'react-i18next'
import type { Space, SpaceItem } from '#schema/spaces'
import { useFormats } from '../../i18n/format.ts'
import { Link } from '../../ui/Link.tsx'
import { StatusSign } from '../../ui/StatusSign.tsx'
import { Outline } from '../Outline.tsx'
import styles from './space.module.css'
import { metresBetween } from './walking.ts'

/** The other units of the same site. */
export function Siblings({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  if (space.siblings.length === 0) return null
  return (
    <section>
      <h2>{t('siblings.title')}</h2>
      <ul className={styles.siblings}>
        {space.siblings.map((sibling) => (
          <li key={sibling.code}>
            <Link to={`/spaces/${sibling.code}`}>{sibling.name}</Link>
            <span>{sibling.areaM2 !== null && format.area(sibling.areaM2)}</span>
            <StatusSign status={sibling.status} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function SimilarCard({ item, from }: { item: SpaceItem; from: Space['point'] }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  const figures = [
    item.areaM2 !== null && format.area(item.areaM2),
    item.rentEurMonth !== null && t('similar.perMonth', { amount: format.euroRound(item.rentEurMonth) }),
  ]
  const away =
    from && item.point && t('similar.away', { distance: format.distance(metresBetween(from, item.point)) })
  return (
    <li>
      <Link to={`/spaces/${item.code}`} className={styles.similarCard}>
        <Outline outline={item.outline} status={item.status} sizePx={64} />
        <span>
          <b>{item.name}</b>
          <span>{figures.filter(Boolean).join(' · ')}</span>
          <span>{[item.neighbourhoodName, away].filter(Boolean).join(' · ')}</span>
          <StatusSign status={item.status} size={13} />
        </span>
      </Link>
    </li>
  )
}

/** Others one could ask for instead. */
export function SimilarSpaces({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  if (space.similar.length === 0) return null
  return (
    <section>
      <h2>{t('similar.title')}</h2>
      <ul className={styles.similar}>
        {space.similar.slice(0, 3).map((item) => (
          <SimilarCard key={item.code} item={item} from={space.point} />
        ))}
      </ul>
    </section>
  )
}
