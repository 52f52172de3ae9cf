import type { Context } from '../context.ts'
import { ConflictError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { findKeptLab, type Keeper, recordLab } from './keeping.ts'

/**
 * Takes a lab from the organisation that keeps it: nobody does from then on, and who runs it can ask for it.
 * @throws {ConflictError} where nobody keeps it, or somebody saved it since `version`
 */
export async function releaseLab(
  { db }: Context,
  keeper: Keeper,
  code: string,
  version: number,
): Promise<void> {
  await db.transaction(async (trx) => {
    const lab = await findKeptLab(trx, keeper, code)
    checkVersion(lab, version)
    if (!lab.partyId) throw new ConflictError('Nobody keeps this lab.', '/problems/not-in-this-state')
    await trx('lab')
      .where({ id: lab.id })
      .update({ party_id: null, version: version + 1 })
    await recordLab(trx, keeper, code, 'releaseLab', {
      keeper: { class: 'internal', old: lab.partyId, new: null },
    })
  })
}
