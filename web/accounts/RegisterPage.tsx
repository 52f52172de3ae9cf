import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { nextAddress } from '#rules/accounts'
import type { Registration, RegistrationAnswer } from '#schema/accounts'
import { api } from '../api/client.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './accounts.module.css'
import { isEmail, useFormErrors, usePasswordFlaw } from './formErrors.ts'
import { PasswordField } from './PasswordField.tsx'

function LetterSent({ answer, next }: { answer: RegistrationAnswer; next: string }) {
  const { t } = useTranslation('accounts')
  return (
    <div className={styles.form} role="status">
      <h1>{t('register.sentTitle')}</h1>
      <p>{t('register.sentBody', { email: answer.email })}</p>
      {answer.confirmPath && (
        <Note>
          <Link to={`${answer.confirmPath}&next=${encodeURIComponent(next)}`}>{t('register.demoLink')}</Link>
        </Note>
      )}
    </div>
  )
}

/** A new account; the address is confirmed by a letter. */
export function RegisterPage() {
  const { t } = useTranslation('accounts')
  const language = useLanguage()
  const next = nextAddress(useSearchParams()[0].get('next'))
  const { errors, errorOf, check, tell } = useFormErrors<'name' | 'email' | 'password'>('email')
  const flawOf = usePasswordFlaw()
  const [written, setWritten] = useState<Registration>({ name: '', email: '', password: '' })
  const register = useMutation({
    mutationFn: (body: Registration) => api<RegistrationAnswer>('/api/accounts', { method: 'POST', body }),
    onError: tell,
  })
  const submit = () => {
    const { name, email, password } = written
    const isRight = check({
      name: name.trim().length < 2 && t('register.nameShort'),
      email: !isEmail(email) && t('register.emailWrong'),
      password: flawOf(password, written),
    })
    if (isRight) register.mutate({ ...written, email: email.trim(), language })
  }
  const field = (name: 'name' | 'email' | 'password') => ({
    id: name,
    value: written[name],
    onChange: (value: string) => setWritten((before) => ({ ...before, [name]: value })),
    error: errorOf(name),
  })
  return (
    <Page title={t('register.title')}>
      {register.data ? (
        <LetterSent answer={register.data} next={next} />
      ) : (
        <form
          noValidate
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <h1>{t('register.title')}</h1>
          <p className={styles.intro}>{t('register.intro')}</p>
          <ErrorSummary entries={errors} />
          <TextField {...field('name')} label={t('register.name')} autoComplete="name" maxLength={120} />
          <TextField {...field('email')} label={t('signIn.email')} type="email" autoComplete="email" />
          <PasswordField isNew {...field('password')} label={t('signIn.password')} />
          <Button type="submit" look="primary" big isDisabled={register.isPending}>
            {t('register.button')}
          </Button>
          <p>
            {t('register.haveAccount')}{' '}
            <Link to={`/sign-in?next=${encodeURIComponent(next)}`}>{t('signIn.title')}</Link>
          </p>
        </form>
      )}
    </Page>
  )
}
