import { useTranslation } from 'react-i18next'
import { type AskingRefusal, askingRefusals, type OpinionRefusal, opinionRefusals } from '#schema/opinions'
import { ApiProblem } from '../api/client.ts'
import { useProblemText } from '../api/useProblemText.ts'

type Refusal = AskingRefusal | OpinionRefusal
const known: readonly string[] = [...askingRefusals, ...opinionRefusals]

/** Why something about opinions was refused: each reason in words, else what the problem is called. */
export function useOpinionProblem(): (error: Error) => string {
  const { t } = useTranslation('opinions')
  const problemText = useProblemText()
  return (error) => {
    const reasons = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
    const words = reasons.flatMap(({ detail }) =>
      known.includes(detail) ? [t(`refusal.${detail as Refusal}`)] : [],
    )
    return words.length > 0 ? words.join(' ') : problemText(error)
  }
}
