import { useTranslation } from 'react-i18next'
import { hasPersonalCode, isToBeSetUp, needsVatNumber } from '#rules/parties'
import { legalForms, type PartyData, type PartyKind } from '#schema/parties'
import { RadioGroup, SelectField, TextField } from '../ui/fields.tsx'
import { GroupingFields } from './GroupingFields.tsx'
import { usePartyWords } from './usePartyWords.ts'

export interface PartyFieldsProps {
  /** Begins the id of each control, so that an error leads to it. */
  prefix: string
  kind: PartyKind
  data: PartyData
  onChange: (changes: PartyData) => void
  /** What is wrong with a field, by its id. */
  errorOf: (field: string) => string | undefined
}

type TextName =
  | 'representativeFiscalCode'
  | 'name'
  | 'representative'
  | 'fiscalCode'
  | 'vatNumber'
  | 'pec'
  | 'address'
  | 'email'
  | 'phone'

/** A line of text of the party: its id, value, change and error. */
function useTextOf({ prefix, data, onChange, errorOf }: PartyFieldsProps) {
  return (name: TextName) => ({
    id: `${prefix}-${name}`,
    value: data[name] ?? '',
    onChange: (value: string) => onChange({ [name]: value }),
    error: errorOf(`${prefix}-${name}`),
  })
}

function useCodeHint(kind: PartyKind, data: PartyData): string {
  const { t } = useTranslation('parties')
  if (kind === 'person') return t('field.fiscalCodePerson')
  if (isToBeSetUp(data)) return t('field.fiscalCodePromoter')
  return t(hasPersonalCode(kind, data) ? 'field.fiscalCodeTrader' : 'field.fiscalCodeBody')
}

function FormFields({ prefix, kind, data, onChange, errorOf }: PartyFieldsProps) {
  const { t } = useTranslation('parties')
  return (
    <>
      {kind === 'organisation' && (
        <SelectField
          id={`${prefix}-legalForm`}
          label={t('field.legalForm')}
          placeholder={t('field.legalFormNone')}
          value={data.legalForm ?? ''}
          error={errorOf(`${prefix}-legalForm`)}
          onChange={(value) => {
            const legalForm = legalForms.find((form) => form === value)
            if (legalForm) onChange({ legalForm })
          }}
          options={legalForms.map((value) => ({ value, label: t(`form.${value}`) }))}
        />
      )}
      <RadioGroup
        id={`${prefix}-constituted`}
        label={t('field.constituted')}
        value={isToBeSetUp(data) ? 'no' : 'yes'}
        onChange={(value) => onChange({ constituted: value === 'yes' })}
        options={[
          { value: 'yes', label: t('field.isConstituted') },
          { value: 'no', label: t('field.isToBeSetUp') },
        ]}
      />
    </>
  )
}

/** What is asked of who asks: a person, an organisation with its form, or a grouping with its members. */
export function PartyFields(props: PartyFieldsProps) {
  const { kind, data, prefix, onChange, errorOf } = props
  const { t } = useTranslation('parties')
  const { nameLabel } = usePartyWords(kind)
  const text = useTextOf(props)
  const codeHint = useCodeHint(kind, data)
  const isPerson = kind === 'person'
  return (
    <>
      <TextField
        {...text('name')}
        label={nameLabel}
        autoComplete={isPerson ? 'name' : 'organization'}
        maxLength={200}
      />
      {!isPerson && <FormFields {...props} />}
      {kind === 'temporaryGrouping' ? (
        <GroupingFields
          prefix={prefix}
          members={data.members ?? []}
          onChange={(members) => onChange({ members })}
          errorOf={errorOf}
        />
      ) : (
        <>
          {!isPerson && (
            <TextField
              {...text('representative')}
              label={t(isToBeSetUp(data) ? 'field.promoter' : 'field.representative')}
              autoComplete="name"
              maxLength={200}
            />
          )}
          {!isPerson && !hasPersonalCode(kind, data) && (
            <TextField
              {...text('representativeFiscalCode')}
              label={t('field.representativeFiscalCode')}
              hint={t('field.representativeFiscalCodeHint')}
              maxLength={30}
            />
          )}
          <TextField {...text('fiscalCode')} label={t('field.fiscalCode')} hint={codeHint} maxLength={30} />
          <TextField
            {...text('vatNumber')}
            label={t('field.vatNumber')}
            optional={!needsVatNumber(kind, data)}
            maxLength={30}
          />
        </>
      )}
      <TextField
        {...text('pec')}
        label={t('field.pec')}
        hint={t('field.pecHint')}
        type="email"
        optional
        maxLength={254}
      />
      <TextField
        {...text('address')}
        label={t(isPerson ? 'field.addressPerson' : 'field.address')}
        hint={t('field.addressHint')}
        autoComplete="street-address"
        optional={Boolean(data.pec?.trim())}
        maxLength={300}
      />
      <TextField
        {...text('email')}
        label={t('field.email')}
        type="email"
        autoComplete="email"
        maxLength={254}
      />
      <TextField {...text('phone')} label={t('field.phone')} type="tel" autoComplete="tel" maxLength={40} />
    </>
  )
}
