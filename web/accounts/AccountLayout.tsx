import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { Page } from '../shell/Page.tsx'
import { Link } from '../ui/Link.tsx'
import { PageSkeleton } from '../ui/Skeleton.tsx'
import styles from './AccountLayout.module.css'
import { accountPages } from './accountPages.ts'
import { SignInFirst } from './SignInFirst.tsx'
import { useMe } from './useMe.ts'

/** The page itself, or the one it lies below. */
function currentness(pathname: string, to: string): 'page' | 'true' | undefined {
  if (pathname === to) return 'page'
  return to !== '/account' && pathname.startsWith(`${to}/`) ? 'true' : undefined
}

interface AccountLayoutProps {
  title: string
  /** The way back up, above the heading. */
  crumbs?: ReactNode
  children: ReactNode
}

/**
 * A page under /account for whoever is signed in: its heading, and the way to its siblings, at the side on
 * a desk and on top on a phone. `crumbs` and `children` are not rendered for a visitor.
 */
export function AccountLayout({ title, crumbs, children }: AccountLayoutProps) {
  const { t } = useTranslation('accounts')
  const { pathname } = useLocation()
  const { me, known, may } = useMe()
  if (!known) return <PageSkeleton />
  const shown = accountPages.filter(({ needs }) => !needs || may(needs))
  return (
    <Page title={title}>
      <div className={styles.layout}>
        {me && (
          <nav className={styles.pages} aria-label={t('pages.label')}>
            {shown.map(({ to, label }) => (
              <Link key={to} to={to} aria-current={currentness(pathname, to)}>
                {t(`pages.${label}`)}
              </Link>
            ))}
          </nav>
        )}
        <div className={styles.content}>
          {me && crumbs}
          <h1>{title}</h1>
          {me ? children : <SignInFirst title={t('pages.signIn')} />}
        </div>
      </div>
    </Page>
  )
}
