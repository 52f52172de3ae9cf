import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { passwordMaximum, passwordMinimum } from '#schema/accounts'
import { Checkbox, TextField } from '../ui/fields.tsx'
import styles from './accounts.module.css'

interface PasswordFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  error?: string | undefined
  /** One to choose, not one to remember: says what is asked of it. */
  isNew?: boolean
}

/** A password, which can be shown while one writes it. */
export function PasswordField({ label, value, onChange, error, isNew = false }: PasswordFieldProps) {
  const { t } = useTranslation('accounts')
  const [shown, setShown] = useState(false)
  return (
    <div className={styles.password}>
      <TextField
        id="password"
        label={label}
        hint={isNew && t('password.hint', { count: passwordMinimum })}
        type={shown ? 'text' : 'password'}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        maxLength={isNew ? passwordMaximum : 200}
        value={value}
        onChange={onChange}
        error={error}
      />
      <Checkbox id="show-password" checked={shown} onChange={setShown}>
        {t('password.show')}
      </Checkbox>
    </div>
  )
}
