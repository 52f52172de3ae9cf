import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { DemoRole, Me } from '../accounts/schema.ts'

/** Somebody signed in: their own `inject`, with cookie and token. */
export interface Client {
  me: Me
  cookie: string
  inject(options: InjectOptions): Promise<LightMyRequestResponse>
  get(url: string): Promise<LightMyRequestResponse>
  post(url: string, body?: object, headers?: Record<string, string>): Promise<LightMyRequestResponse>
}

/** A client with the session that an answer to a sign-in opened. */
export function clientOf(app: FastifyInstance, answer: LightMyRequestResponse): Client {
  const session = answer.cookies.find((cookie) => cookie.name === 'spazi_session')
  const me = answer.json<Me>()
  const cookie = `spazi_session=${session?.value}`
  const inject = (options: InjectOptions) =>
    app.inject({
      ...options,
      headers: { cookie, 'x-csrf-token': me.csrfToken ?? '', ...options.headers },
    })
  return {
    me,
    cookie,
    inject,
    get: (url) => inject({ method: 'GET', url }),
    post: (url, body, headers) =>
      inject({ method: 'POST', url, headers, ...(body ? { payload: body } : {}) }),
  }
}

/** Signs in as one of the people of the demonstration. */
export async function signIn(app: FastifyInstance, role: DemoRole): Promise<Client> {
  const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { demo: role } })
  if (answer.statusCode !== 200) throw new Error(`sign-in as ${role}: ${answer.statusCode} ${answer.body}`)
  return clientOf(app, answer)
}
