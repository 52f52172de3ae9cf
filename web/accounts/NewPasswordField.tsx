import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { passwordMinimum } from '#schema/accounts'
import { Checkbox, TextField } from '../ui/fields.tsx'
import styles from './accounts.module.css'

interface NewPasswordFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  error: string | undefined
}

/** A password to choose, which can be shown while one writes it. */
export function NewPasswordField({ label, value, onChange, error }: NewPasswordFieldProps) {
  const { t } = useTranslation('accounts')
  const [shown, setShown] = useState(false)
  return (
    <div className={styles.newPassword}>
      <TextField
        id="password"
        label={label}
        hint={t('password.hint', { count: passwordMinimum })}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        maxLength={200}
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
