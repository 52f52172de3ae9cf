import { isOfficial } from './accountList.ts'
import { refuseFor } from './roleProblems.ts'
import { renameRefusals } from './roleRules.ts'
import { type ByAdministrator, lockAccount, record, tell } from './roles.ts'
import type { NameGiven } from './schema.ts'

/**
 * Corrects the name of somebody who holds an office or held one. Names are read from the account wherever an act
 * of theirs is shown, so that it is an administrator who changes it, and the log keeps the one before.
 * @throws {ConflictError} by `renameRefusals`
 */
export async function changeName(
  changing: ByAdministrator,
  id: string,
  { name, reason }: NameGiven,
): Promise<void> {
  const { trx, changer } = changing
  const account = await lockAccount(trx, id)
  const row = await trx('account')
    .where({ id })
    .first({ isOfficial: trx.raw(isOfficial('account.id')) })
  refuseFor(renameRefusals({ actorId: changer.id, account, isOfficial: row.isOfficial }))
  if (name === account.name) return
  await trx('account').where({ id }).update({ name })
  await record(changing, 'changeName', id, { name: [account.name, name], reason: [null, reason] })
  await tell(changing, 'nameChanged', { ...account, name }, { reason })
}
