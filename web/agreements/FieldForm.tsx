import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryEntry } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { numberOf } from '../ui/NumberField.tsx'
import styles from './agreements.module.css'

/** One field of a form of the desk, as data. */
export interface FieldSpec {
  name: string
  label: string
  /** `lines` is a list, one item on each line. */
  kind?: 'text' | 'area' | 'date' | 'number' | 'lines'
  hint?: string
  options?: readonly { value: string; label: string }[]
  unit?: string
  optional?: boolean
  /** Shortest text that says something. */
  least?: number
}

type Written = Record<string, string>
type Value = string | number | string[] | null

interface FieldFormProps {
  fields: readonly FieldSpec[]
  values?: Written
  submitLabel: string
  busy: boolean
  /** Why the server refused it, told above, and beside the fields it names. */
  error: Error | null
  danger?: boolean
  /** Words of the server's own for what it found wrong with a field. */
  faultText?: (detail: string) => string
  onSubmit: (body: Record<string, Value>) => void
  children?: ReactNode
}

const isNumber = (text: string) => text.trim() !== '' && numberOf(text) >= 0

const holds = ({ kind, optional, least = 1 }: FieldSpec, text: string): boolean => {
  if (text.trim() === '') return Boolean(optional) || kind === 'lines'
  return kind === 'number' ? isNumber(text) : text.trim().length >= least
}

const valueOf = ({ kind }: FieldSpec, text: string): Value => {
  if (kind === 'lines')
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
  if (text.trim() === '') return null
  return kind === 'number' ? numberOf(text) : text.trim()
}

/** What the server found wrong with fields of this form, by their names. */
function refusedOf(error: Error | null, fields: readonly FieldSpec[], text: (detail: string) => string) {
  const entries = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
  return entries.flatMap(({ pointer, detail }) => {
    const name = pointer.split('/').at(-1) ?? ''
    const field = fields.find((candidate) => candidate.name === name)
    return field ? [{ field: `field-${name}`, text: `${field.label}: ${text(detail)}` }] : []
  })
}

function OneField({
  spec,
  error,
  value,
  onChange,
}: {
  spec: FieldSpec
  error: string | undefined
  value: string
  onChange: (value: string) => void
}) {
  const { name, label, kind = 'text', hint, options, unit, optional } = spec
  const { t } = useTranslation('ui')
  const shared = { id: `field-${name}`, label, hint, error, optional: optional ?? false, value, onChange }
  if (options)
    return (
      <SelectField
        {...shared}
        options={options}
        {...(value === '' || optional ? { placeholder: t('choose') } : {})}
      />
    )
  const rows = kind === 'area' || kind === 'lines' ? { rows: 4 } : {}
  return (
    <TextField
      {...shared}
      {...rows}
      type={kind === 'date' ? 'date' : 'text'}
      {...(kind === 'number' ? { inputMode: 'decimal' as const, short: true } : {})}
      {...(unit ? { unit } : {})}
    />
  )
}

/** A form from a list of fields: what is missing is told at its top, and what the server refuses beside the field. */
export function FieldForm(props: FieldFormProps) {
  const {
    fields,
    values = {},
    submitLabel,
    busy,
    error,
    danger = false,
    faultText,
    onSubmit,
    children,
  } = props
  const { t } = useTranslation('agreements')
  const [written, setWritten] = useState<Written>(() =>
    Object.fromEntries(fields.map(({ name }) => [name, values[name] ?? ''])),
  )
  const [missing, setMissing] = useState<SummaryEntry[]>([])
  const refused = refusedOf(error, fields, faultText ?? ((detail) => detail))
  const entries = missing.length > 0 ? missing : refused
  const submit = () => {
    const found = fields
      .filter((field) => !holds(field, written[field.name] ?? ''))
      .map(({ name, label }) => ({ field: `field-${name}`, text: t('form.missing', { field: label }) }))
    setMissing(found)
    if (found.length === 0)
      onSubmit(
        Object.fromEntries(fields.map((field) => [field.name, valueOf(field, written[field.name] ?? '')])),
      )
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <ErrorSummary from={missing.length > 0 ? missing : error} entries={entries} />
      {refused.length === 0 && missing.length === 0 && <Failure error={error} />}
      {children}
      {fields.map((spec) => (
        <OneField
          key={spec.name}
          spec={spec}
          error={entries.find(({ field }) => field === `field-${spec.name}`)?.text}
          value={written[spec.name] ?? ''}
          onChange={(value) => setWritten((before) => ({ ...before, [spec.name]: value }))}
        />
      ))}
      <p>
        <Button type="submit" look={danger ? 'danger' : 'primary'} isPending={busy}>
          {submitLabel}
        </Button>
      </p>
    </Form>
  )
}
