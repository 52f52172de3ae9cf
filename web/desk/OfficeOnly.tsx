import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'

/** The desk, for who works at it. */
export function OfficeOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation('desk')
  return (
    <PermittedOnly
      permission="examineRequests"
      title={t('title')}
      notYours={t('notYours')}
      notYoursBody={t('notYoursBody')}
    >
      {children}
    </PermittedOnly>
  )
}
