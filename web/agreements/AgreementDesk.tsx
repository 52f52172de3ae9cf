import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Crumbs } from '../ui/Crumbs.tsx'
import styles from './agreements.module.css'

interface AgreementDeskProps {
  /** Number of what the page is about. */
  here: string
  heading: string
  /** What stands beside the heading. */
  aside: ReactNode
  children: ReactNode
}

/** The page of one award or agreement, below their list. */
export function AgreementDesk({ here, heading, aside, children }: AgreementDeskProps) {
  const { t } = useTranslation('agreements')
  return (
    <div className={styles.desk}>
      <Crumbs
        trail={[
          { to: '/desk', label: t('desk') },
          { to: '/desk/agreements', label: t('title') },
        ]}
        here={here}
      />
      <div className={styles.head}>
        <h1>{heading}</h1>
        {aside}
      </div>
      {children}
    </div>
  )
}
