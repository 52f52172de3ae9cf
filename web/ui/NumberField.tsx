import { useState } from 'react'
import { TextField, type TextFieldProps } from './fields.tsx'

interface NumberFieldProps extends Omit<TextFieldProps, 'value' | 'onChange' | 'type' | 'inputMode'> {
  value: number | undefined
  onChange: (value: number | undefined) => void
  whole?: boolean
  maximum: number
}

/**
 * The number a text says, or NaN. Points before three digits part thousands, as in 1.440,00: read as
 * decimals they would make a rent of 1.44.
 */
export const numberOf = (text: string) =>
  Number(
    text
      .trim()
      .replace(/\.(?=\d{3}(\D|$))/g, '')
      .replace(',', '.'),
  )

/** The number written with a comma or a point; undefined where it is none, negative, or too large. */
export function readNumber(text: string, { whole, maximum }: { whole: boolean; maximum: number }) {
  const value = numberOf(text)
  const fits = text.trim() !== '' && value >= 0 && value <= maximum && (!whole || Number.isInteger(value))
  return fits ? value : undefined
}

/** A figure typed as text, as a decimal comma needs. */
export function NumberField({ value, onChange, whole = false, maximum, ...rest }: NumberFieldProps) {
  const [text, setText] = useState(value === undefined ? '' : String(value).replace('.', ','))
  return (
    <TextField
      {...rest}
      short
      inputMode={whole ? 'numeric' : 'decimal'}
      value={text}
      onChange={(written) => {
        setText(written)
        onChange(readNumber(written, { whole, maximum }))
      }}
    />
  )
}
