import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { nextAddress } from '#rules/accounts'
import { passwordMinimum, type Registration, type RegistrationAnswer } from '#schema/accounts'
import { api } from '../api/client.ts'
import { useProblemText } from '../api/useProblemText.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryEntry } from '../ui/ErrorSummary.tsx'
import { TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './accounts.module.css'

function useRegistrationErrors() {
  const { t } = useTranslation('accounts')
  return ({ name, email, password }: Registration): SummaryEntry[] => {
    const checks: [boolean, string, string][] = [
      [name.trim().length >= 2, 'name', t('register.nameShort')],
      [/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()), 'email', t('register.emailWrong')],
      [
        password.length >= passwordMinimum,
        'password',
        t('register.passwordShort', { count: passwordMinimum }),
      ],
    ]
    return checks.filter(([holds]) => !holds).map(([, field, text]) => ({ field, text }))
  }
}

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
  const problemText = useProblemText()
  const findErrors = useRegistrationErrors()
  const [written, setWritten] = useState<Registration>({ name: '', email: '', password: '' })
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const register = useMutation({
    mutationFn: (body: Registration) => api<RegistrationAnswer>('/api/accounts', { method: 'POST', body }),
    onError: (error) => setErrors([{ field: 'email', text: problemText(error) }]),
  })
  const submit = () => {
    const found = findErrors(written)
    setErrors(found)
    if (found.length === 0) register.mutate({ ...written, email: written.email.trim(), language })
  }
  const field = (name: 'name' | 'email' | 'password') => ({
    id: name,
    value: written[name],
    onChange: (value: string) => setWritten((before) => ({ ...before, [name]: value })),
    error: errors.find((entry) => entry.field === name)?.text,
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
          <TextField
            {...field('password')}
            label={t('signIn.password')}
            hint={t('register.passwordHint', { count: passwordMinimum })}
            type="password"
            autoComplete="new-password"
            maxLength={200}
          />
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
