import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'

/** Accounts and roles, for administrators. */
export function AdministratorOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation('admin')
  return (
    <PermittedOnly
      permission="manageAccounts"
      title={t('title')}
      notYours={t('notYours')}
      notYoursBody={t('notYoursBody')}
    >
      {children}
    </PermittedOnly>
  )
}
