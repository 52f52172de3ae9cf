import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import type { Permission } from '#schema/accounts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useMe } from './useMe.ts'

interface PermittedOnlyProps {
  permission: Permission
  /** Of the page, for the browser. */
  title: string
  /** Whose page it is, told to everybody else. */
  notYours: string
  notYoursBody: string
  children: ReactNode
}

/** A page for who is permitted. The server guards what it shows; this only says so in words. */
export function PermittedOnly({ permission, title, notYours, notYoursBody, children }: PermittedOnlyProps) {
  const { t } = useTranslation('accounts')
  const { known, may } = useMe()
  const { pathname, search } = useLocation()
  if (may(permission)) return children
  return (
    <Page title={title}>
      {known ? (
        <EmptyState whole title={notYours}>
          <p>{notYoursBody}</p>
          <LinkButton to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} look="primary" big>
            {t('signIn.button')}
          </LinkButton>
        </EmptyState>
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  )
}
