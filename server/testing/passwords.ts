import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { hashPassword } from '../accounts/passwords.ts'
import { type Client, clientOf, insertAccount, type PersonGiven } from './people.ts'

export const goodPassword = 'una frase molto lunga'
const goodHash = hashPassword(goodPassword)

/** Accounts of applicants that `goodPassword` opens; returns their ids in order. */
export async function insertWithPassword(
  app: FastifyInstance,
  people: readonly (Omit<PersonGiven, 'roles'> & { email: string })[],
): Promise<string[]> {
  const ids = await Promise.all(
    people.map((person) => insertAccount(app, { ...person, roles: ['applicant'] })),
  )
  await app.context
    .db('account')
    .whereIn('id', ids)
    .update({ password_hash: await goodHash })
  return ids
}

/** Tries a password, with headers such as the cookie of a browser. */
export const enterWith = (
  app: FastifyInstance,
  email: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> =>
  app.inject({ method: 'POST', url: '/api/session', payload: { email, password }, headers })

/** A new applicant whom `goodPassword` has signed in. */
export async function ownerOf(
  app: FastifyInstance,
  email: string,
  headers: Record<string, string> = {},
): Promise<Client & { id: string }> {
  const [id = ''] = await insertWithPassword(app, [{ email }])
  return { id, ...clientOf(app, await enterWith(app, email, goodPassword, headers)) }
}

/** The cookie by which a browser that an answer signed in is known again, as a header. */
export function deviceCookie(answer: LightMyRequestResponse): string {
  const mark = answer.cookies.find(({ name }) => name === 'spazi_device')
  return `spazi_device=${mark?.value}`
}
