/** What an error reply says (RFC 9457). */
export interface Problem {
  type: string
  title: string
  status: number
  detail?: string
  retryAfterSeconds?: number
  errors?: { pointer: string; detail: string }[]
}

/** An answer that is an error. `status` is 0 where there was no answer at all. */
export class ApiProblem extends Error {
  readonly status: number
  readonly problem: Problem | null

  constructor(status: number, problem: Problem | null) {
    super(problem?.detail ?? problem?.title ?? `HTTP ${status}`)
    this.status = status
    this.problem = problem
  }
}

interface ApiOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
}

let csrfToken: string | null = null

/** Keeps the token of the session, which every writing request then carries. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token
}

/** The header that proves a writing request comes from this page; empty without a session. */
export function csrfHeader(): Record<string, string> {
  return csrfToken ? { 'x-csrf-token': csrfToken } : {}
}

async function readProblem(response: Response): Promise<Problem | null> {
  const isProblem = response.headers.get('content-type')?.includes('json')
  return isProblem ? ((await response.json()) as Problem) : null
}

/**
 * Asks the server of this site and reads the JSON of its answer (undefined where it has none).
 * @throws {ApiProblem} for every answer that is not 2xx, and where none came
 */
export async function api<Answer>(path: string, options: ApiOptions = {}): Promise<Answer> {
  const { method = 'GET', body, headers, signal } = options
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    signal: signal ?? null,
    headers: {
      accept: 'application/json, application/problem+json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'GET' ? {} : csrfHeader()),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new ApiProblem(0, null)
  })
  if (!response.ok) throw new ApiProblem(response.status, await readProblem(response))
  return (response.status === 204 ? undefined : await response.json()) as Answer
}
