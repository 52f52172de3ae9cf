import { useTranslation } from 'react-i18next'
import { actsFor, type NewNeed, needAudiences } from '#schema/needs'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import styles from '../qualifiedList/qualifiedList.module.css'
import { Checkbox, FieldHint, RadioGroup, SelectField, TextField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { PlaceField } from './PlaceField.tsx'

interface NeedFieldsProps {
  need: NewNeed
  parties: readonly { id: string; name: string }[]
  errorOf: (name: string) => string | undefined
  onChange: (changes: Partial<NewNeed>) => void
}

/** Who asks, and for whom. */
function Asking({ need, parties, errorOf, onChange }: NeedFieldsProps) {
  const { t } = useTranslation('needs')
  return (
    <>
      <SelectField
        id="need-party"
        label={t('form.party')}
        value={need.party}
        error={errorOf('party')}
        options={parties.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(party) => onChange({ party })}
      />
      <RadioGroup
        id="need-actsFor"
        label={t('form.actsFor')}
        value={need.actsFor}
        options={actsFor.map((value) => ({ value, label: t(`form.${value}`) }))}
        onChange={(value) =>
          onChange(
            value === 'prisonFirm'
              ? { actsFor: 'prisonFirm' }
              : { actsFor: 'itself', firmName: null, firmShown: false },
          )
        }
      />
      {need.actsFor === 'prisonFirm' && (
        <>
          <TextField
            id="need-firmName"
            label={t('form.firmName')}
            hint={t('form.firmNameHint')}
            optional
            value={need.firmName ?? ''}
            error={errorOf('firmName')}
            onChange={(value) => onChange({ firmName: value || null })}
          />
          <Checkbox checked={need.firmShown} onChange={(firmShown) => onChange({ firmShown })}>
            {t('form.firmShown')}
          </Checkbox>
        </>
      )}
    </>
  )
}

/** What is to be made: process, material, size, quantity. */
function Work({ need, errorOf, onChange }: Omit<NeedFieldsProps, 'parties'>) {
  const { t } = useTranslation('needs')
  const language = useLanguage()
  const { equipment } = useCity()
  const optionsOf = (items: readonly { code: string; it: string; en: string }[]) =>
    items.map((item) => ({ value: item.code, label: item[language] }))
  const side = (name: 'sizeXMm' | 'sizeYMm' | 'sizeZMm', label: string) => (
    <NumberField
      id={`need-${name}`}
      label={label}
      unit="mm"
      optional
      whole
      maximum={100_000}
      value={need[name] ?? undefined}
      error={errorOf(name)}
      onChange={(value) => onChange({ [name]: value || null })}
    />
  )
  return (
    <>
      <div className={styles.row}>
        <SelectField
          id="need-process"
          label={t('form.process')}
          placeholder="–"
          value={need.process}
          error={errorOf('process')}
          options={optionsOf(equipment.processes)}
          onChange={(process) => onChange({ process })}
        />
        <SelectField
          id="need-material"
          label={t('form.material')}
          optional
          placeholder="–"
          value={need.material ?? ''}
          error={errorOf('material')}
          options={optionsOf(equipment.materials)}
          onChange={(material) => onChange({ material: material || null })}
        />
      </div>
      <FieldHint id="need-size-hint">{t('form.sizeHint')}</FieldHint>
      <div className={styles.row} role="group" aria-describedby="need-size-hint">
        {side('sizeXMm', t('form.sizeX'))}
        {side('sizeYMm', t('form.sizeY'))}
        {side('sizeZMm', t('form.sizeZ'))}
      </div>
      <NumberField
        id="need-quantity"
        label={t('form.quantity')}
        whole
        maximum={1_000_000}
        value={need.quantity}
        error={errorOf('quantity')}
        onChange={(quantity) => onChange({ quantity: quantity ?? 1 })}
      />
    </>
  )
}

/** Everything that is asked of a need. */
export function NeedFields(props: NeedFieldsProps) {
  const { need, errorOf, onChange } = props
  const { t } = useTranslation('needs')
  const text = (name: 'title' | 'description') => ({
    id: `need-${name}`,
    label: t(`form.${name}`),
    value: need[name],
    error: errorOf(name),
    onChange: (value: string) => onChange({ [name]: value }),
  })
  const day = (name: 'dueOn' | 'endsOn') => ({
    id: `need-${name}`,
    label: t(`form.${name}`),
    type: 'date' as const,
    value: need[name],
    error: errorOf(name),
    onChange: (value: string) => onChange({ [name]: value }),
  })
  return (
    <>
      <Asking {...props} />
      <TextField {...text('title')} maxLength={160} />
      <TextField {...text('description')} rows={5} maxLength={4000} />
      <Work need={need} errorOf={errorOf} onChange={onChange} />
      <div className={styles.row}>
        <TextField {...day('endsOn')} />
        <TextField {...day('dueOn')} />
      </div>
      <PlaceField
        value={need.place}
        withPrisons={need.actsFor === 'prisonFirm'}
        error={errorOf('place')}
        onChange={(place) => onChange({ place })}
      />
      <RadioGroup
        id="need-audience"
        label={t('form.audience')}
        value={need.audience}
        options={needAudiences.map((value) => ({ value, label: t(`form.${value}`) }))}
        onChange={(value) => onChange({ audience: value === 'matched' ? 'matched' : 'public' })}
      />
    </>
  )
}
