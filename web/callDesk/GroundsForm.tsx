import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryEntry } from '../ui/ErrorSummary.tsx'
import { TextField } from '../ui/fields.tsx'
import styles from './callDesk.module.css'
import { useFaultWords } from './draft.ts'
import { PrintedTimeField } from './PrintedTimeField.tsx'

interface GroundsFormProps {
  submitLabel: string
  busy: boolean
  /** What the server found wrong. */
  faults: readonly { pointer: string; detail: string }[]
  /** Asks for a new deadline too. */
  withDeadline?: boolean
  onSubmit: (body: object) => void
}

function useErrors() {
  const { t } = useTranslation('callDesk')
  return (written: { reason: string; actNumber: string; actDate: string }): SummaryEntry[] =>
    [
      { field: 'reason', holds: written.reason.trim().length >= 10, text: t('grounds.reasonMissing') },
      { field: 'actNumber', holds: written.actNumber.trim() !== '', text: t('grounds.actMissing') },
      { field: 'actDate', holds: written.actDate !== '', text: t('grounds.dateMissing') },
    ].filter(({ holds }) => !holds)
}

/** The act and the reason of a change, which are published with it. */
export function GroundsForm({ submitLabel, busy, faults, withDeadline, onSubmit }: GroundsFormProps) {
  const { t } = useTranslation('callDesk')
  const words = useFaultWords()
  const findErrors = useErrors()
  const [written, setWritten] = useState({ reason: '', actNumber: '', actDate: '' })
  const [closesAt, setClosesAt] = useState<string | null>(null)
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const deadlineMissing = Boolean(withDeadline) && closesAt === null
  const field = (name: keyof typeof written) => ({
    id: name,
    value: written[name],
    onChange: (value: string) => setWritten((before) => ({ ...before, [name]: value })),
    error: errors.find((entry) => entry.field === name)?.text,
  })
  const submit = () => {
    const found = [
      ...(deadlineMissing ? [{ field: 'newDeadline', text: t('grounds.deadlineMissing') }] : []),
      ...findErrors(written),
    ]
    setErrors(found)
    if (found.length === 0) onSubmit(withDeadline ? { ...written, closesAt } : written)
  }
  const refused = faults.map(({ pointer, detail }) => ({
    field: pointer === '/closesAt' ? 'newDeadline' : pointer.slice(1),
    text: words(detail),
  }))
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <ErrorSummary
        from={errors.length > 0 ? errors : faults}
        entries={errors.length > 0 ? errors : refused}
      />
      {withDeadline && (
        <PrintedTimeField
          id="newDeadline"
          label={t('grounds.deadline')}
          error={errors.find((entry) => entry.field === 'newDeadline')?.text}
          value={closesAt}
          onChange={setClosesAt}
        />
      )}
      <TextField {...field('reason')} rows={3} label={t('grounds.reason')} hint={t('grounds.published')} />
      <div className={styles.row}>
        <TextField {...field('actNumber')} label={t('field.actNumber')} maxLength={80} />
        <TextField {...field('actDate')} type="date" label={t('field.actDate')} />
      </div>
      <Button type="submit" look="primary" isPending={busy}>
        {submitLabel}
      </Button>
    </form>
  )
}
