import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { useMe, useSignOut } from '../accounts/useMe.ts'
import { Link } from '../ui/Link.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './shell.module.css'

/** The door in, or who is in and the way out. */
export function AccountEntry() {
  const { t } = useTranslation('shell')
  const { me } = useMe()
  const { pathname, search } = useLocation()
  const signOut = useSignOut()
  const go = useGo()
  if (!me) {
    const back = pathname === '/sign-in' ? '' : `?next=${encodeURIComponent(pathname + search)}`
    return (
      <Link className={styles.sign} to={`/sign-in${back}`}>
        {t('account.signIn')}
      </Link>
    )
  }
  return (
    <div className={styles.sign}>
      <Link to="/account" aria-current={pathname === '/account' ? 'page' : undefined}>
        <span className="vh">{t('account.signedInAs')} </span>
        {me.account.name}
      </Link>
      <button type="button" onClick={() => signOut.mutate(undefined, { onSuccess: () => go('/') })}>
        {t('account.signOut')}
      </button>
    </div>
  )
}
