import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { FooterLinks } from './FooterLinks.tsx'
import styles from './shell.module.css'

/** The foot of a page; `thin` on pages that fill the window, where a phone has it in the menu instead. */
export function Footer({ thin = false }: { thin?: boolean }) {
  const { t } = useTranslation('shell')
  const city = useCity()
  const language = useLanguage()
  return (
    <footer className={thin ? `${styles.footer} ${styles.thin}` : styles.footer}>
      <nav className={styles.footerIn} aria-label={t('footer.label')}>
        {!thin && <b>{city.header.owner[language]}</b>}
        <FooterLinks />
        <span className={styles.grow} />
        <span>{t('footer.licence')}</span>
      </nav>
    </footer>
  )
}
