import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'

/** The desk of observations, for who examines them. */
export function PlannerOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation('points')
  return (
    <PermittedOnly
      permission="examineObservations"
      title={t('title')}
      notYours={t('notYours')}
      notYoursBody={t('notYoursBody')}
    >
      {children}
    </PermittedOnly>
  )
}
