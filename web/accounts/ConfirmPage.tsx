import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { nextAddress } from '#rules/accounts'
import type { Me } from '#schema/accounts'
import { api } from '../api/client.ts'
import { useProblemText } from '../api/useProblemText.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './accounts.module.css'
import { useArrival } from './useMe.ts'

/** Where the letter of a registration leads; a press, not the visit, confirms. */
export function ConfirmPage() {
  const { t } = useTranslation('accounts')
  const [search] = useSearchParams()
  const token = search.get('token') ?? ''
  const go = useGo()
  const arrive = useArrival()
  const problemText = useProblemText()
  const confirm = useMutation({
    mutationFn: () => api<Me>('/api/accounts/confirm', { method: 'POST', body: { token } }),
    onSuccess: async () => {
      await arrive()
      go(nextAddress(search.get('next')))
    },
  })
  return (
    <Page title={t('confirm.title')}>
      <div className={styles.form}>
        <h1>{t('confirm.title')}</h1>
        <p>{t(token ? 'confirm.body' : 'confirm.missing')}</p>
        {confirm.error && (
          <div role="alert">
            <Note tone="danger" icon="warn">
              {problemText(confirm.error)} <Link to="/register">{t('confirm.again')}</Link>
            </Note>
          </div>
        )}
        {token && (
          <Button look="primary" big isDisabled={confirm.isPending} onPress={() => confirm.mutate()}>
            {t('confirm.button')}
          </Button>
        )}
      </div>
    </Page>
  )
}
