import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Need } from '#schema/needs'
import { useCity } from '../api/useCity.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { needsQuery } from './needsApi.ts'

interface Named {
  code: string
  it: string
  en: string
}

/** Names of what a need is made of, in the language in use; an unknown code is its own name. */
export function useNeedWords() {
  const { t } = useTranslation('needs')
  const language = useLanguage()
  const format = useFormats()
  const { equipment } = useCity()
  const { data } = useQuery(needsQuery)
  const places = data?.places ?? []
  const nameIn = (items: readonly Named[], code: string) =>
    items.find((item) => item.code === code)?.[language] ?? code
  return {
    process: (code: string) => nameIn(equipment.processes, code),
    material: (code: string) => nameIn(equipment.materials, code),
    machine: (code: string) => nameIn(equipment.machines, code),
    place: (code: string) => (/^\d+$/.test(code) ? t('district', { code }) : nameIn(places, code)),
    places: places.map((place) => ({ value: place.code, label: place[language] })),
    size: ({ sizeXMm, sizeYMm, sizeZMm }: Need): string | null => {
      const sides = [sizeXMm, sizeYMm, sizeZMm].filter((side) => side !== null)
      return sides.length > 0 ? `${sides.map((side) => format.number(side)).join(' × ')} mm` : null
    },
    asking: ({ askedBy, actsFor, firmName }: Need): string => {
      if (actsFor === 'itself') return askedBy
      return firmName ? t('forFirm', { who: askedBy, firm: firmName }) : t('forPrison', { who: askedBy })
    },
  }
}
