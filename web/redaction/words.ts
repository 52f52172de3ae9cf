import { useTranslation } from 'react-i18next'
import type { CopyState } from '#schema/redaction'
import { ApiProblem } from '../api/client.ts'
import { useProblemText } from '../api/useProblemText.ts'
import { it } from '../i18n/resources.ts'

type Refusal = keyof typeof it.redaction.refusal
type Fault = keyof typeof it.redaction.fault
const isRefusal = (code: string): code is Refusal => code in it.redaction.refusal
const isFault = (code: string): code is Fault => code in it.redaction.fault

/** Why something cannot be done to a copy, in words. */
export function useRefusals(): (refusals: readonly string[]) => string {
  const { t } = useTranslation('redaction')
  return (refusals) => refusals.map((code) => (isRefusal(code) ? t(`refusal.${code}`) : code)).join('; ')
}

/** What went wrong, with every fault and reason the server gives. */
export function useCopyProblem(): (error: unknown) => string {
  const { t } = useTranslation('redaction')
  const problemText = useProblemText()
  return (error) => {
    const codes = error instanceof ApiProblem ? (error.problem?.errors ?? []).map(({ detail }) => detail) : []
    const words = [...new Set(codes)].flatMap((code) => {
      if (isFault(code)) return [t(`fault.${code}`)]
      return isRefusal(code) ? [t(`refusal.${code}`)] : []
    })
    return words.length > 0 ? words.join(' ') : problemText(error)
  }
}

const tones = {
  missing: 'warn',
  withdrawn: 'danger',
  outdated: 'danger',
  made: 'blue',
  signed: 'ok',
} as const

/** Tone of the sign of where a copy stands; its word says the same. */
export const toneOf = (state: CopyState) => tones[state]
