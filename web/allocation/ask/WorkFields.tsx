import { useTranslation } from 'react-i18next'
import { atecoVersions, noiseLevels } from '#schema/allocation'
import { useCity } from '../../api/useCity.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { RadioGroup, SelectField, TextField } from '../../ui/fields.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import styles from './ask.module.css'
import type { FieldsProps } from './FormStep.tsx'

function WhatIsDone({ draft, errorOf }: FieldsProps) {
  const { t } = useTranslation(['requests', 'ui'])
  const language = useLanguage()
  const { uses } = useCity()
  const { content } = draft.state
  return (
    <fieldset className={styles.group}>
      <legend>{t('requests:ask.form.what')}</legend>
      <TextField
        id="makes"
        label={t('requests:field.makes')}
        hint={t('requests:field.makesHint')}
        value={content.makes ?? ''}
        onChange={(makes) => draft.edit({ makes })}
        error={errorOf('makes')}
        rows={2}
        maxLength={500}
      />
      <SelectField
        id="use"
        label={t('requests:field.use')}
        optional
        value={content.use ?? ''}
        onChange={(use) => draft.edit({ use: use || undefined })}
        error={errorOf('use')}
        placeholder={t('ui:choose')}
        options={uses.map((use) => ({ value: use.code, label: use[language] }))}
      />
      <TextField
        id="atecoCode"
        label={t('requests:field.atecoCode')}
        hint={t('requests:field.atecoHint')}
        value={content.atecoCode ?? ''}
        onChange={(atecoCode) => draft.edit({ atecoCode })}
        error={errorOf('atecoCode')}
        short
        maxLength={10}
      />
      <RadioGroup
        id="atecoVersion"
        inRow
        label={t('requests:field.atecoVersion')}
        value={content.atecoVersion ?? ''}
        onChange={(value) => draft.edit({ atecoVersion: atecoVersions.find((version) => version === value) })}
        error={errorOf('atecoVersion')}
        options={atecoVersions.map((value) => ({ value, label: value }))}
      />
    </fieldset>
  )
}

/** What is made there, with how many people, power and noise. */
export function WorkFields({ draft, errorOf }: FieldsProps) {
  const { t } = useTranslation('requests')
  const { content } = draft.state
  return (
    <>
      <WhatIsDone draft={draft} errorOf={errorOf} />
      <fieldset className={styles.group}>
        <legend>{t('ask.form.how')}</legend>
        <NumberField
          id="people"
          label={t('field.people')}
          whole
          maximum={10_000}
          value={content.people}
          onChange={(people) => draft.edit({ people })}
          error={errorOf('people')}
        />
        <NumberField
          id="jobs"
          label={t('field.jobs')}
          optional
          whole
          maximum={10_000}
          value={content.jobs}
          onChange={(jobs) => draft.edit({ jobs })}
        />
        <TextField
          id="hours"
          label={t('field.hours')}
          hint={t('field.hoursHint')}
          value={content.hours ?? ''}
          onChange={(hours) => draft.edit({ hours })}
          error={errorOf('hours')}
          maxLength={200}
        />
        <NumberField
          id="powerKw"
          label={t('field.powerKw')}
          optional
          unit="kW"
          maximum={10_000}
          value={content.powerKw}
          onChange={(powerKw) => draft.edit({ powerKw })}
        />
        <RadioGroup
          id="noise"
          label={t('field.noise')}
          value={content.noise ?? ''}
          onChange={(value) => draft.edit({ noise: noiseLevels.find((level) => level === value) })}
          error={errorOf('noise')}
          options={noiseLevels.map((value) => ({ value, label: t(`field.noiseLevels.${value}`) }))}
        />
      </fieldset>
    </>
  )
}
