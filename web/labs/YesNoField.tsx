import { useTranslation } from 'react-i18next'
import { SelectField } from '../ui/fields.tsx'

interface YesNoFieldProps {
  id: string
  label: string
  /** null: nobody has said. */
  value: boolean | null
  onChange: (value: boolean | null) => void
}

/** Yes, no, or not known, which is not no. */
export function YesNoField({ id, label, value, onChange }: YesNoFieldProps) {
  const { t } = useTranslation('labs')
  return (
    <SelectField
      id={id}
      label={label}
      value={value === null ? '' : String(value)}
      onChange={(chosen) => onChange(chosen === '' ? null : chosen === 'true')}
      placeholder={t('unknownChoice')}
      options={[
        { value: 'true', label: t('yes') },
        { value: 'false', label: t('no') },
      ]}
    />
  )
}
