import type { Person } from '../accounts/queries.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, ForbiddenError } from '../http/problem.ts'
import { decisionChanges } from './fieldClasses.ts'
import { lockMine } from './locking.ts'

/**
 * Throws a draft away with its files; what was never sent is not kept.
 * @throws {ForbiddenError} where the person neither began the draft nor represents its party
 * @throws {ConflictError} where it has been sent
 */
export async function discardDraft(db: Db, person: Person, id: string): Promise<void> {
  await db.transaction(async (trx) => {
    const draft = await lockMine(trx, person.account.id, id)
    if (draft.status !== 'draft') throw new ConflictError('This request has been sent.', '/problems/sent')
    if (draft.accountId !== person.account.id && draft.role !== 'representative') {
      throw new ForbiddenError(
        'Only who began this draft or a representative of its party may discard it.',
        '/problems/representative-only',
      )
    }
    for (const part of ['request_file', 'request_lot']) await trx(part).where({ request_id: id }).delete()
    await trx('request').where({ id }).delete()
    await recordEvent(trx, {
      actor: { id: person.account.id, role: 'applicant' },
      action: 'discardDraft',
      objectKind: 'request',
      objectId: id,
      changes: decisionChanges({ status: ['draft', null] }),
    })
  })
}
