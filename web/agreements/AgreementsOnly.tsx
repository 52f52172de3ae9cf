import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'

/** Awards and agreements, for who manages them. */
export function AgreementsOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation('agreements')
  return (
    <PermittedOnly
      permission="manageAgreements"
      title={t('title')}
      notYours={t('notYours')}
      notYoursBody={t('notYoursBody')}
    >
      {children}
    </PermittedOnly>
  )
}
