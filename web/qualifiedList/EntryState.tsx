import { useTranslation } from 'react-i18next'
import type { ListEntry } from '#schema/qualifiedList'
import { useFormats } from '../i18n/format.ts'
import styles from './qualifiedList.module.css'
import { StatusTag } from './StatusTag.tsx'

/** Where an entry of the list stands, with the days of a suspension or the day it was taken off. */
export function EntryState({ entry }: { entry: ListEntry }) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  const { status, suspendedFrom, suspendedUntil, endedOn } = entry
  const from = suspendedFrom ? format.date(suspendedFrom) : ''
  return (
    <span className={styles.line}>
      <StatusTag status={status} />
      {status === 'suspended' &&
        (suspendedUntil
          ? t('suspendedUntil', { from, to: format.date(suspendedUntil) })
          : t('suspendedFrom', { from }))}
      {status === 'cancelled' && endedOn && t('endedOn', { date: format.date(endedOn) })}
    </span>
  )
}
