import { useTranslation } from 'react-i18next'
import { it } from '../i18n/resources.ts'
import { ApiProblem } from './client.ts'

type Known = keyof typeof it.problems

const isKnown = (name: string): name is Known => name in it.problems

/** The text for a problem: by its type, else by its status. */
function knownName({ status, problem }: ApiProblem): Known {
  const name = problem?.type.split('/')[2] ?? ''
  if (isKnown(name)) return name
  if (status === 0) return 'unreachable'
  if (status === 404) return 'notFound'
  if (status === 413) return 'file-size'
  if (status === 429) return 'tooMany'
  return status >= 500 ? 'failed' : 'other'
}

/** Says in the language in use what went wrong; the server's own words are English. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation('problems')
  return (error) =>
    error instanceof ApiProblem
      ? t(knownName(error), {
          detail: error.problem?.detail ?? error.problem?.title ?? '',
          minutes: Math.ceil((error.problem?.retryAfterSeconds ?? 60) / 60),
        })
      : t('failed')
}
