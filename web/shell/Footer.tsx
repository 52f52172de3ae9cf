import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Link } from '../ui/Link.tsx'
import styles from './shell.module.css'

export function Footer() {
  const { t } = useTranslation('shell')
  const city = useCity()
  const language = useLanguage()
  return (
    <footer className={styles.footer}>
      <nav className={styles.footerIn} aria-label={t('footer.label')}>
        <b>{city.header.owner[language]}</b>
        <Link to="/privacy">{t('footer.privacy')}</Link>
        <Link to="/accessibility">{t('footer.accessibility')}</Link>
        {city.demo && <Link to="/about/demo">{t('footer.demo')}</Link>}
        <a href="/api/docs">{t('footer.api')}</a>
        <span className={styles.grow} />
        <span>{t('footer.licence')}</span>
      </nav>
    </footer>
  )
}
