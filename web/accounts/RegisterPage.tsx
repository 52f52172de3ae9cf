import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { isEmail, nextAddress } from '#rules/accounts'
import type { Registration, RegistrationAnswer } from '#schema/accounts'
import { api } from '../api/client.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './accounts.module.css'
import { useFormErrors } from './formErrors.ts'

function LetterSent({ answer, next }: { answer: RegistrationAnswer; next: string }) {
  const { t } = useTranslation('accounts')
  return (
    <div className={styles.form} role="status">
      <h1>{t('register.sentTitle')}</h1>
      <p>{t('register.sentBody', { email: answer.email })}</p>
      <p>{t('register.nothing')}</p>
      {answer.confirmPath && (
        <Note>
          <Link to={`${answer.confirmPath}&next=${encodeURIComponent(next)}`}>{t('register.demoLink')}</Link>
        </Note>
      )}
    </div>
  )
}

/** Asks for the letter whose link opens an account: only who can read it says more. */
export function RegisterPage() {
  const { t } = useTranslation('accounts')
  const language = useLanguage()
  const next = nextAddress(useSearchParams()[0].get('next'))
  const [email, setEmail] = useState('')
  const { errors, errorOf, check, tell } = useFormErrors('email')
  const register = useMutation({
    mutationFn: (body: Registration) => api<RegistrationAnswer>('/api/accounts', { method: 'POST', body }),
    onError: tell,
  })
  const submit = () => {
    if (check({ email: !isEmail(email) && t('register.emailWrong') }))
      register.mutate({ email: email.trim(), language })
  }
  if (register.data)
    return (
      <Page title={t('register.title')}>
        <LetterSent answer={register.data} next={next} />
      </Page>
    )
  return (
    <Page title={t('register.title')}>
      <Form className={styles.form} onSubmit={submit}>
        <h1>{t('register.title')}</h1>
        <p className={styles.intro}>{t('register.intro')}</p>
        <ErrorSummary entries={errors} />
        <TextField
          id="email"
          label={t('signIn.email')}
          type="email"
          autoComplete="email"
          value={email}
          onChange={setEmail}
          error={errorOf('email')}
        />
        <Button type="submit" look="primary" big isPending={register.isPending}>
          {t('register.button')}
        </Button>
        <p>
          {t('register.haveAccount')}{' '}
          <Link to={`/sign-in?next=${encodeURIComponent(next)}`}>{t('signIn.title')}</Link>
        </p>
      </Form>
    </Page>
  )
}
