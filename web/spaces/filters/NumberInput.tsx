import { useEffect, useRef, useState } from 'react'
import styles from './filters.module.css'
import { parseNumber } from './parseNumber.ts'

interface NumberInputProps {
  label: string
  unit: string
  value: number | undefined
  format(value: number): string
  /** What no limit amounts to. */
  placeholder?: string
  onChange(value: number | undefined): void
}

/** A field for a number written the Italian or the English way; what is no number changes nothing. */
export function NumberInput({ label, unit, value, format, placeholder, onChange }: NumberInputProps) {
  const written = value === undefined ? '' : format(value)
  const [text, setText] = useState(written)
  const typing = useRef(false)
  useEffect(() => {
    if (!typing.current) setText(written)
  }, [written])
  const type = (next: string) => {
    setText(next)
    const number = parseNumber(next)
    if (number !== null) onChange(number)
  }
  return (
    <label className={styles.unit}>
      <span className="vh">{label}</span>
      <input
        className={styles.input}
        inputMode="decimal"
        autoComplete="off"
        placeholder={placeholder}
        value={text}
        onFocus={() => {
          typing.current = true
        }}
        onBlur={() => {
          typing.current = false
          setText(written)
        }}
        onChange={(event) => type(event.target.value)}
      />
      <span aria-hidden="true">{unit}</span>
    </label>
  )
}
