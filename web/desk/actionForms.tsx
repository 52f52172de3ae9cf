import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { completionDaysLimit } from '#rules/allocation'
import { addDays, romeDate } from '#rules/city'
import { closingReasons, completionItems, exclusionReasons, type Reason } from '#schema/allocation'
import { useLanguage } from '../i18n/useLanguage.ts'
import type { SummaryEntry } from '../ui/ErrorSummary.tsx'
import { Checkbox, SelectField, TextField } from '../ui/fields.tsx'
import { ActionFormFrame, type ActionFormProps, failing } from './ActionFormFrame.tsx'
import { AwardForm } from './AwardForm.tsx'

const errorAt = (errors: readonly SummaryEntry[], field: string) =>
  errors.find((entry) => entry.field === field)?.text

const LEAST_WORDS = 10

function confirmation(action: 'take' | 'admit') {
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

function CompletionForm({ onSubmit, request: _request, ...frame }: ActionFormProps) {
  const { t } = useTranslation('desk')
  const language = useLanguage()
  const today = romeDate(new Date())
  const latest = addDays(today, completionDaysLimit)
  const [items, setItems] = useState<string[]>([])
  const [message, setMessage] = useState('')
  const [dueOn, setDueOn] = useState(latest)
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const toggle = (code: string, on: boolean) =>
    setItems((before) => (on ? [...before, code] : before.filter((item) => item !== code)))
  const submit = () => {
    const found = failing([
      [items.length > 0, 'items', t('dialog.itemsMissing')],
      [message.trim().length >= LEAST_WORDS, 'message', t('dialog.messageShort')],
      [dueOn > today && dueOn <= latest, 'dueOn', t('dialog.dueMissing')],
    ])
    setErrors(found)
    if (found.length === 0) onSubmit({ items, message: message.trim(), dueOn })
  }
  return (
    <ActionFormFrame {...frame} errors={errors} onSubmit={submit}>
      <fieldset id="items">
        <legend>{t('dialog.items')}</legend>
        {completionItems.map((item) => (
          <Checkbox
            key={item.code}
            checked={items.includes(item.code)}
            onChange={(on) => toggle(item.code, on)}
          >
            {item[language]}
          </Checkbox>
        ))}
      </fieldset>
      <TextField
        id="message"
        label={t('dialog.message')}
        rows={4}
        maxLength={4000}
        value={message}
        onChange={setMessage}
        error={errorAt(errors, 'message')}
      />
      <TextField
        id="dueOn"
        type="date"
        short
        label={t('dialog.dueOn')}
        hint={t('dialog.dueHint')}
        min={addDays(today, 1)}
        value={dueOn}
        onChange={setDueOn}
        error={errorAt(errors, 'dueOn')}
      />
    </ActionFormFrame>
  )
}

/** The form of each thing the office can do. */
export const actionForms = {
  take: confirmation('take'),
  requestCompletion: CompletionForm,
  admit: confirmation('admit'),
  award: AwardForm,
  answer: messageForm('answerMessage', LEAST_WORDS),
  note: messageForm('noteMessage', 0),
  exclude: reasonForm(exclusionReasons),
  close: reasonForm(closingReasons),
}
export type OfficeAction = keyof typeof actionForms
export const officeActions = Object.keys(actionForms) as OfficeAction[]
