import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'

/** The desk of the qualified list, for who examines labs. */
export function ExaminersOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation('labList')
  return (
    <PermittedOnly
      permission="examineLabs"
      title={t('desk.entry')}
      notYours={t('desk.notYours')}
      notYoursBody={t('desk.notYoursBody')}
    >
      {children}
    </PermittedOnly>
  )
}
