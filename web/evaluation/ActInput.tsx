import { romeInstant } from '#rules/city'
import { Checkbox, RadioGroup, SelectField, TextField } from '../ui/fields.tsx'
import { readNumber } from '../ui/NumberField.tsx'
import { MomentField } from './MomentField.tsx'

/** What was written, by the names of the fields; an instant is ISO, a flag `yes` or nothing. */
export type Values = Record<string, string>

/** Something a dialog asks for. */
export interface ActField {
  name: string
  label: string
  kind?: 'line' | 'words' | 'points' | 'day' | 'moment' | 'choice' | 'select' | 'flag'
  hint?: string
  /** Fewest characters; 1 where it is not said, 0 where it may be left out. */
  least?: number
  options?: readonly { value: string; label: string }[]
  initial?: string
  /** Most points. */
  most?: number
}

const wall = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/

type Lack = 'missing' | 'short' | 'noMoment' | 'noPoints'

/** What a field lacks: anything, enough words, or a day and an hour; null where it has them. */
export function lackIn({ kind, least = 1, most = 0 }: ActField, value: string): Lack | null {
  if (kind === 'flag') return null
  const length = value.trim().length
  if (kind === 'moment') return wall.test(value) ? null : 'noMoment'
  if (kind === 'points')
    return readNumber(value, { whole: false, maximum: most }) === undefined ? 'noPoints' : null
  if (length >= least) return null
  return length === 0 ? 'missing' : 'short'
}

/** What a field says as the server takes it. */
export const valueOf = ({ kind }: ActField, value: string): string =>
  kind === 'moment' ? romeInstant(value.slice(0, 10), value.slice(11)).toISOString() : value.trim()

interface ActInputProps {
  field: ActField
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

/** The control of a field by its kind. */
export function ActInput({ field, value, error, onChange }: ActInputProps) {
  const { name, label, kind = 'line', hint, least = 1, options = [] } = field
  const common = { id: name, label, hint, error, value, onChange, optional: least === 0 }
  switch (kind) {
    case 'flag':
      return (
        <Checkbox id={name} checked={value === 'yes'} onChange={(checked) => onChange(checked ? 'yes' : '')}>
          {label}
        </Checkbox>
      )
    case 'choice':
      return <RadioGroup {...common} options={options} />
    case 'select':
      return <SelectField {...common} options={options} placeholder="–" />
    case 'moment':
      return <MomentField {...common} />
    default:
      return (
        <TextField
          {...common}
          {...(kind === 'points' && { short: true, inputMode: 'decimal' })}
          type={kind === 'day' ? 'date' : 'text'}
          {...(kind === 'words' && { rows: 4 })}
        />
      )
  }
}
