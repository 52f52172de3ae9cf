import { useTranslation } from 'react-i18next'
import { usePlaceNames } from '../districts/usePlaceNames.ts'
import { SelectField } from '../ui/fields.tsx'
import { useNeedWords } from './useNeedWords.ts'

interface PlaceFieldProps {
  value: string | null
  withPrisons: boolean
  error: string | undefined
  onChange: (place: string | null) => void
}

/** Where a firm is: a district, or a prison for a firm inside one. */
export function PlaceField({ value, withPrisons, error, onChange }: PlaceFieldProps) {
  const { t } = useTranslation('needs')
  const words = useNeedWords()
  const districts = usePlaceNames().districts.map((number) => ({
    value: number,
    label: t('district', { code: number }),
  }))
  return (
    <SelectField
      id="need-place"
      label={t('form.place')}
      hint={t('form.placeHint')}
      optional
      placeholder="–"
      value={value ?? ''}
      error={error}
      options={[...(withPrisons ? words.places : []), ...districts]}
      onChange={(place) => onChange(place || null)}
    />
  )
}
