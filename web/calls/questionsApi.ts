import type { QueryClient } from '@tanstack/react-query'
import type { QuestionList, Questions } from '#schema/questions'
import { api } from '../api/client.ts'

const pathOf = (code: string) => `/calls/${encodeURIComponent(code)}/questions`

/** Answered questions of a call. */
export const questionsQuery = (code: string) => ({
  queryKey: ['call', code, 'questions'],
  queryFn: () => api<QuestionList>(`/api${pathOf(code)}`),
})

/** What I have asked about a call. */
export const myQuestionsQuery = (code: string) => ({
  queryKey: ['myQuestions', code],
  queryFn: () => api<Questions>(`/api${pathOf(code)}/mine`),
})

/** Every question about a call, at the desk. */
export const deskQuestionsQuery = (code: string) => ({
  queryKey: ['desk', 'questions', code],
  queryFn: () => api<Questions>(`/api/desk${pathOf(code)}`),
})

export const askQuestion = (code: string, text: string) =>
  api<Questions>(`/api${pathOf(code)}`, { method: 'POST', body: { text } })

export const answerQuestion = (code: string, id: string, body: { question: string; answer: string }) =>
  api<Questions>(`/api/desk${pathOf(code)}/${id}/answer`, { method: 'POST', body })

export const declineQuestion = (code: string, id: string, reason: string) =>
  api<Questions>(`/api/desk${pathOf(code)}/${id}/decline`, { method: 'POST', body: { reason } })

/** Shows everywhere what became of the questions of a call. */
export function refreshQuestions(queries: QueryClient, code: string): void {
  for (const { queryKey } of [questionsQuery(code), myQuestionsQuery(code), deskQuestionsQuery(code)])
    void queries.invalidateQueries({ queryKey })
}
