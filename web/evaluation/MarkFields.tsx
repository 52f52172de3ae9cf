import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Checkbox, TextField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './evaluation.module.css'
import { type Criterion, type Place, pointsAt, type Written } from './marks.ts'
import type { MarkDraft } from './useMarks.ts'

/** What a criterion is called, with the lot where it is judged for each. */
export function usePlaceName(): (place: Place) => string {
  const { t } = useTranslation('evaluation')
  const english = useLanguage() === 'en'
  return ({ criterion, lot }) => {
    const name = (english && criterion.labelEn) || criterion.label
    return lot ? t('file.place_lot', { criterion: name, lot: lot.number }) : name
  }
}

interface PlaceFieldsProps {
  place: Place
  written: Written
  error: (field: string) => string | undefined
  onChange: (changes: Partial<Written>) => void
}

function Purposes({ place, written, onChange }: PlaceFieldsProps) {
  const { t } = useTranslation('evaluation')
  const format = useFormats()
  const english = useLanguage() === 'en'
  const { key, lot } = place
  if (!lot || lot.purposes.length === 0) return <p>{t('file.noPurposes')}</p>
  const tick = (code: string, ticked: boolean) =>
    onChange({
      purposes: ticked ? [...written.purposes, code] : written.purposes.filter((one) => one !== code),
    })
  return (
    <div role="group" aria-labelledby={`${key}-purposes`}>
      <p id={`${key}-purposes`}>
        <b>{t('file.purposes', { lot: lot.number })}</b>
      </p>
      {lot.purposes.map(({ code, text, textEn, points }) => (
        <Checkbox
          key={code}
          id={`${key}-${code}`}
          checked={written.purposes.includes(code)}
          onChange={(ticked) => tick(code, ticked)}
        >
          {(english && textEn) || text} ({t('file.purposePoints', { points: format.number(points, 2, 0) })})
        </Checkbox>
      ))}
      <p>{t('file.sum', { points: format.number(pointsAt(place, written) ?? 0, 2, 0) })}</p>
    </div>
  )
}

function PlaceFields(props: PlaceFieldsProps) {
  const { t } = useTranslation('evaluation')
  const { place, written, error, onChange } = props
  const { key, criterion, lot } = place
  return (
    <>
      {criterion.kind === 'purposes' ? (
        <Purposes {...props} />
      ) : (
        <NumberField
          id={`${key}-points`}
          label={
            lot
              ? t('file.pointsOnLot', { lot: lot.number, most: criterion.maxPoints })
              : t('file.points', { most: criterion.maxPoints })
          }
          maximum={criterion.maxPoints}
          error={error(`${key}-points`)}
          value={written.points}
          onChange={(points) => onChange({ points })}
        />
      )}
      <TextField
        id={`${key}-note`}
        rows={2}
        maxLength={4000}
        label={lot ? t('file.noteOnLot', { lot: lot.number }) : t('file.note')}
        error={error(`${key}-note`)}
        value={written.note}
        onChange={(note) => onChange({ note })}
      />
    </>
  )
}

interface CriterionFieldsProps {
  criterion: Criterion
  draft: MarkDraft
  error: (field: string) => string | undefined
}

/** A criterion with what it rewards, and the points and reasons given for it. */
export function CriterionFields({ criterion, draft, error }: CriterionFieldsProps) {
  const { t } = useTranslation('evaluation')
  const format = useFormats()
  const english = useLanguage() === 'en'
  const { label, labelEn, guidance, threshold } = criterion
  return (
    <fieldset className={styles.criterion}>
      <legend>{(english && labelEn) || label}</legend>
      {guidance && (
        <p className={styles.words} lang="it">
          {guidance}
        </p>
      )}
      {threshold !== null && (
        <p className={styles.note}>{t('file.threshold', { points: format.number(threshold, 2, 0) })}</p>
      )}
      {draft.places
        .filter((place) => place.criterion.code === criterion.code)
        .map((place) => {
          const written = draft.written[place.key]
          return (
            written && (
              <PlaceFields
                key={place.key}
                place={place}
                written={written}
                error={error}
                onChange={(changes) => draft.change(place.key, changes)}
              />
            )
          )
        })}
    </fieldset>
  )
}
