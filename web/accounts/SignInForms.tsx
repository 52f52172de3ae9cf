import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DemoRole, demoRoles, otherDemoRoles } from '#schema/accounts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { Icon } from '../ui/icons.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './accounts.module.css'
import { useFormErrors } from './formErrors.ts'
import { PasswordField } from './PasswordField.tsx'
import type { useSignIn } from './useMe.ts'

type SigningIn = ReturnType<typeof useSignIn>

/** Address and password, with what went wrong above them. */
export function PasswordForm({
  signIn,
  onDone,
  next,
}: {
  signIn: SigningIn
  onDone: () => void
  next: string
}) {
  const { t } = useTranslation('accounts')
  const { errors, errorOf, check, tell } = useFormErrors<'email' | 'password'>('email')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const submit = () => {
    const isFilled = check({
      email: email.trim() === '' && t('signIn.missing'),
      password: password === '' && t('signIn.missing'),
    })
    if (isFilled) signIn.mutate({ email: email.trim(), password }, { onSuccess: onDone, onError: tell })
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <ErrorSummary entries={errors} />
      <TextField
        id="email"
        type="email"
        autoComplete="username"
        label={t('signIn.email')}
        value={email}
        onChange={setEmail}
        error={errorOf('email')}
      />
      <PasswordField
        label={t('signIn.password')}
        value={password}
        onChange={setPassword}
        error={errorOf('password')}
      />
      <Button type="submit" look="primary" big isPending={signIn.isPending}>
        {t('signIn.button')}
      </Button>
      <p>
        <Link to="/account/reset">{t('reset.link')}</Link>
      </p>
      <p>
        {t('signIn.noAccount')}{' '}
        <Link to={`/register?next=${encodeURIComponent(next)}`}>{t('signIn.register')}</Link>
      </p>
    </Form>
  )
}

interface DemoPeopleProps {
  onChoose: (role: DemoRole) => void
  busy: boolean
}

function PeopleList({ roles, onChoose, busy }: DemoPeopleProps & { roles: readonly DemoRole[] }) {
  const { t } = useTranslation('accounts')
  return (
    <ul>
      {roles.map((role) => (
        <li key={role}>
          <Button isPending={busy} onPress={() => onChoose(role)} className={styles.person ?? ''}>
            <Icon name="person" size={22} />
            <span>
              <b>{t(`signIn.people.${role}.name`)}</b>
              <span>{t(`signIn.people.${role}.does`)}</span>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** In a demonstration: the people one can try as. */
export function DemoPeople(props: DemoPeopleProps) {
  const { t } = useTranslation('accounts')
  return (
    <section className={styles.people}>
      <h2>{t('signIn.demoTitle')}</h2>
      <p>{t('signIn.demoBody')}</p>
      <PeopleList {...props} roles={demoRoles} />
      <h3>{t('signIn.otherTitle')}</h3>
      <PeopleList {...props} roles={otherDemoRoles} />
    </section>
  )
}
