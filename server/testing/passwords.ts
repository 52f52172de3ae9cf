import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { hashPassword } from '../accounts/passwords.ts'
import { insertAccount, type PersonGiven } from './people.ts'

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

/** The cookie by which a browser that an answer signed in is known again, as a header. */
export function deviceCookie(answer: LightMyRequestResponse): string {
  const mark = answer.cookies.find(({ name }) => name === 'spazi_device')
  return `spazi_device=${mark?.value}`
}
