import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Link } from '../ui/Link.tsx'
import styles from './shell.module.css'

export function Brand() {
  const { t } = useTranslation('shell')
  const city = useCity()
  const language = useLanguage()
  return (
    <Link to="/" className={styles.brand}>
      <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
        <rect
          x="1.5"
          y="1.5"
          width="23"
          height="23"
          rx="3"
          fill="none"
          stroke="var(--blue-500)"
          strokeWidth="2.4"
        />
        <path d="M6.5 19.500v-13h5v6.500h8v6.500Z" fill="var(--blue-500)" />
      </svg>
      <span>
        {t('siteTitle')}
        <small className={styles.ownerOnPhone}>{city.header.owner[language]}</small>
      </span>
    </Link>
  )
}
