import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isEmail } from '#rules/accounts'
import type { Profile } from '#schema/accounts'
import { Button } from '../../ui/Button.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Form } from '../../ui/Form.tsx'
import { TextField } from '../../ui/fields.tsx'
import { DemoLetters } from '../DemoLetters.tsx'
import { useFormErrors } from '../formErrors.ts'
import styles from './own.module.css'
import { useEmailChange } from './ownApi.ts'

/** A new address, which counts once its letter is opened. */
export function EmailForm({ profile }: { profile: Profile }) {
  const { t } = useTranslation('accounts')
  const [email, setEmail] = useState('')
  const [current, setCurrent] = useState('')
  const { errors, errorOf, check, tell } = useFormErrors<'email' | 'current'>('email')
  const change = useEmailChange()
  const submit = () => {
    const isRight = check({
      email: !isEmail(email) && t('register.emailWrong'),
      current: profile.hasPassword && current === '' && t('password.currentMissing'),
    })
    const body = { email: email.trim(), ...(profile.hasPassword ? { current } : {}) }
    if (isRight) change.mutate(body, { onError: tell })
  }
  if (change.data) {
    return (
      <>
        <p role="status">{t('email.sent', { email: change.data.email })}</p>
        <DemoLetters />
      </>
    )
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <ErrorSummary entries={errors} />
      <TextField
        id="email"
        label={t('email.new')}
        hint={t('email.hint')}
        type="email"
        autoComplete="email"
        value={email}
        onChange={setEmail}
        error={errorOf('email')}
      />
      {profile.hasPassword && (
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
      )}
      <div className={styles.send}>
        <Button type="submit" look="primary" isPending={change.isPending}>
          {t('email.button')}
        </Button>
      </div>
    </Form>
  )
}
