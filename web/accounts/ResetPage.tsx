import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isEmail } from '#rules/accounts'
import type { ResetRequest } from '#schema/accounts'
import { api } from '../api/client.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './accounts.module.css'
import { DemoLetters } from './DemoLetters.tsx'
import { useFormErrors } from './formErrors.ts'

/** Asks for the letter with the link to set a new password. */
export function ResetPage() {
  const { t } = useTranslation('accounts')
  const language = useLanguage()
  const [email, setEmail] = useState('')
  const { errors, errorOf, check, tell } = useFormErrors('email')
  const ask = useMutation({
    mutationFn: (body: ResetRequest) =>
      api<{ email: string }>('/api/accounts/reset', { method: 'POST', body }),
    onError: tell,
  })
  const submit = () => {
    if (check({ email: !isEmail(email) && t('register.emailWrong') }))
      ask.mutate({ email: email.trim(), language })
  }
  return (
    <Page title={t('reset.title')}>
      {ask.data ? (
        <div className={styles.form} role="status">
          <h1>{t('register.sentTitle')}</h1>
          <p>{t('reset.sent', { email: ask.data.email })}</p>
          <p>{t('reset.nothing')}</p>
          <DemoLetters />
        </div>
      ) : (
        <Form className={styles.form} onSubmit={submit}>
          <h1>{t('reset.title')}</h1>
          <p className={styles.intro}>{t('reset.intro')}</p>
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
          <Button type="submit" look="primary" big isPending={ask.isPending}>
            {t('reset.button')}
          </Button>
          <p>
            <Link to="/sign-in">{t('reset.back')}</Link>
          </p>
        </Form>
      )}
    </Page>
  )
}
