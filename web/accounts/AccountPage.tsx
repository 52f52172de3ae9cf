import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import type { Profile } from '#schema/accounts'
import { FoldedHistory } from '../audit/History.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AccountLayout } from './AccountLayout.tsx'
import { EmailForm } from './own/EmailForm.tsx'
import styles from './own/own.module.css'
import { profileQuery } from './own/ownApi.ts'
import { PasswordForm } from './own/PasswordForm.tsx'
import { ProfileForm } from './own/ProfileForm.tsx'
import { Sessions } from './own/Sessions.tsx'
import { useMe } from './useMe.ts'

interface ChangingProps {
  title: string
  value: ReactNode
  button: string
  open: boolean
  onToggle: () => void
  /** What is asked for to change it; null where it cannot be changed. */
  form: ReactNode | null
}

/** What counts now and, once one wants to change it, the form. */
function Changing({ title, value, button, open, onToggle, form }: ChangingProps) {
  return (
    <section>
      <h2>{title}</h2>
      <div className={styles.value}>
        <span>{value}</span>
        {form !== null && (
          <Button aria-expanded={open} onPress={onToggle}>
            {button}
          </Button>
        )}
      </div>
      {open && form}
    </section>
  )
}

function Sections({ profile }: { profile: Profile }) {
  const { t } = useTranslation('accounts')
  const { me } = useMe()
  const demo = me?.account.demo ?? false
  const [open, setOpen] = useState<'email' | 'password' | null>(null)
  const opening = (part: 'email' | 'password') => ({
    open: open === part,
    onToggle: () => setOpen(open === part ? null : part),
  })
  return (
    <div className={styles.sections}>
      {demo && <Note>{t('profile.demo')}</Note>}
      <section>
        <h2>{t('profile.title')}</h2>
        <ProfileForm profile={profile} />
      </section>
      <Changing
        title={t('email.title')}
        value={profile.email ?? t('email.none')}
        button={t('email.change')}
        {...opening('email')}
        form={demo ? null : <EmailForm profile={profile} />}
      />
      <Changing
        title={t('password.title')}
        value={t(`password.${demo ? 'demo' : profile.hasPassword ? 'set' : 'none'}`)}
        button={t('password.change')}
        {...opening('password')}
        form={profile.hasPassword ? <PasswordForm profile={profile} /> : null}
      />
      <section>
        <h2>{t('sessions.title')}</h2>
        <p>{t('sessions.intro')}</p>
        <Sessions />
      </section>
      {me && <FoldedHistory objectKind="account" objectId={me.account.id} />}
    </div>
  )
}

function Account() {
  const { data, error, refetch } = useQuery(profileQuery)
  if (data) return <Sections profile={data} />
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />
}

/** My profile, how I sign in, and where I am signed in. */
export function AccountPage() {
  const { t } = useTranslation('accounts')
  const isNew = useLocation().state === 'passwordIsNew'
  return (
    <AccountLayout title={t('pages.profile')}>
      {isNew && (
        <div role="status" className={styles.done}>
          <Note tone="ok" icon="ok">
            {t('password.changed')}
          </Note>
        </div>
      )}
      <Account />
    </AccountLayout>
  )
}
