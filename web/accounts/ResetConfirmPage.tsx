import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Me } from '#schema/accounts'
import { api } from '../api/client.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import { Link } from '../ui/Link.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './accounts.module.css'
import { isOldLink, useFormErrors, usePasswordFlaw } from './formErrors.ts'
import { PasswordField } from './PasswordField.tsx'
import { useArrival } from './useMe.ts'

/** Sets the password, and is signed in then. */
function useReset(token: string, onError: (error: unknown) => void) {
  const arrive = useArrival()
  const go = useGo()
  return useMutation({
    mutationFn: (password: string) =>
      api<Me>('/api/accounts/reset/confirm', { method: 'POST', body: { token, password } }),
    onError,
    onSuccess: async () => {
      await arrive()
      go('/account', { state: 'passwordIsNew' })
    },
  })
}

/** Where the letter of a forgotten password leads. */
export function ResetConfirmPage() {
  const { t } = useTranslation('accounts')
  const token = useSearchParams()[0].get('token') ?? ''
  const [password, setPassword] = useState('')
  const { errors, errorOf, check, tell } = useFormErrors('password')
  const flawOf = usePasswordFlaw()
  const reset = useReset(token, tell)
  const submit = () => {
    if (check({ password: flawOf(password, { name: '', email: null }) })) reset.mutate(password)
  }
  const isOver = !token || isOldLink(reset.error)
  return (
    <Page title={t('reset.newTitle')}>
      <Form className={styles.form} onSubmit={submit}>
        <h1>{t('reset.newTitle')}</h1>
        {token ? <p className={styles.intro}>{t('reset.newIntro')}</p> : <p>{t('confirm.missing')}</p>}
        <ErrorSummary entries={errors} />
        {isOver ? (
          <p>
            <Link to="/account/reset">{t('reset.again')}</Link>
          </p>
        ) : (
          <>
            <PasswordField
              isNew
              label={t('password.new')}
              value={password}
              onChange={setPassword}
              error={errorOf('password')}
            />
            <Button type="submit" look="primary" big isPending={reset.isPending}>
              {t('reset.newButton')}
            </Button>
          </>
        )}
      </Form>
    </Page>
  )
}
