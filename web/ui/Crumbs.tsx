import { useTranslation } from 'react-i18next'
import styles from './Crumbs.module.css'
import { Icon } from './icons.tsx'
import { Link } from './Link.tsx'

interface CrumbsProps {
  trail: readonly { to: string; label: string }[]
  here: string
}

/** The way back: pages above this one. */
export function Crumbs({ trail, here }: CrumbsProps) {
  const { t } = useTranslation('shell')
  return (
    <nav className={styles.crumbs} aria-label={t('crumbs')}>
      <ol>
        {trail.map(({ to, label }) => (
          <li key={to}>
            <Link to={to}>{label}</Link>
            <Icon name="right" size={14} />
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  )
}
