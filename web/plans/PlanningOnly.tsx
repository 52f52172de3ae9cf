import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'

/** The desk of the planning office, for who works at it. */
export function PlanningOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation('planDesk')
  return (
    <PermittedOnly
      permission="examineObservations"
      title={t('desk')}
      notYours={t('notYours')}
      notYoursBody={t('notYoursBody')}
    >
      {children}
    </PermittedOnly>
  )
}
