import { useTranslation } from 'react-i18next'
import type { Outcome, Setup, SplitSubmission } from '#schema/points'
import { ApiProblem } from '../api/client.ts'
import { useProblemText } from '../api/useProblemText.ts'
import { it } from '../i18n/resources.ts'
import { useTitleOf } from '../i18n/useTitleOf.ts'

type Refusal = keyof typeof it.points.refusal
const isRefusal = (code: string): code is Refusal => code in it.points.refusal

/** Why something cannot be done, in words. */
export function useRefusalWords(): (refusals: readonly string[]) => string {
  const { t } = useTranslation('points')
  return (refusals) => refusals.map((code) => (isRefusal(code) ? t(`refusal.${code}`) : code)).join('; ')
}

type ShutOutRefusal = SplitSubmission['refusals']['shutOut'][number]

/** Why a submission is not shut out or taken back, in words, with the point that stands in the way. */
export function useShutOutWords(): (refusals: readonly ShutOutRefusal[]) => string {
  const { t } = useTranslation('points')
  return (refusals) =>
    refusals.map(({ refusal, of }) => t(`shutOut.refusal.${refusal}`, { of: of ?? '' })).join('; ')
}

const isShutOutRefusal = (code: string): code is ShutOutRefusal['refusal'] =>
  code in it.points.shutOut.refusal

/** What went wrong, with every reason the server gives. */
export function usePointProblem(): (error: unknown) => string {
  const problemText = useProblemText()
  const { t } = useTranslation('points')
  const words = useRefusalWords()
  const shutOutWords = useShutOutWords()
  return (error) => {
    if (error instanceof ApiProblem && error.problem?.type === '/problems/submission-shut-out') {
      const reasons = (error.problem.errors ?? []).flatMap(({ pointer, detail }) =>
        isShutOutRefusal(detail) ? [{ refusal: detail, of: pointer.slice(1) || null }] : [],
      )
      return t('cannot', { reasons: shutOutWords(reasons) })
    }
    const refusals =
      error instanceof ApiProblem ? (error.problem?.errors ?? []).map(({ detail }) => detail) : []
    const known = refusals.filter(isRefusal)
    return known.length > 0 ? t('cannot', { reasons: words(known) }) : problemText(error)
  }
}

/** Titles of what a plan has, in the language in use. */
export function useTitles(setup: Setup) {
  const titleOf = useTitleOf()
  const theme = new Map(setup.themes.map((one) => [one.id, titleOf(one)]))
  const place = new Map(setup.places.map((one) => [one.id, titleOf(one)]))
  return {
    theme: (id: number) => theme.get(id) ?? String(id),
    place: (id: number) => place.get(id) ?? String(id),
  }
}

/** Tone of the sign of an outcome; its word says the same. */
export const toneOf = (outcome: Outcome | null) => {
  if (outcome === 'accepted') return 'ok' as const
  if (outcome === 'partlyAccepted') return 'blue' as const
  if (outcome === 'rejected') return 'danger' as const
  return outcome === null ? ('warn' as const) : ('plain' as const)
}
