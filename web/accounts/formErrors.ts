import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PasswordOwner, passwordFlaw } from '#rules/accounts'
import { ApiProblem } from '../api/client.ts'
import { useProblemText } from '../api/useProblemText.ts'
import type { SummaryEntry } from '../ui/ErrorSummary.tsx'

/** Whether the server says that the link of a letter opens nothing any more. */
export const isOldLink = (error: unknown): boolean =>
  error instanceof ApiProblem && error.problem?.type === '/problems/old-link'

/** Says why a new password would be refused; null where the page sees no reason. */
export function usePasswordFlaw(): (password: string, owner: PasswordOwner) => string | null {
  const { t } = useTranslation('problems')
  return (password, owner) => {
    const flaw = passwordFlaw(password, owner)
    return flaw && t(`password-${flaw}`)
  }
}

/** What is wrong with a form: found by the page before it is sent, or told by the server, at its field. */
export function useFormErrors<Field extends string>(fallback: Field) {
  const problemText = useProblemText()
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  return {
    errors,
    errorOf: (field: Field) => errors.find((entry) => entry.field === field)?.text,
    /** Keeps what the checks found; true where nothing stands in the way. */
    check: (checks: Partial<Record<Field, string | null | false>>): boolean => {
      const found = Object.entries<string | null | false | undefined>(checks).flatMap(([field, text]) =>
        text ? [{ field, text }] : [],
      )
      setErrors(found)
      return found.length === 0
    },
    /** Puts what the server said at the field it names, else at `fallback`. */
    tell: (error: unknown) => {
      const pointer = error instanceof ApiProblem ? error.problem?.errors?.[0]?.pointer : undefined
      setErrors([{ field: pointer?.slice(1) || fallback, text: problemText(error) }])
    },
  }
}
