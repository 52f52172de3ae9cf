import { useTranslation } from 'react-i18next'
import type { EligibilityQuestion } from '#schema/calls'
import { useLanguage } from '../i18n/useLanguage.ts'
import { RadioGroup } from '../ui/fields.tsx'

/** Id of the field of a question, for links that lead to it. */
export const fieldOfQuestion = (code: string) => `eligibilityAnswers-${code}`

interface EligibilityFieldProps {
  question: EligibilityQuestion
  answer: boolean | undefined
  hint?: string
  error?: string | undefined
  onAnswer: (answer: boolean) => void
}

/** A question before the form, to be answered with yes or no. */
export function EligibilityField({ question, answer, hint, error, onAnswer }: EligibilityFieldProps) {
  const { t } = useTranslation('ui')
  const english = useLanguage() === 'en'
  return (
    <RadioGroup
      id={fieldOfQuestion(question.code)}
      inRow
      label={english ? question.textEn : question.text}
      hint={hint}
      error={error}
      value={answer === undefined ? '' : String(answer)}
      onChange={(value) => onAnswer(value === 'true')}
      options={[
        { value: 'true', label: t('yes') },
        { value: 'false', label: t('no') },
      ]}
    />
  )
}
