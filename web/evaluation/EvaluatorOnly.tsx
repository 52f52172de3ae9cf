import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'

/** The pages of commissioners. */
export function EvaluatorOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation('evaluation')
  return (
    <PermittedOnly
      permission="evaluateRequests"
      title={t('title')}
      notYours={t('notYours')}
      notYoursBody={t('notYoursBody')}
    >
      {children}
    </PermittedOnly>
  )
}
