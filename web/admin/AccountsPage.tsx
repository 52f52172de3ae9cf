import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { AccountFilters } from './AccountFilters.tsx'
import { AccountsTable } from './AccountsTable.tsx'
import { AdministratorOnly } from './AdministratorOnly.tsx'
import { useAccounts } from './accountQueries.ts'
import { type AccountsState, accountsAddress, readAccountsState } from './accountsState.ts'
import styles from './admin.module.css'
import { InvitationDialog } from './InvitationDialog.tsx'

function Accounts({ state }: { state: AccountsState }) {
  const { t } = useTranslation('admin')
  const go = useGo()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAccounts(state)
  const accounts = data?.pages.flatMap(({ items }) => items) ?? []
  const total = data?.pages.at(-1)?.total
  return (
    <>
      <AccountFilters state={state} onChange={(next) => go(accountsAddress(next), { replace: true })} />
      <p role="status" className={styles.total}>
        {total !== undefined && t('total', { count: total })}
      </p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {total === 0 && (
        <EmptyState title={t('none')}>
          <p>{t('noneBody')}</p>
          <Button onPress={() => go('/admin/accounts')}>{t('reset')}</Button>
        </EmptyState>
      )}
      {accounts.length > 0 && <AccountsTable accounts={accounts} />}
      {hasNextPage && (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  )
}

/** Who can sign in, with which roles. */
export function AccountsPage() {
  const { t } = useTranslation('admin')
  const [search] = useSearchParams()
  const [inviting, setInviting] = useState(false)
  return (
    <AdministratorOnly>
      <Page title={t('title')}>
        <div className={styles.page}>
          <div className={styles.head}>
            <h1>{t('title')}</h1>
            <Button look="primary" icon="plus" onPress={() => setInviting(true)}>
              {t('invite.button')}
            </Button>
          </div>
          <p className={styles.intro}>{t('intro')}</p>
          <Accounts state={readAccountsState(search)} />
        </div>
        {inviting && <InvitationDialog onClose={() => setInviting(false)} />}
      </Page>
    </AdministratorOnly>
  )
}
