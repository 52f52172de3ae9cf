import { keepClasses, namesOfClass } from '../accounts/fieldAccess.ts'
import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { UnprocessableError } from '../http/problem.ts'
import { refuseSealed } from './decisions.ts'
import { contentClasses } from './fieldClasses.ts'
import { lockToDecide } from './locking.ts'
import { opensWithoutReason } from './rules.ts'
import type { RequestContent, Restricted } from './schema.ts'

/** Names of the restricted things that were written in a request. */
export const restrictedFields = (content: RequestContent): string[] =>
  namesOfClass(content, contentClasses, 'restricted')

function checkReason(assignedTo: string | null, person: Person, reason: string | undefined): void {
  if (reason || opensWithoutReason(assignedTo, person.account.id)) return
  throw new UnprocessableError('Say why: this request is not in your charge.', '/problems/reason-missing', [
    { pointer: '/reason', detail: 'is needed' },
  ])
}

/**
 * What is restricted in a request, for the office: the officer who has it in charge, or another who says why.
 * Who read what, when and why is written to the audit log before it is answered.
 * @throws {UnprocessableError} where a reason is needed and missing
 * @throws {ConflictError} where the request is sealed
 * @throws {ForbiddenError} where the officer is among those who ask
 */
export async function openRestricted(
  context: Context,
  person: Person,
  id: string,
  reason: string | undefined,
): Promise<Restricted> {
  return context.db.transaction(async (trx) => {
    const request = await lockToDecide(trx, person.account.id, id)
    await refuseSealed(trx, request)
    checkReason(request.assignedTo, person, reason)
    const fields = restrictedFields(request.content)
    await recordEvent(trx, {
      actor: { id: person.account.id, role: actingRole(person, 'examineRequests') },
      action: 'readRestricted',
      objectKind: 'request',
      objectId: id,
      changes: {
        fields: { class: 'internal', old: null, new: fields },
        readReason: { class: 'internal', old: null, new: reason ?? null },
      },
    })
    return { fields, content: keepClasses(request.content, contentClasses, ['restricted']) }
  })
}
