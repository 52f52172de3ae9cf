import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Profile } from '#schema/accounts'
import { Button } from '../../ui/Button.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Form } from '../../ui/Form.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Link } from '../../ui/Link.tsx'
import { useFormErrors, usePasswordFlaw } from '../formErrors.ts'
import { PasswordField } from '../PasswordField.tsx'
import styles from './own.module.css'
import { usePasswordChange } from './ownApi.ts'

/** Another password, for who knows the one that counts. */
export function PasswordForm({ profile }: { profile: Profile }) {
  const { t } = useTranslation('accounts')
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const { errors, errorOf, check, tell } = useFormErrors<'current' | 'password'>('password')
  const flawOf = usePasswordFlaw()
  const change = usePasswordChange()
  const submit = () => {
    const isRight = check({
      current: current === '' && t('password.currentMissing'),
      password: flawOf(password, profile),
    })
    if (isRight) change.mutate({ current, password }, { onError: tell })
  }
  if (change.isSuccess) return <p role="status">{t('password.changed')}</p>
  return (
    <Form className={styles.form} onSubmit={submit}>
      <ErrorSummary entries={errors} />
      <input type="hidden" name="username" autoComplete="username" value={profile.email ?? ''} />
      <TextField
        id="current"
        label={t('password.current')}
        type="password"
        autoComplete="current-password"
        maxLength={200}
        value={current}
        onChange={setCurrent}
        error={errorOf('current')}
      />
      <PasswordField
        isNew
        label={t('password.new')}
        value={password}
        onChange={setPassword}
        error={errorOf('password')}
      />
      <div className={styles.send}>
        <Button type="submit" look="primary" isPending={change.isPending}>
          {t('password.button')}
        </Button>
        <Link to="/account/reset">{t('reset.link')}</Link>
      </div>
    </Form>
  )
}
