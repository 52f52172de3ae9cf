import { useTranslation } from 'react-i18next'
import { TextField } from '../ui/fields.tsx'
import styles from './evaluation.module.css'

interface MomentFieldProps {
  id: string
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** `2027-03-31T12:00` by the clocks of Italy, or as much of it as is written. */
  value: string
  onChange: (value: string) => void
}

/** A day and an hour by the clocks of Italy. */
export function MomentField({ id, label, hint, error, value, onChange }: MomentFieldProps) {
  const { t } = useTranslation('evaluationDesk')
  const [day = '', hour = ''] = value.split('T')
  const tell = (newDay: string, newHour: string) => onChange(`${newDay}T${newHour}`)
  const whole = (written: string) =>
    (/^\d[:.]\d\d$/.test(written) ? `0${written}` : written).replace('.', ':')
  return (
    <div className={styles.pair}>
      <TextField
        id={id}
        type="date"
        label={label}
        hint={hint}
        error={error}
        value={day}
        onChange={(written) => tell(written, hour)}
      />
      <TextField
        id={`${id}-hour`}
        short
        maxLength={5}
        label={t('act.hour')}
        hint={t('act.hourHint')}
        value={hour}
        onChange={(written) => tell(day, whole(written))}
      />
    </div>
  )
}
