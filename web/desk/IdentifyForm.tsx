import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { officeMethods } from '#schema/allocation'
import { FileLines, isAttachment } from '../allocation/FileLines.tsx'
import type { SummaryEntry } from '../ui/ErrorSummary.tsx'
import { RadioGroup, TextField } from '../ui/fields.tsx'
import { ActionFormFrame, type ActionFormProps, failing } from './ActionFormFrame.tsx'

/** What the office has checked to know who signs an application. */
export function IdentifyForm({ onSubmit, request, ...frame }: ActionFormProps) {
  const { t } = useTranslation('identification')
  const [method, setMethod] = useState('')
  const [note, setNote] = useState('')
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const errorAt = (field: string) => errors.find((entry) => entry.field === field)?.text
  const copies = request.files.filter((file) => !isAttachment(file))
  const submit = () => {
    const found = failing([
      [method !== '', 'method', t('desk.methodMissing')],
      [note.trim().length >= 3, 'note', t('desk.noteShort')],
    ])
    setErrors(found)
    if (found.length === 0) onSubmit({ method, note: note.trim() })
  }
  return (
    <ActionFormFrame {...frame} errors={errors} onSubmit={submit}>
      <h3>{t('desk.copies')}</h3>
      {copies.length > 0 ? (
        <FileLines atDesk requestId={request.id} files={copies} />
      ) : (
        <p>{t('desk.noCopies')}</p>
      )}
      <RadioGroup
        id="method"
        label={t('desk.method')}
        value={method}
        onChange={setMethod}
        error={errorAt('method')}
        options={officeMethods.map((value) => ({ value, label: t(`desk.methods.${value}`) }))}
      />
      <TextField
        id="note"
        label={t('desk.note')}
        hint={t('desk.noteHint')}
        rows={3}
        maxLength={1000}
        value={note}
        onChange={setNote}
        error={errorAt('note')}
      />
    </ActionFormFrame>
  )
}
