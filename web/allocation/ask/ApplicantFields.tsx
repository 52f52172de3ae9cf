import { useTranslation } from 'react-i18next'
import type { RequestContent } from '#schema/allocation'
import { partyKinds as applicantKinds } from '#schema/parties'
import { RadioGroup, TextField } from '../../ui/fields.tsx'
import styles from './ask.module.css'
import type { FieldsProps } from './FormStep.tsx'

type Applicant = NonNullable<RequestContent['applicant']>
type TextOf = 'name' | 'representative' | 'fiscalCode' | 'vatNumber' | 'email' | 'phone'

/** Who asks, and how to reach them. */
export function ApplicantFields({ draft, errorOf }: FieldsProps) {
  const { t } = useTranslation('requests')
  const applicant: Applicant = draft.state.content.applicant ?? {}
  const edit = (changes: Applicant) => draft.edit({ applicant: { ...applicant, ...changes } })
  const organisation = applicant.kind === 'organisation'
  const text = (name: TextOf) => ({
    id: `applicant-${name}`,
    value: applicant[name] ?? '',
    onChange: (value: string) => edit({ [name]: value }),
    error: errorOf(`applicant-${name}`),
  })
  return (
    <fieldset className={styles.group}>
      <legend>{t('ask.form.who')}</legend>
      <RadioGroup
        id="applicant-kind"
        label={t('field.kind')}
        value={applicant.kind ?? ''}
        error={errorOf('applicant-kind')}
        onChange={(value) => edit({ kind: applicantKinds.find((kind) => kind === value) })}
        options={applicantKinds.map((value) => ({ value, label: t(`field.${value}`) }))}
      />
      <TextField
        {...text('name')}
        label={t(organisation ? 'field.organisationName' : 'field.name')}
        autoComplete={organisation ? 'organization' : 'name'}
        maxLength={200}
      />
      {organisation && (
        <TextField
          {...text('representative')}
          label={t('field.representative')}
          autoComplete="name"
          maxLength={200}
        />
      )}
      <TextField
        {...text('fiscalCode')}
        label={t('field.fiscalCode')}
        hint={t('field.fiscalCodeHint')}
        maxLength={30}
      />
      <TextField {...text('vatNumber')} label={t('field.vatNumber')} optional maxLength={30} />
      <TextField
        {...text('email')}
        label={t('field.email')}
        type="email"
        autoComplete="email"
        maxLength={254}
      />
      <TextField {...text('phone')} label={t('field.phone')} type="tel" autoComplete="tel" maxLength={40} />
    </fieldset>
  )
}
