import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { Link } from '../ui/Link.tsx'
import styles from './shell.module.css'

export function DemoBanner() {
  const { t } = useTranslation('shell')
  if (!useCity().demo) return null
  return (
    <aside className={styles.demo} aria-label={t('demo.label')}>
      <b>{t('demo.stamp')}</b>
      <span className={styles.wide}>{t('demo.long')}</span>
      <span className={styles.short}>{t('demo.short')}</span>
      <Link to="/about/demo">{t('demo.link')}</Link>
    </aside>
  )
}
