import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

/** For pages that belong to somebody: the door in, and back here; `title` says what lies behind it. */
export function SignInFirst({ title }: { title: string }) {
  const { t } = useTranslation('accounts')
  const { pathname, search } = useLocation()
  return (
    <EmptyState title={title}>
      <LinkButton to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} look="primary" big>
        {t('signIn.button')}
      </LinkButton>
    </EmptyState>
  )
}
