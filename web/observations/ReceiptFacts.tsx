import { useTranslation } from 'react-i18next'
import type { FollowedSubmission } from '#schema/observations'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './observations.module.css'

type Facts = Pick<
  FollowedSubmission,
  'number' | 'opinionOutcome' | 'receivedAt' | 'isLate' | 'contentHash' | 'protocol' | 'plan'
>

interface ReceiptFactsProps {
  facts: Facts
  /** Told once, after sending. */
  accessCode?: string | null | undefined
}

/** What proves that and when something was received. */
export function ReceiptFacts({ facts, accessCode }: ReceiptFactsProps) {
  const { t } = useTranslation(['observations', 'plans'])
  const format = useFormats()
  const english = useLanguage() === 'en'
  const { number, opinionOutcome, receivedAt, isLate, contentHash, protocol, plan } = facts
  const exactly =
    receivedAt &&
    t('observations:receipt.exactly', {
      date: `${format.date(receivedAt)}, ${format.exactTime(receivedAt)}`,
    })
  const code = accessCode && (
    <>
      <span className={styles.number}>{accessCode}</span>
      <br />
      {t('observations:receipt.codeNote')}
    </>
  )
  return (
    <>
      {isLate && (
        <Note tone="warn" icon="clock">
          {t('observations:receipt.late')}
        </Note>
      )}
      <DefinitionList
        missing={t('observations:receipt.noProtocol')}
        entries={[
          {
            term: t('observations:receipt.number'),
            value: <span className={styles.number}>{number}</span>,
          },
          ...(opinionOutcome
            ? [{ term: t('observations:opinion.label'), value: t(`observations:opinion.${opinionOutcome}`) }]
            : []),
          { term: t('observations:receipt.receivedAt'), value: exactly },
          {
            term: t('observations:receipt.protocol'),
            value: protocol && `${protocol.registry} ${protocol.number}/${protocol.year}`,
          },
          ...(code ? [{ term: t('observations:receipt.code'), value: code }] : []),
          { term: t('plans:title'), value: (english && plan.titleEn) || plan.title },
          {
            term: t('observations:receipt.hash'),
            value: <span className={styles.hash}>{contentHash}</span>,
          },
        ]}
      />
    </>
  )
}
