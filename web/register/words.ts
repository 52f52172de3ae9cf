import { useTranslation } from 'react-i18next'
import type { Outcome } from '#schema/points'
import type { Choice, FacetName } from '#schema/register'
import { it } from '../i18n/resources.ts'
import { useLanguage } from '../i18n/useLanguage.ts'

type Titled = Omit<Choice, 'count'>
type Kind = keyof typeof it.register.kinds
const isOutcome = (value: string): value is Outcome => value in it.points.outcome
const isKind = (value: string): value is Kind => value in it.register.kinds

/** The name of a value of each choice, in the language in use. */
export function useChoiceWords(): (name: FacetName, choice: Titled) => string {
  const { t } = useTranslation(['register', 'points'])
  const english = useLanguage() === 'en'
  return (name, { value, label, labelEn }) => {
    if (name === 'outcome' && isOutcome(value)) return t(`points:outcome.${value}`)
    if (value === 'none') return t(`register:none.${name}`)
    if (name === 'district') return t('points:districtName', { code: value })
    if (name === 'kind' && isKind(value)) return t(`register:kinds.${value}`)
    return (english && labelEn) || label || value
  }
}
