import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { Icon } from '../../ui/icons.tsx'
import { PlanFigure } from './PlanFigure.tsx'
import { planOf } from './plan.ts'
import styles from './space.module.css'

function Photos({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  if (space.photos.length > 0) {
    return space.photos.map((photo) => (
      <figure key={photo.url}>
        <img src={photo.url} alt={photo.alt} loading="lazy" />
        <figcaption>{t('media.photoBy', photo)}</figcaption>
      </figure>
    ))
  }
  return (
    <figure className={styles.noPhoto}>
      <Icon name="map" size={28} />
      <b>{t('media.noPhoto')}</b>
      <span>{space.call?.visits ?? t('media.noPhotoAsk')}</span>
    </figure>
  )
}

/** Photographs, or that there are none yet, and the outline drawn to scale. */
export function Media({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  const plan = space.publicPosition === 'exact' ? planOf(space.geometry) : null
  return (
    <section className={styles.media} aria-label={t('media.label')}>
      <Photos space={space} />
      {plan ? (
        <PlanFigure space={space} plan={plan} />
      ) : (
        <figure className={styles.noPhoto}>
          <Icon name="draw" size={28} />
          <b>{t('media.noPlan')}</b>
        </figure>
      )}
    </section>
  )
}
