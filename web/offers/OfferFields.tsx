import { useTranslation } from 'react-i18next'
import { audiences, type OfferContent, offerKinds, offerStatuses } from '#schema/offers'
import layout from '../agreements/agreements.module.css'
import { SelectField, TextField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './deskOffer.module.css'

type Names<Value> = {
  [Name in keyof OfferContent]-?: OfferContent[Name] extends Value ? Name : never
}[keyof OfferContent]

interface FieldsProps {
  content: OfferContent
  /** Longitude and latitude as they are typed. */
  place: string
  errorOf: (pointer: string) => string | undefined
  onChange: (changes: Partial<OfferContent>) => void
  onPlace: (place: string) => void
}

/** What an agreement with an operator says, but for its obligations. */
export function OfferFields({ content, place, errorOf, onChange, onPlace }: FieldsProps) {
  const { t } = useTranslation('offers')
  const text = (name: Names<string | null>, optional = true) => ({
    id: `offer-${name}`,
    label: t(`field.${name}` as 'field.title'),
    optional,
    value: (content[name] as string | null) ?? '',
    error: errorOf(`/${name}`),
    onChange: (value: string) => onChange({ [name]: optional ? value || null : value }),
  })
  const contact = (name: 'name' | 'email' | 'phone') => ({
    id: `offer-contact-${name}`,
    label: t(`field.contact.${name}`),
    optional: true,
    value: content.contact?.[name] ?? '',
    onChange: (value: string) =>
      onChange({
        contact: { name: null, email: null, phone: null, ...content.contact, [name]: value || null },
      }),
  })
  const select = <Name extends 'kind' | 'status' | 'audience'>(
    name: Name,
    values: readonly OfferContent[Name][],
  ) => ({
    id: `offer-${name}`,
    label: t(`field.${name}` as 'field.kind'),
    value: content[name],
    error: errorOf(`/${name}`),
    options: values.map((value) => ({ value, label: t(`${name}.${value}` as 'kind.memorandum') })),
    onChange: (value: string) => onChange({ [name]: value }),
  })
  return (
    <>
      <section className={layout.section}>
        <div className={styles.form}>
          <TextField {...text('title', false)} />
          <div className={styles.row}>
            <SelectField {...select('kind', offerKinds)} />
            <SelectField {...select('status', offerStatuses)} />
            <SelectField {...select('audience', audiences)} />
          </div>
          <div className={styles.row}>
            <TextField {...text('operator', false)} />
            <TextField {...text('cityBody', false)} />
          </div>
          <TextField {...text('summary')} rows={4} />
          <div className={styles.row}>
            <TextField {...text('titleEn')} />
            <TextField {...text('summaryEn')} />
          </div>
        </div>
      </section>
      <section className={layout.section}>
        <h2>{t('desk.deedAndTerm')}</h2>
        <div className={styles.form}>
          <div className={styles.row}>
            <TextField {...text('deedNumber')} />
            <TextField {...text('deedDate')} type="date" />
            <NumberField
              id="offer-guaranteeEur"
              label={t('field.guaranteeEur')}
              unit="€"
              optional
              maximum={1e9}
              value={content.guaranteeEur ?? undefined}
              onChange={(value) => onChange({ guaranteeEur: value ?? null })}
            />
          </div>
          <div className={styles.row}>
            <TextField {...text('startsOn')} type="date" />
            <TextField {...text('expiresOn')} type="date" />
          </div>
          <div className={styles.row}>
            <TextField {...text('source', false)} />
            <TextField {...text('sourceDate')} type="date" />
          </div>
        </div>
      </section>
      <section className={layout.section}>
        <h2>{t('desk.place')}</h2>
        <div className={styles.form}>
          <div className={styles.row}>
            <TextField {...text('address')} />
            <TextField
              id="offer-point"
              label={t('field.point')}
              hint={t('field.pointHint')}
              optional
              value={place}
              error={errorOf('/point')}
              onChange={onPlace}
            />
          </div>
        </div>
      </section>
      <section className={layout.section}>
        <h2>{t('desk.contactAndNotes')}</h2>
        <div className={styles.form}>
          <div className={styles.row}>
            <TextField {...contact('name')} />
            <TextField {...contact('email')} type="email" />
            <TextField {...contact('phone')} type="tel" />
          </div>
          <TextField {...text('internalNotes')} rows={3} />
        </div>
      </section>
    </>
  )
}
