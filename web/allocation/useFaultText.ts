import { useTranslation } from 'react-i18next'
import type { ContentFault } from '#rules/allocation'
import { useLanguage } from '../i18n/useLanguage.ts'
import type { SummaryEntry } from '../ui/ErrorSummary.tsx'
import { fieldOf } from './draft.ts'

const labels = {
  'applicant-kind': 'kind',
  'applicant-name': 'name',
  'applicant-representative': 'representative',
  'applicant-fiscalCode': 'fiscalCode',
  'applicant-vatNumber': 'vatNumber',
  'applicant-email': 'email',
  'applicant-phone': 'phone',
  'consents-privacy': 'privacy',
  'consents-truth': 'truth',
  'consents-notBinding': 'notBinding',
  makes: 'makes',
  use: 'use',
  atecoCode: 'atecoCode',
  atecoVersion: 'atecoVersion',
  people: 'people',
  jobs: 'jobs',
  hours: 'hours',
  powerKw: 'powerKw',
  noise: 'noise',
  startOn: 'startOn',
  durationMonths: 'durationMonths',
  text: 'text',
} as const

const labelOf = (field: string) => (field in labels ? labels[field as keyof typeof labels] : null)

/** Says what keeps a request from being sent, by field, in the language in use. */
export function useFaultText(): (fault: ContentFault) => SummaryEntry {
  const { t } = useTranslation('requests')
  const english = useLanguage() === 'en'
  return ({ pointer, code, question }) => {
    const field = fieldOf(pointer)
    if (question) {
      return { field, text: t('fault.notEligible', { rule: english ? question.ruleEn : question.rule }) }
    }
    const label = labelOf(field)
    const name = label ? t(`field.${label}`) : field
    return { field, text: t(`fault.${code}`, { field: name, rule: '' }) }
  }
}
