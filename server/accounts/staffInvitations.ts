import { ConflictError } from '../http/problem.ts'
import { createAccount, unusablePasswordHash } from './creating.ts'
import { keepReset } from './resets.ts'
import { invitationDays } from './roleLetters.ts'
import { type ByAdministrator, refuseGiving, tell } from './roles.ts'
import type { StaffInvitation } from './schema.ts'

const minutesPerDay = 24 * 60

/**
 * Opens an account for somebody of the staff, with a role; the letter's link sets its password.
 * @returns the account's id
 * @throws {ConflictError} where the address has an account already, or by `giveRefusals`
 */
export async function inviteStaff(
  changing: ByAdministrator,
  { name, email, language = 'it', ...given }: StaffInvitation,
): Promise<string> {
  const { trx, changer } = changing
  await refuseGiving(changing, { id: '', state: 'invited', held: [] }, given)
  const id = await createAccount(trx, {
    name,
    email,
    language,
    passwordHash: unusablePasswordHash,
    by: { administrator: changer.id },
    ...given,
  })
  if (!id)
    throw new ConflictError(
      'This address has an account already: give it the role there.',
      '/problems/known-address',
    )
  const token = await keepReset(trx, { email, accountId: id, minutes: invitationDays * minutesPerDay })
  const account = { id, name, email, language, demo: false }
  await tell(changing, 'staffInvitation', account, given, `/account/reset/confirm?token=${token}`)
  return id
}
