import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { useMe } from '../accounts/useMe.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

/** The desk, for who works at it. The server guards what it shows; this only says so in words. */
export function OfficeOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation(['desk', 'accounts'])
  const { known, may } = useMe()
  const { pathname, search } = useLocation()
  if (may('examineRequests')) return children
  return (
    <Page title={t('desk:title')}>
      {known ? (
        <EmptyState whole title={t('desk:notYours')}>
          <p>{t('desk:notYoursBody')}</p>
          <LinkButton to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} look="primary" big>
            {t('accounts:signIn.button')}
          </LinkButton>
        </EmptyState>
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  )
}
