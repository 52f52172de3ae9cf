import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

/** For pages that belong to somebody: the door in, and back here. */
export function SignInFirst() {
  const { t } = useTranslation('requests')
  const { pathname, search } = useLocation()
  return (
    <EmptyState title={t('list.signIn')}>
      <LinkButton to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} look="primary" big>
        {t('list.signInButton')}
      </LinkButton>
    </EmptyState>
  )
}
