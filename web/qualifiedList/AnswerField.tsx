import { useTranslation } from 'react-i18next'
import { selfCheck } from '#rules/qualifiedList'
import type { Answer, Requirement } from '#schema/qualifiedList'
import { RadioGroup, TextField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './qualifiedList.module.css'
import { useWords } from './RequirementWords.tsx'

interface AnswerFieldProps {
  requirement: Requirement
  answer: Answer
  error: string | undefined
  onChange: (changes: Partial<Answer>) => void
}

/** The answer to one requirement, by its type, with what it says by itself. */
export function AnswerField({ requirement, answer, error, onChange }: AnswerFieldProps) {
  const { t } = useTranslation('labList')
  const words = useWords()
  const { code, type, unit, options } = requirement
  const id = `answers-${code}`
  const self = selfCheck(requirement, answer)
  const label = `${t('apply.answer')}: ${words.label(requirement)}`
  return (
    <div className={styles.form}>
      {type === 'number' && (
        <NumberField
          id={id}
          label={label}
          error={error}
          {...(unit ? { unit } : {})}
          maximum={1_000_000}
          value={answer.number ?? undefined}
          onChange={(value) => onChange({ number: value ?? null })}
        />
      )}
      {type === 'bool' && (
        <RadioGroup
          id={id}
          label={label}
          error={error}
          inRow
          value={answer.yes === null ? '' : answer.yes ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: t('apply.yes') },
            { value: 'no', label: t('apply.no') },
          ]}
          onChange={(value) => onChange({ yes: value === 'yes' })}
        />
      )}
      {type === 'choice' && (
        <RadioGroup
          id={id}
          label={label}
          error={error}
          value={answer.choice ?? ''}
          options={options.map((option) => ({ value: option.code, label: words.label(option) }))}
          onChange={(choice) => onChange({ choice })}
        />
      )}
      {self !== 'not_verified' && (
        <p className={self === 'met' ? styles.small : styles.late}>{t(`apply.self.${self}`)}</p>
      )}
      <TextField
        id={`${id}-note`}
        label={`${t('apply.note')}: ${words.label(requirement)}`}
        optional
        rows={2}
        maxLength={2000}
        value={answer.note ?? ''}
        onChange={(note) => onChange({ note: note || null })}
      />
    </div>
  )
}

/** What was answered, in words; null where nothing was. */
export function useAnswerText() {
  const { t } = useTranslation('labList')
  const words = useWords()
  return ({ type, unit, options }: Requirement, answer: Answer | undefined): string | null => {
    if (!answer) return null
    if (type === 'number') return answer.number === null ? null : `${answer.number} ${unit ?? ''}`.trim()
    if (type === 'bool') return answer.yes === null ? null : t(answer.yes ? 'apply.yes' : 'apply.no')
    const chosen = options.find(({ code }) => code === answer.choice)
    return chosen ? words.label(chosen) : null
  }
}
