import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { District } from '#schema/districts'
import { api } from '../api/client.ts'
import { SelectField } from '../ui/fields.tsx'
import { useNeedWords } from './useNeedWords.ts'

const districtsQuery = {
  queryKey: ['/api/districts'],
  queryFn: () => api<{ items: District[] }>('/api/districts'),
}

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
  const { data } = useQuery(districtsQuery)
  const districts = (data?.items ?? []).map(({ number }) => ({
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
