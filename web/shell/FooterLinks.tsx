import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { Link } from '../ui/Link.tsx'

/** What every page of a public body leads to, from the facts of the city pack. */
export function FooterLinks() {
  const { t } = useTranslation('shell')
  const { legal, demo } = useCity()
  return (
    <>
      <Link to="/privacy">{t('footer.privacy')}</Link>
      <Link to="/legal">{t('footer.legal')}</Link>
      {legal.accessibilityStatement ? (
        <a href={legal.accessibilityStatement}>{t('footer.accessibility')}</a>
      ) : (
        <Link to="/accessibility">{t('footer.accessibility')}</Link>
      )}
      {legal.transparency && <a href={legal.transparency}>{t('footer.transparency')}</a>}
      {demo && <Link to="/about/demo">{t('footer.demo')}</Link>}
      <a href="/api/docs">{t('footer.api')}</a>
    </>
  )
}
