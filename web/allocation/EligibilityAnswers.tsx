import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { generalQuestions } from '#rules/calls'
import { callQuery } from '../calls/callQuery.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import styles from './allocation.module.css'

interface EligibilityAnswersProps {
  /** Code of the call that asked; null where there is none. */
  call: string | null
  answers: Readonly<Record<string, boolean>>
}

/** The answers on eligibility, each with its question. */
export function EligibilityAnswers({ call, answers }: EligibilityAnswersProps) {
  const { t } = useTranslation(['requests', 'ui'])
  const language = useLanguage()
  const asking = useQuery({ ...callQuery(call ?? ''), enabled: call !== null }).data
  const questions = [...(asking?.eligibility ?? []), ...generalQuestions]
  return (
    <>
      <h3>{t('requests:answers')}</h3>
      <ul className={styles.answers}>
        {Object.entries(answers).map(([code, answer]) => {
          const question = questions.find((known) => known.code === code)
          return (
            <li key={code}>
              {(language === 'en' ? question?.textEn : question?.text) ?? code}{' '}
              <strong>{t(answer ? 'ui:yes' : 'ui:no')}</strong>
            </li>
          )
        })}
      </ul>
    </>
  )
}
