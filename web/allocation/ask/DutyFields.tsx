import { useTranslation } from 'react-i18next'
import { stampExemptions } from '#schema/allocation'
import type { Call } from '#schema/calls'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { hasReduction } from '../draft.ts'
import styles from './ask.module.css'
import type { FieldsProps } from './FormStep.tsx'

/** Stamp duty on the application, and the aid that a reduced rent would add to. */
export function DutyFields({ draft, call, errorOf }: FieldsProps & { call: Call | null }) {
  const { t } = useTranslation('requests')
  const { stamp = {}, deMinimisEur } = draft.state.content
  return (
    <fieldset className={styles.group}>
      <legend>{t('duty.title')}</legend>
      <SelectField
        id="stamp-exemption"
        label={t('duty.stamp')}
        value={stamp.exemption ?? ''}
        placeholder={t('duty.paid')}
        onChange={(value) => {
          const exemption = stampExemptions.find((known) => known === value)
          draft.edit({ stamp: exemption ? { exemption } : {} })
        }}
        options={stampExemptions.map((value) => ({ value, label: t(`duty.exemption.${value}`) }))}
      />
      {!stamp.exemption && (
        <TextField
          id="stamp-number"
          short
          inputMode="numeric"
          label={t('field.stamp')}
          hint={t('duty.numberHint')}
          value={stamp.number ?? ''}
          onChange={(number) => draft.edit({ stamp: { number } })}
          error={errorOf('stamp-number')}
          maxLength={20}
        />
      )}
      {hasReduction(call) && (
        <NumberField
          id="deMinimisEur"
          label={t('field.deMinimisEur')}
          hint={t('duty.deMinimisHint')}
          unit="€"
          maximum={100_000_000}
          value={deMinimisEur}
          onChange={(eur) => draft.edit({ deMinimisEur: eur })}
          error={errorOf('deMinimisEur')}
        />
      )}
    </fieldset>
  )
}
