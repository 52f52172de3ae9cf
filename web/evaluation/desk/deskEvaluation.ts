import { useQueryClient } from '@tanstack/react-query'
import type { DeskEvaluation, EvaluatorList } from '#schema/evaluation'
import { api } from '../../api/client.ts'
import { type Sending, useSending } from '../evaluationApi.ts'

const at = (code: string) => `/api/desk/calls/${encodeURIComponent(code)}`

export const deskEvaluationQuery = (code: string) => ({
  queryKey: ['desk', 'evaluation', code],
  queryFn: ({ signal }: { signal: AbortSignal }) => api<DeskEvaluation>(`${at(code)}/evaluation`, { signal }),
})

export const evaluatorsQuery = {
  queryKey: ['desk', 'evaluators'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api<EvaluatorList>('/api/desk/evaluators', { signal }),
}

/** Where the minutes of a session lie, to load. */
export const minutesPath = (code: string, sessionId: number, format: 'pdf' | 'docx') =>
  `${at(code)}/sessions/${sessionId}/minutes.${format}`

/** What a section of the page is given: the evaluation as it stands, and the way to do something to it. */
export interface SectionProps {
  evaluation: DeskEvaluation
  send: (sending: Sending) => Promise<unknown>
}

/** Does something to an evaluation; the page then shows it as it stands. */
export function useDeskSending(code: string): SectionProps['send'] {
  const queries = useQueryClient()
  const { mutateAsync } = useSending<DeskEvaluation>(at(code), deskEvaluationQuery(code).queryKey)
  return async (sending) => {
    await mutateAsync(sending)
    for (const queryKey of [
      ['call', code],
      ['desk', 'calls'],
    ])
      void queries.invalidateQueries({ queryKey })
  }
}
