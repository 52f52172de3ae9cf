import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { useLanguage } from '../i18n/useLanguage.ts'
import { telephoneLink } from '../ui/telephone.ts'
import styles from './SelectedSpace.module.css'

/** Whom to ask, by phone too. */
export function SelectedOffice({ space: { office } }: { space: Space }) {
  const { t } = useTranslation('map')
  const language = useLanguage()
  return (
    <section>
      <h3>{t('detail.office')}</h3>
      <p className={styles.small}>
        {office.name} · <a href={telephoneLink(office.phone)}>{office.phone}</a>
        <br />
        <span className={styles.muted}>{language === 'en' ? office.hoursEn : office.hours}</span>
      </p>
    </section>
  )
}
