import { useTranslation } from 'react-i18next'
import { romeDate } from '#rules/city'
import { useFormats } from '../../i18n/format.ts'
import { TextField } from '../../ui/fields.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import styles from './ask.module.css'
import type { FieldsProps } from './FormStep.tsx'

const TEXT_LIMIT = 8000

/** When, for how long, and the project in free words. */
export function ProjectFields({ draft, errorOf }: FieldsProps) {
  const { t } = useTranslation('requests')
  const format = useFormats()
  const { content } = draft.state
  const written = content.text?.length ?? 0
  return (
    <>
      <fieldset className={styles.group}>
        <legend>{t('ask.form.when')}</legend>
        <TextField
          id="startOn"
          type="date"
          short
          label={t('field.startOn')}
          min={romeDate(new Date())}
          value={content.startOn ?? ''}
          onChange={(startOn) => draft.edit({ startOn: startOn || undefined })}
          error={errorOf('startOn')}
        />
        <NumberField
          id="durationMonths"
          label={t('field.durationMonths')}
          whole
          maximum={1188}
          value={content.durationMonths}
          onChange={(durationMonths) => draft.edit({ durationMonths: durationMonths || undefined })}
          error={errorOf('durationMonths')}
        />
      </fieldset>
      <fieldset className={styles.group}>
        <legend>{t('ask.form.project')}</legend>
        <TextField
          id="text"
          label={t('field.text')}
          hint={t('field.textHint')}
          value={content.text ?? ''}
          onChange={(text) => draft.edit({ text })}
          error={errorOf('text')}
          rows={8}
          maxLength={TEXT_LIMIT}
        />
        <p className={styles.count}>
          {t('field.characters', { written: format.number(written), limit: format.number(TEXT_LIMIT) })}
        </p>
      </fieldset>
    </>
  )
}
