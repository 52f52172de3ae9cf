import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { billingIntervals, type LabContent, labKinds } from '#schema/labs'
import { Items } from '../callDesk/Items.tsx'
import formStyles from '../offers/deskOffer.module.css'
import { Checkbox, SelectField, TextField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import type { ErrorOf } from './labFaults.ts'
import { PlaceFields } from './PlaceFields.tsx'
import { YesNoField } from './YesNoField.tsx'

interface FieldsProps {
  content: LabContent
  errorOf: ErrorOf
  onChange: (changes: Partial<LabContent>) => void
}

type TextName = 'address' | 'description' | 'descriptionEn' | 'website' | 'email' | 'phone'

function useText({ content, errorOf, onChange }: FieldsProps) {
  const { t } = useTranslation('labs')
  return (name: TextName) => ({
    id: `lab-${name}`,
    label: t(`field.${name}`),
    optional: true,
    value: content[name] ?? '',
    error: errorOf(`/${name}`),
    onChange: (value: string) => onChange({ [name]: value || null }),
  })
}

/** What the lab is and where. */
export function AboutFields({
  onWrongPlace,
  ...props
}: FieldsProps & { onWrongPlace: (isWrong: boolean) => void }) {
  const { t } = useTranslation('labs')
  const { content, errorOf, onChange } = props
  const text = useText(props)
  const place = useCallback((point: LabContent['point']) => onChange({ point }), [onChange])
  return (
    <>
      <div className={formStyles.row}>
        <TextField
          id="lab-name"
          label={t('field.name')}
          value={content.name}
          error={errorOf('/name')}
          onChange={(name) => onChange({ name })}
        />
        <SelectField
          id="lab-kind"
          label={t('kind')}
          value={content.kind}
          onChange={(kind) => onChange({ kind: labKinds.find((word) => word === kind) ?? content.kind })}
          options={labKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
      </div>
      <TextField {...text('address')} />
      <PlaceFields point={content.point} error={errorOf('/point')} onChange={place} onWrong={onWrongPlace} />
      <Checkbox
        checked={content.positionApproximate}
        onChange={(positionApproximate) => onChange({ positionApproximate })}
      >
        {t('approximate')}
      </Checkbox>
      <TextField {...text('description')} rows={4} maxLength={4000} />
      <TextField {...text('descriptionEn')} rows={4} maxLength={4000} />
    </>
  )
}

const lines = (text: string) =>
  text
    .split(/\s+/)
    .map((line) => line.trim())
    .filter(Boolean)

/** How to reach it and get in. */
export function ContactFields(props: FieldsProps) {
  const { t } = useTranslation('labs')
  const { content, errorOf, onChange } = props
  const text = useText(props)
  return (
    <>
      <p>{t('edit.contactHint')}</p>
      <div className={formStyles.row}>
        <TextField {...text('email')} type="email" />
        <TextField {...text('phone')} type="tel" />
        <TextField {...text('website')} hint={t('edit.websiteHint')} />
      </div>
      <TextField
        id="lab-links"
        label={t('field.links')}
        hint={t('edit.linksHint')}
        optional
        rows={2}
        error={errorOf('/links')}
        value={content.links.join('\n')}
        onChange={(value) => onChange({ links: lines(value) })}
      />
      <div className={formStyles.row}>
        <YesNoField
          id="lab-stepFree"
          label={t('facts.stepFree')}
          value={content.stepFree}
          onChange={(stepFree) => onChange({ stepFree })}
        />
        <TextField
          id="lab-languages"
          label={t('facts.languages')}
          hint={t('edit.languagesHint')}
          optional
          error={errorOf('/languages')}
          value={content.languages.join(' ')}
          onChange={(value) => onChange({ languages: lines(value.toLowerCase().replaceAll(',', ' ')) })}
        />
        <NumberField
          id="lab-areaM2"
          label={t('facts.area')}
          unit="m²"
          optional
          maximum={1_000_000}
          value={content.areaM2 ?? undefined}
          onChange={(value) => onChange({ areaM2: value || null })}
        />
        <NumberField
          id="lab-workstations"
          label={t('facts.workstations')}
          whole
          optional
          maximum={10_000}
          value={content.workstations ?? undefined}
          onChange={(value) => onChange({ workstations: value ?? null })}
        />
      </div>
    </>
  )
}

const price: LabContent['prices'][number] = {
  name: '',
  nameEn: null,
  valueEur: 0,
  interval: 'monthly',
  note: null,
}

/** What one pays. */
export function PriceFields({ content, errorOf, onChange }: FieldsProps) {
  const { t } = useTranslation('labs')
  return (
    <Items
      items={content.prices}
      name={(number) => t('edit.price', { number })}
      add={t('edit.addPrice')}
      empty={price}
      onChange={(prices) => onChange({ prices })}
    >
      {(one, index, change) => (
        <div className={formStyles.row}>
          <TextField
            id={`prices-${index}-name`}
            label={t('edit.priceName')}
            value={one.name}
            error={errorOf(`/prices/${index}/name`)}
            onChange={(name) => change({ name })}
          />
          <NumberField
            id={`prices-${index}-value`}
            label={t('edit.priceValue')}
            unit="€"
            maximum={1_000_000}
            value={one.valueEur}
            onChange={(value) => change({ valueEur: value ?? 0 })}
          />
          <SelectField
            id={`prices-${index}-interval`}
            label={t('edit.priceInterval')}
            value={one.interval}
            onChange={(value) =>
              change({ interval: billingIntervals.find((word) => word === value) ?? 'other' })
            }
            options={billingIntervals.map((value) => ({ value, label: t(`intervals.${value}`) }))}
          />
          <TextField
            id={`prices-${index}-note`}
            label={t('edit.note')}
            optional
            value={one.note ?? ''}
            onChange={(note) => change({ note: note || null })}
          />
        </div>
      )}
    </Items>
  )
}
