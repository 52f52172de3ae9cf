import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { type DemoRole, districtRoles, type Language, type Me, type Role } from '../accounts/schema.ts'
import { cookieName } from '../accounts/session.ts'
import type { Context } from '../context.ts'

/** Somebody signed in: their own `inject`, with cookie and token. */
export interface Client {
  me: Me
  cookie: string
  inject(options: InjectOptions): Promise<LightMyRequestResponse>
  get(url: string): Promise<LightMyRequestResponse>
  post(url: string, body?: object, headers?: Record<string, string>): Promise<LightMyRequestResponse>
}

function clientWith(app: FastifyInstance, cookie: string, me: Me): Client {
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

/** A client with the session that an answer to a sign-in opened. */
export function clientOf(app: FastifyInstance, answer: LightMyRequestResponse): Client {
  const session = answer.cookies.find((cookie) => cookie.name === cookieName)
  return clientWith(app, `${cookieName}=${session?.value}`, answer.json<Me>())
}

interface Registering {
  name: string
  email: string
  password: string
  language?: Language
}

/** Opens an account by the link that the demonstration shows in place of a letter; gives the answer that signs in. */
export async function register(
  app: FastifyInstance,
  { email, ...chosen }: Registering,
): Promise<LightMyRequestResponse> {
  const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload })
  const registration = await post('/api/accounts', { email })
  const token = registration.json().confirmPath.split('token=')[1]
  return post('/api/accounts/confirm', { token, ...chosen })
}

/** Signs in as one of the people of the demonstration. */
export async function signIn(app: FastifyInstance, role: DemoRole): Promise<Client> {
  const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { demo: role } })
  if (answer.statusCode !== 200) throw new Error(`sign-in as ${role}: ${answer.statusCode} ${answer.body}`)
  return clientOf(app, answer)
}

export interface PersonGiven {
  roles: readonly Role[]
  /** For the roles held for a district; '9' where it is not given. */
  district?: string
  name?: string
  email?: string
}

/** Makes an account that no password opens, with these roles for a year; returns its id. */
export async function insertAccount(app: FastifyInstance, given: PersonGiven): Promise<string> {
  const { db }: Context = app.context
  const { roles, district = '9', name = 'Persona di prova' } = given
  const email = given.email ?? `${randomUUID()}@example.org`
  const [account] = await db('account').insert({ name, email, password_hash: 'none' }).returning('id')
  const grants = roles.map((role) => ({
    account_id: account.id,
    role,
    district_code: districtRoles.includes(role) ? district : null,
    valid_until: role === 'applicant' ? null : db.raw("clock_timestamp() + interval '1 year'"),
  }))
  if (grants.length > 0) await db('account_role').insert(grants)
  return account.id
}

/** Opens a session of an account, as a sign-in would. */
export async function sessionOf(app: FastifyInstance, accountId: string): Promise<Client> {
  const { db }: Context = app.context
  const token = randomBytes(32).toString('base64url')
  await db('session').insert({
    id_hash: createHash('sha256').update(token).digest(),
    account_id: accountId,
    csrf_token: randomBytes(32).toString('base64url'),
    expires_at: db.raw("clock_timestamp() + interval '12 hours'"),
  })
  const cookie = `${cookieName}=${app.signCookie(token)}`
  const answer = await app.inject({ method: 'GET', url: '/api/me', headers: { cookie } })
  return clientWith(app, cookie, answer.json<Me>())
}

/** Signs in as somebody new with these roles, none of them where the list is empty. */
export async function signInAs(app: FastifyInstance, given: PersonGiven): Promise<Client> {
  return sessionOf(app, await insertAccount(app, given))
}
