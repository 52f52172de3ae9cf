import type { Config } from '../config.ts'
import type { Db } from '../db/index.ts'
import { publicLink } from '../mail/body.ts'
import { queueLetter } from '../mail/outbox.ts'
import { accountExistsLetter, confirmAccountLetter } from './letters.ts'
import { hashPassword, refuseWeakPassword } from './passwords.ts'
import { countRegistrations, findByEmail, keepRegistration } from './queries.ts'
import type { Registration, RegistrationAnswer } from './schema.ts'

const confirmPath = (token: string) => `/account/confirm?token=${token}`

/** Letters that one address may be sent by registrations. */
const lettersPerHour = 5

/**
 * Takes a registration. What is answered, and how long it takes, is the same whether the address has
 * an account or not; only the letter differs.
 * @throws {UnprocessableError} for a password easily guessed
 */
export async function register(
  db: Db,
  config: Config,
  registration: Registration,
): Promise<RegistrationAnswer> {
  refuseWeakPassword(registration.password, registration)
  const passwordHash = await hashPassword(registration.password)
  const { name, email, language = 'it' } = registration
  const token = await db.transaction(async (trx) => {
    const kept = await keepRegistration(trx, { name, email, passwordHash, language })
    const known = await findByEmail(trx, email)
    if ((await countRegistrations(trx, email)) > lettersPerHour) return kept
    const recipient = { email, language }
    await queueLetter(
      trx,
      known
        ? accountExistsLetter(recipient, publicLink(config, '/sign-in'))
        : confirmAccountLetter(recipient, publicLink(config, confirmPath(kept))),
    )
    return kept
  })
  return { email, confirmPath: config.demo && !config.smtpUrl ? confirmPath(token) : null }
}
