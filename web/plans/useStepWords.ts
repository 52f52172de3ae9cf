import { useTranslation } from 'react-i18next'
import { it } from '../i18n/resources.ts'

const codes = ['split', 'drafts', 'giunta', 'publication', 'commission', 'council'] as const
type Step = (typeof codes)[number] & keyof typeof it.planDesk.step
const isStep = (code: string): code is Step => codes.some((known) => known === code)

/** What a step of the calendar is called; its code where it is not one of the usual. */
export function useStepWords() {
  const { t } = useTranslation('planDesk')
  return (code: string): string => (isStep(code) ? t(`step.${code}`) : code)
}
