import { useTranslation } from 'react-i18next'
import type { OfferContent } from '#schema/offers'
import { Items } from '../callDesk/Items.tsx'
import { Checkbox, TextField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './deskOffer.module.css'

type Obligation = OfferContent['obligations'][number]

const empty: Obligation = {
  title: '',
  titleEn: null,
  areaM2: null,
  rentCapEurM2Year: null,
  hours: null,
  years: null,
  forWhom: null,
  offersSpace: true,
  dueOn: null,
  metOn: null,
  stateNote: null,
}

interface ObligationFieldsProps {
  obligations: Obligation[]
  errorOf: (pointer: string) => string | undefined
  onChange: (obligations: Obligation[]) => void
}

/** What the operator has bound itself to, one by one. */
export function ObligationFields({ obligations, errorOf, onChange }: ObligationFieldsProps) {
  const { t } = useTranslation('offers')
  return (
    <Items
      items={obligations}
      name={(number) => t('desk.obligation', { number })}
      add={t('desk.addObligation')}
      empty={empty}
      onChange={onChange}
    >
      {(one, index, change) => {
        const at = `obligations-${index}`
        const text = (name: 'titleEn' | 'hours' | 'forWhom' | 'dueOn' | 'metOn' | 'stateNote') => ({
          id: `${at}-${name}`,
          label: t(`field.${name}`),
          optional: true,
          value: one[name] ?? '',
          error: errorOf(`/obligations/${index}/${name}`),
          onChange: (value: string) => change({ [name]: value || null }),
        })
        return (
          <>
            <TextField
              id={`${at}-title`}
              label={t('field.obligationTitle')}
              value={one.title}
              error={errorOf(`/obligations/${index}/title`)}
              onChange={(title) => change({ title })}
            />
            <Checkbox checked={one.offersSpace} onChange={(offersSpace) => change({ offersSpace })}>
              {t('field.offersSpace')}
            </Checkbox>
            <div className={styles.row}>
              <NumberField
                id={`${at}-areaM2`}
                label={t('field.areaM2')}
                unit="m²"
                optional
                maximum={1_000_000}
                error={errorOf(`/obligations/${index}/areaM2`)}
                value={one.areaM2 ?? undefined}
                onChange={(value) => change({ areaM2: value ?? null })}
              />
              <NumberField
                id={`${at}-rent`}
                label={t('field.rentCapEurM2Year')}
                unit="€/m²"
                optional
                maximum={100_000}
                value={one.rentCapEurM2Year ?? undefined}
                onChange={(value) => change({ rentCapEurM2Year: value ?? null })}
              />
              <NumberField
                id={`${at}-years`}
                label={t('field.years')}
                optional
                whole
                maximum={99}
                value={one.years ?? undefined}
                onChange={(value) => change({ years: value ?? null })}
              />
            </div>
            <div className={styles.row}>
              <TextField {...text('hours')} />
              <TextField {...text('forWhom')} />
              <TextField {...text('titleEn')} />
            </div>
            <div className={styles.row}>
              <TextField {...text('dueOn')} type="date" />
              <TextField {...text('metOn')} type="date" />
              <TextField {...text('stateNote')} />
            </div>
          </>
        )
      }}
    </Items>
  )
}
