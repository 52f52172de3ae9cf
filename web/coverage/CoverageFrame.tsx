import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './coverage.module.css'

const parts = [
  { id: 'compare', to: '/coverage' },
  { id: 'whatIf', to: '/coverage/what-if' },
  { id: 'history', to: '/coverage/history' },
  { id: 'indicators', to: '/coverage/indicators' },
] as const
type Part = (typeof parts)[number]['id']

interface CoverageFrameProps {
  part: Part
  title: string
  /** A page below the part, such as that of one indicator. */
  below?: string
  intro?: ReactNode
  children: ReactNode
}

/** A page about coverage: its title and the way to the others. */
export function CoverageFrame({ part, title, below, intro, children }: CoverageFrameProps) {
  const { t } = useTranslation('coverage')
  const trail = [
    { to: '/districts', label: t('parts.districts') },
    ...(part === 'compare' && !below ? [] : [{ to: '/coverage', label: t('parts.compare') }]),
    ...(below ? [{ to: '/coverage/indicators', label: t('parts.indicators') }] : []),
  ]
  return (
    <Page title={title}>
      <div className={styles.page}>
        <Crumbs trail={trail} here={below ?? t(`parts.${part}`)} />
        <h1>{title}</h1>
        {intro && <p className={styles.intro}>{intro}</p>}
        <nav className={styles.parts} aria-label={t('parts.label')}>
          {parts.map(({ id, to }) => (
            <Link key={id} to={to} aria-current={id === part && !below ? 'page' : undefined}>
              {t(`parts.${id}`)}
            </Link>
          ))}
        </nav>
        {children}
      </div>
    </Page>
  )
}
