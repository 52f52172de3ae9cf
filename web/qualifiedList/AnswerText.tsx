import { useTranslation } from 'react-i18next'
import type { Answer, Requirement } from '#schema/qualifiedList'
import { useAnswerText } from './AnswerField.tsx'
import styles from './qualifiedList.module.css'

/** What a lab answered to a requirement, with its remark; that it did not is said. */
export function AnswerText({
  requirement,
  answers,
}: {
  requirement: Requirement
  answers: readonly Answer[]
}) {
  const { t } = useTranslation('labList')
  const text = useAnswerText()
  const answer = answers.find((one) => one.requirement === requirement.code)
  const said = text(requirement, answer)
  return (
    <>
      {requirement.type !== 'document' && (
        <p>
          {t('desk.answered')}: {said ? <strong>{said}</strong> : <em>{t('desk.notAnswered')}</em>}
        </p>
      )}
      {answer?.note && <p className={styles.quote}>{answer.note}</p>}
    </>
  )
}
