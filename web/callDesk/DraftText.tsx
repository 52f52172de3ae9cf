import { TextField, type TextFieldProps } from '../ui/fields.tsx'
import { type Draft, fieldId, useFaultWords } from './draft.ts'

interface DraftTextProps extends Omit<TextFieldProps, 'id' | 'error' | 'value' | 'onChange'> {
  draft: Draft
  /** Where in the content of the call it stands. */
  pointer: string
  value: string | null
  onChange: (value: string) => void
}

/** A text of a call, with what is wrong at its place. */
export function DraftText({ draft, pointer, value, ...rest }: DraftTextProps) {
  const words = useFaultWords()
  const fault = draft.faults.find((found) => found.pointer === pointer)
  return <TextField {...rest} id={fieldId(pointer)} value={value ?? ''} error={fault && words(fault.code)} />
}
