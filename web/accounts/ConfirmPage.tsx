import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { nextAddress } from '#rules/accounts'
import type { Me, RegistrationConfirmation } from '#schema/accounts'
import { api } from '../api/client.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './accounts.module.css'
import { isOldLink, useFormErrors, usePasswordFlaw } from './formErrors.ts'
import { PasswordField } from './PasswordField.tsx'
import { useArrival } from './useMe.ts'

/** Opens the account, and is signed in then. */
function useOpening(next: string, onError: (error: unknown) => void) {
  const arrive = useArrival()
  const go = useGo()
  return useMutation({
    mutationFn: (body: RegistrationConfirmation) =>
      api<Me>('/api/accounts/confirm', { method: 'POST', body }),
    onError,
    onSuccess: async () => {
      await arrive()
      go(next)
    },
  })
}

/** Where the letter of a registration leads: who opens it says their name and chooses the password. */
export function ConfirmPage() {
  const { t } = useTranslation('accounts')
  const language = useLanguage()
  const [search] = useSearchParams()
  const token = search.get('token') ?? ''
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const { errors, errorOf, check, tell } = useFormErrors<'name' | 'password'>('name')
  const flawOf = usePasswordFlaw()
  const opening = useOpening(nextAddress(search.get('next')), tell)
  const submit = () => {
    const isRight = check({
      name: name.trim().length < 2 && t('register.nameShort'),
      password: flawOf(password, { name, email: null }),
    })
    if (isRight) opening.mutate({ token, name: name.trim(), password, language })
  }
  const isOver = !token || isOldLink(opening.error)
  return (
    <Page title={t('confirm.title')}>
      <Form className={styles.form} onSubmit={submit}>
        <h1>{t('confirm.title')}</h1>
        {token ? <p className={styles.intro}>{t('confirm.body')}</p> : <p>{t('confirm.missing')}</p>}
        <ErrorSummary entries={errors} />
        {isOver ? (
          <p>
            <Link to="/register">{t('confirm.again')}</Link>
          </p>
        ) : (
          <>
            <TextField
              id="name"
              label={t('register.name')}
              autoComplete="name"
              maxLength={120}
              value={name}
              onChange={setName}
              error={errorOf('name')}
            />
            <PasswordField
              isNew
              label={t('signIn.password')}
              value={password}
              onChange={setPassword}
              error={errorOf('password')}
            />
            <p>
              <Link to="/privacy">{t('confirm.privacy')}</Link>
            </p>
            <Button type="submit" look="primary" big isPending={opening.isPending}>
              {t('confirm.button')}
            </Button>
          </>
        )}
      </Form>
    </Page>
  )
}
