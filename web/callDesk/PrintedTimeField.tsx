import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../ui/fields.tsx'
import styles from './callDesk.module.css'

interface PrintedTimeFieldProps {
  id: string
  label: string
  error?: string | undefined
  value: string | null
  onChange: (value: string | null) => void
}

const whole = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/

/** A day and an hour of the clocks of Italy, as they stand in an act; null while one of them is missing. */
export function PrintedTimeField({ id, label, error, value, onChange }: PrintedTimeFieldProps) {
  const { t } = useTranslation('callDesk')
  const [day, setDay] = useState(value?.slice(0, 10) ?? '')
  const [hour, setHour] = useState(value?.slice(11) ?? '')
  const tell = (newDay: string, newHour: string) => {
    const printed = `${newDay}T${newHour.trim().replace('.', ':').padStart(5, '0')}`
    onChange(whole.test(printed) ? printed : null)
  }
  return (
    <div className={styles.row}>
      <TextField
        id={id}
        type="date"
        label={label}
        error={error}
        value={day}
        onChange={(written) => {
          setDay(written)
          tell(written, hour)
        }}
      />
      <TextField
        id={`${id}-hour`}
        short
        label={t('field.hourOf', { what: label })}
        hint={t('field.hourHint')}
        maxLength={5}
        value={hour}
        onChange={(written) => {
          setHour(written)
          tell(day, written)
        }}
      />
    </div>
  )
}
