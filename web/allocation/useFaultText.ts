import { useTranslation } from 'react-i18next'
import type { ContentFault } from '#rules/allocation'
import { declarationTexts, declarationVersion } from '#schema/allocation'
import { type PartyKind, type PartyProblem, partyProblems } from '#schema/parties'
import { useLanguage } from '../i18n/useLanguage.ts'
import { usePartyWords } from '../parties/usePartyWords.ts'
import type { SummaryEntry } from '../ui/ErrorSummary.tsx'
import { fieldOf } from './draft.ts'

const labels = {
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
  'stamp-number': 'stamp',
  deMinimisEur: 'deMinimisEur',
} as const

const labelOf = (field: string) => (field in labels ? labels[field as keyof typeof labels] : null)

const isPartyProblem = (code: ContentFault['code']): code is PartyProblem =>
  partyProblems.some((known) => known === code)

/** What a field or a declaration is called, in the language in use. */
function useFieldName(): (pointer: string) => string {
  const { t } = useTranslation('requests')
  const language = useLanguage()
  return (pointer) => {
    const field = fieldOf(pointer)
    const declaration = declarationTexts[declarationVersion].find(
      ({ code }) => field === `declarations-${code}`,
    )
    const label = labelOf(field)
    return declaration?.[language] ?? (label ? t(`field.${label}`) : field)
  }
}

/** Says what keeps a request of a party from being sent, by field, in the language in use. */
export function useFaultText(kind: PartyKind): (fault: ContentFault) => SummaryEntry {
  const { t } = useTranslation(['requests', 'parties'])
  const { faultText } = usePartyWords(kind)
  const nameOf = useFieldName()
  const english = useLanguage() === 'en'
  const textOf = ({ pointer, code, question }: ContentFault): string => {
    if (question) {
      return t('requests:fault.notEligible', { rule: english ? question.ruleEn : question.rule })
    }
    const field = nameOf(pointer)
    if (!isPartyProblem(code)) return t(`requests:fault.${code}`, { field, rule: '' })
    const [, ofParty] = pointer.split('/applicant')
    return ofParty ? faultText({ pointer: ofParty, code }) : t(`parties:fault.${code}`, { field })
  }
  return (fault) => ({ field: fieldOf(fault.pointer), text: textOf(fault) })
}
