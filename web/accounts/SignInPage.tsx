import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { type DemoRole, demoRoles } from '#schema/accounts'
import { useCity } from '../api/useCity.ts'
import { useProblemText } from '../api/useProblemText.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { TextField } from '../ui/fields.tsx'
import { Icon } from '../ui/icons.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './accounts.module.css'
import { nextAddress } from './nextAddress.ts'
import { useMe, useSignIn } from './useMe.ts'

type SigningIn = ReturnType<typeof useSignIn>

function PasswordForm({ signIn, onDone, next }: { signIn: SigningIn; onDone: () => void; next: string }) {
  const { t } = useTranslation('accounts')
  const problemText = useProblemText()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const text = missing ? t('signIn.missing') : signIn.error && problemText(signIn.error)
  const submit = () => {
    const empty = email.trim() === '' || password === ''
    setMissing(empty)
    if (!empty) signIn.mutate({ email: email.trim(), password }, { onSuccess: onDone })
  }
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <ErrorSummary entries={text ? [{ field: 'email', text }] : []} />
      <TextField
        id="email"
        type="email"
        autoComplete="username"
        label={t('signIn.email')}
        value={email}
        onChange={setEmail}
      />
      <TextField
        id="password"
        type="password"
        autoComplete="current-password"
        label={t('signIn.password')}
        value={password}
        onChange={setPassword}
      />
      <Button type="submit" look="primary" big isDisabled={signIn.isPending}>
        {t('signIn.button')}
      </Button>
      <p>
        {t('signIn.noAccount')}{' '}
        <Link to={`/register?next=${encodeURIComponent(next)}`}>{t('signIn.register')}</Link>
      </p>
    </form>
  )
}

function DemoPeople({ onChoose, busy }: { onChoose: (role: DemoRole) => void; busy: boolean }) {
  const { t } = useTranslation('accounts')
  return (
    <section className={styles.people}>
      <h2>{t('signIn.demoTitle')}</h2>
      <p>{t('signIn.demoBody')}</p>
      <ul>
        {demoRoles.map((role) => (
          <li key={role}>
            <Button isDisabled={busy} onPress={() => onChoose(role)} className={styles.person ?? ''}>
              <Icon name="person" size={22} />
              <span>
                <b>{t(`signIn.people.${role}.name`)}</b>
                <span>{t(`signIn.people.${role}.does`)}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Signing in with a password or, in a demonstration, as one of its people. */
export function SignInPage() {
  const { t } = useTranslation('accounts')
  const [search] = useSearchParams()
  const go = useGo()
  const signIn = useSignIn()
  const { me } = useMe()
  const { demo } = useCity()
  const asked = search.get('next')
  const next = nextAddress(asked)
  const arrive = (role?: DemoRole) => go(role === 'propertyOffice' && !asked ? '/desk' : next)
  return (
    <Page title={t('signIn.title')}>
      <div className={styles.columns}>
        <div>
          <h1>{t('signIn.title')}</h1>
          <p className={styles.intro}>{t('signIn.intro')}</p>
          {me && <Note>{t('signIn.already', { name: me.account.name })}</Note>}
          <PasswordForm signIn={signIn} onDone={() => arrive()} next={next} />
        </div>
        {demo && (
          <DemoPeople
            busy={signIn.isPending}
            onChoose={(role) => signIn.mutate({ demo: role }, { onSuccess: () => arrive(role) })}
          />
        )}
      </div>
    </Page>
  )
}
