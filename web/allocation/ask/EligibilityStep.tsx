import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { eligibilityRefusals } from '#rules/calls'
import type { MyRequestItem } from '#schema/allocation'
import type { EligibilityQuestion } from '#schema/calls'
import { EligibilityField, fieldOfQuestion } from '../../calls/EligibilityField.tsx'
import { useFormats } from '../../i18n/format.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorSummary, type SummaryEntry } from '../../ui/ErrorSummary.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { Note } from '../../ui/marks.tsx'
import { nameTargets } from '../targets.ts'
import styles from './ask.module.css'

interface EligibilityStepProps {
  questions: readonly EligibilityQuestion[]
  answers: Readonly<Record<string, boolean>>
  onAnswer: (code: string, answer: boolean) => void
  left: MyRequestItem | undefined
  /** Requests that were sent before, whose answers can be used again. */
  earlier: readonly MyRequestItem[]
  from: string
  onFrom: (id: string) => void
  onContinue: () => void
  onResume: () => void
}

function Refusal({ refusals }: { refusals: readonly EligibilityQuestion[] }) {
  const { t } = useTranslation('requests')
  const english = useLanguage() === 'en'
  return (
    <div role="alert" className={styles.refusal}>
      <Note tone="danger" icon="warn">
        <h3>{t('ask.check.refusalTitle')}</h3>
        <ul>
          {refusals.map((question) => (
            <li key={question.code}>
              {english ? question.ruleEn : question.rule}{' '}
              <small>{t('ask.check.reference', { reference: question.reference })}</small>
            </li>
          ))}
        </ul>
        <p>{t('ask.check.refusalHelp')}</p>
      </Note>
    </div>
  )
}

function Resume({ left, onResume }: { left: MyRequestItem; onResume: () => void }) {
  const { t } = useTranslation('requests')
  const format = useFormats()
  return (
    <Note icon="doc" tone="ok">
      <p>{t('ask.resume', { date: format.dateTime(left.updatedAt) })}</p>
      <p>
        <Button look="primary" onPress={onResume}>
          {t('ask.resumeButton')}
        </Button>
      </p>
    </Note>
  )
}

/** May I ask at all? Answered on the page alone: nothing is sent or stored. */
export function EligibilityStep(props: EligibilityStepProps) {
  const { questions, answers, onAnswer, left, earlier, from, onFrom, onContinue, onResume } = props
  const { t } = useTranslation('requests')
  const english = useLanguage() === 'en'
  const [open, setOpen] = useState<SummaryEntry[]>([])
  const refusals = eligibilityRefusals(questions, answers).filter(({ code }) => code in answers)
  const check = () => {
    const unanswered = questions.filter(({ code }) => !(code in answers))
    setOpen(
      unanswered.map(({ code, text, textEn }) => ({
        field: fieldOfQuestion(code),
        text: english ? textEn : text,
      })),
    )
    if (unanswered.length === 0 && refusals.length === 0) onContinue()
  }
  return (
    <section className={styles.step}>
      {left && <Resume left={left} onResume={onResume} />}
      <h2>{t('ask.check.title')}</h2>
      <p>{t('ask.check.intro')}</p>
      <ErrorSummary entries={open} />
      {questions.map((question) => {
        const { code } = question
        const isOpen = !(code in answers) && open.some(({ field }) => field === fieldOfQuestion(code))
        return (
          <EligibilityField
            key={code}
            question={question}
            answer={answers[code]}
            error={isOpen ? t('ask.check.unanswered') : undefined}
            onAnswer={(answer) => onAnswer(code, answer)}
          />
        )
      })}
      {!left && earlier.length > 0 && (
        <SelectField
          id="from"
          label={t('ask.from.label')}
          hint={t('ask.from.hint')}
          optional
          placeholder={t('ask.from.none')}
          value={from}
          onChange={onFrom}
          options={earlier.map(({ id, number, targets }) => ({
            value: id,
            label: `${number}, ${nameTargets(targets)}`,
          }))}
        />
      )}
      {refusals.length > 0 && <Refusal refusals={refusals} />}
      <p>
        <Button look="primary" big onPress={check} isDisabled={refusals.length > 0}>
          {t('ask.check.continue')}
        </Button>
      </p>
    </section>
  )
}
