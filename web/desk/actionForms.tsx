import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { closingReasons, exclusionReasons, type Reason } from '#schema/allocation'
import { useLanguage } from '../i18n/useLanguage.ts'
import type { SummaryEntry } from '../ui/ErrorSummary.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { ActionFormFrame, type ActionFormProps, failing } from './ActionFormFrame.tsx'
import { AwardForm } from './AwardForm.tsx'
import { CompletionForm } from './CompletionForm.tsx'
import { IdentifyForm } from './IdentifyForm.tsx'

const errorAt = (errors: readonly SummaryEntry[], field: string) =>
  errors.find((entry) => entry.field === field)?.text

const LEAST_WORDS = 10

function confirmation(action: 'take' | 'admit' | 'resumeCompletion') {
  return function ConfirmationForm({ onSubmit, request: _request, ...frame }: ActionFormProps) {
    const { t } = useTranslation('desk')
    return (
      <ActionFormFrame {...frame} onSubmit={() => onSubmit({})}>
        <p>{t(`dialog.${action}`)}</p>
      </ActionFormFrame>
    )
  }
}

function messageForm(label: 'noteMessage' | 'answerMessage', least: number) {
  return function MessageForm({ onSubmit, request: _request, ...frame }: ActionFormProps) {
    const { t } = useTranslation('desk')
    const [message, setMessage] = useState('')
    const [errors, setErrors] = useState<SummaryEntry[]>([])
    const submit = () => {
      const found = failing([[message.trim().length >= least, 'message', t('dialog.messageShort')]])
      setErrors(found)
      if (found.length === 0) onSubmit(message.trim() ? { message: message.trim() } : {})
    }
    return (
      <ActionFormFrame {...frame} errors={errors} onSubmit={submit}>
        <TextField
          id="message"
          label={t(`dialog.${label}`)}
          optional={least === 0}
          rows={5}
          maxLength={4000}
          value={message}
          onChange={setMessage}
          error={errorAt(errors, 'message')}
        />
      </ActionFormFrame>
    )
  }
}

function reasonForm(reasons: readonly Reason[]) {
  return function ReasonForm({ onSubmit, request: _request, ...frame }: ActionFormProps) {
    const { t } = useTranslation(['desk', 'ui'])
    const language = useLanguage()
    const [reasonCode, setReasonCode] = useState('')
    const [reason, setReason] = useState('')
    const [errors, setErrors] = useState<SummaryEntry[]>([])
    const submit = () => {
      const found = failing([
        [reasonCode !== '', 'reasonCode', t('desk:dialog.reasonMissing')],
        [reason.trim().length >= LEAST_WORDS, 'reason', t('desk:dialog.messageShort')],
      ])
      setErrors(found)
      if (found.length === 0) onSubmit({ reasonCode, reason: reason.trim() })
    }
    return (
      <ActionFormFrame {...frame} errors={errors} onSubmit={submit}>
        <p>{t('desk:dialog.final')}</p>
        <SelectField
          id="reasonCode"
          label={t('desk:dialog.reasonCode')}
          value={reasonCode}
          onChange={setReasonCode}
          error={errorAt(errors, 'reasonCode')}
          placeholder={t('ui:choose')}
          options={reasons.map((entry) => ({
            value: entry.code,
            label: `${entry[language]} (${entry.reference})`,
          }))}
        />
        <TextField
          id="reason"
          label={t('desk:dialog.reason')}
          rows={5}
          maxLength={4000}
          value={reason}
          onChange={setReason}
          error={errorAt(errors, 'reason')}
        />
      </ActionFormFrame>
    )
  }
}

function PauseForm({ onSubmit, request: _request, ...frame }: ActionFormProps) {
  const { t } = useTranslation('desk')
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const submit = () => {
    const found = failing([[reason.trim().length >= LEAST_WORDS, 'pauseReason', t('dialog.messageShort')]])
    setErrors(found)
    if (found.length === 0) onSubmit({ reason: reason.trim() })
  }
  return (
    <ActionFormFrame {...frame} errors={errors} onSubmit={submit}>
      <TextField
        id="pauseReason"
        label={t('dialog.pauseReason')}
        rows={4}
        maxLength={4000}
        value={reason}
        onChange={setReason}
        error={errorAt(errors, 'pauseReason')}
      />
    </ActionFormFrame>
  )
}

/** The form of each thing the office can do. */
export const actionForms = {
  take: confirmation('take'),
  identify: IdentifyForm,
  requestCompletion: CompletionForm,
  pauseCompletion: PauseForm,
  resumeCompletion: confirmation('resumeCompletion'),
  admit: confirmation('admit'),
  award: AwardForm,
  answer: messageForm('answerMessage', LEAST_WORDS),
  note: messageForm('noteMessage', 0),
  exclude: reasonForm(exclusionReasons),
  close: reasonForm(closingReasons),
}
export type OfficeAction = keyof typeof actionForms
export const officeActions = Object.keys(actionForms) as OfficeAction[]
