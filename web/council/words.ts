import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/client.ts'
import { useProblemText } from '../api/useProblemText.ts'
import { it } from '../i18n/resources.ts'
import { usePointProblem } from '../points/words.ts'

type Refusal = keyof typeof it.council.refusal
const isRefusal = (code: string): code is Refusal => code in it.council.refusal

/** Why a vote or a sitting cannot be recorded, in words. */
export function useVoteWords() {
  const { t } = useTranslation('council')
  const problemText = useProblemText()
  const pointProblem = usePointProblem()
  const refusals = (codes: readonly string[]) =>
    codes.map((code) => (isRefusal(code) ? t(`refusal.${code}`) : code)).join('; ')
  const problem = (error: unknown, cannot: 'vote.cannot' | 'sitting.cannot'): string => {
    const { type, errors = [] } = (error instanceof ApiProblem && error.problem) || {}
    if (type === '/problems/point-decision') return pointProblem(error)
    const known = errors.map(({ detail }) => detail).filter(isRefusal)
    return known.length > 0 ? t(cannot, { reasons: refusals(known) }) : problemText(error as Error)
  }
  return { refusals, problem }
}
