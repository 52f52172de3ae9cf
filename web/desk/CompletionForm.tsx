import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { completionItems } from '#schema/allocation'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import type { SummaryEntry } from '../ui/ErrorSummary.tsx'
import { Checkbox, SelectField, TextField } from '../ui/fields.tsx'
import { ActionFormFrame, type ActionFormProps, failing } from './ActionFormFrame.tsx'

const LEAST_WORDS = 10

/** What is missing, and within how many days of the delivery of the notice. */
export function CompletionForm({ onSubmit, request: _request, ...frame }: ActionFormProps) {
  const { t } = useTranslation('desk')
  const language = useLanguage()
  const { least, most } = useCity().terms.completion
  const [items, setItems] = useState<string[]>([])
  const [message, setMessage] = useState('')
  const [days, setDays] = useState(String(most))
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const errorAt = (field: string) => errors.find((entry) => entry.field === field)?.text
  const toggle = (code: string, on: boolean) =>
    setItems((before) => (on ? [...before, code] : before.filter((item) => item !== code)))
  const submit = () => {
    const found = failing([
      [items.length > 0, 'items', t('dialog.itemsMissing')],
      [message.trim().length >= LEAST_WORDS, 'message', t('dialog.messageShort')],
    ])
    setErrors(found)
    if (found.length === 0) onSubmit({ items, message: message.trim(), days: Number(days) })
  }
  const terms = Array.from({ length: most - least + 1 }, (_, at) => String(least + at))
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
        error={errorAt('message')}
      />
      <SelectField
        id="days"
        label={t('dialog.days')}
        hint={t('dialog.daysHint')}
        value={days}
        onChange={setDays}
        options={terms.map((value) => ({ value, label: t('days', { count: Number(value) }) }))}
      />
    </ActionFormFrame>
  )
}
