import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { ApiProblem, api } from '../api/client.ts'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import styles from './accounts.module.css'

/** Where the letter to a new address leads; a press, not the visit, changes it. */
export function EmailConfirmPage() {
  const { t } = useTranslation('accounts')
  const token = useSearchParams()[0].get('token') ?? ''
  const queries = useQueryClient()
  const confirm = useMutation({
    mutationFn: () =>
      api<{ email: string }>('/api/accounts/email/confirm', { method: 'POST', body: { token } }),
    onSuccess: () => queries.invalidateQueries(),
  })
  const { error } = confirm
  const isRefused = error instanceof ApiProblem && (error.status === 400 || error.status === 409)
  const isOver = confirm.isSuccess || isRefused
  return (
    <Page title={t('email.confirmTitle')}>
      <div className={styles.form}>
        <h1>{t('email.confirmTitle')}</h1>
        {confirm.data ? (
          <p role="status">{t('email.confirmed', { email: confirm.data.email })}</p>
        ) : (
          <p>{t(token ? 'email.confirmBody' : 'confirm.missing')}</p>
        )}
        <Failure error={error} />
        {token && !isOver && (
          <Button look="primary" big isPending={confirm.isPending} onPress={() => confirm.mutate()}>
            {t('email.confirmButton')}
          </Button>
        )}
        {isOver && <LinkButton to="/account">{t('pages.profile')}</LinkButton>}
      </div>
    </Page>
  )
}
