import type { Person } from '../accounts/queries.ts'
import { normalizeCode } from '../accounts/rules.ts'
import { type IdentificationMethod, providerMethods } from '../accounts/schema.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, ForbiddenError, NotFoundError } from '../http/problem.ts'
import { findMembership } from '../parties/queries.ts'
import type { Apply } from './decisions.ts'
import { type LockedRequest, lockSent } from './locking.ts'
import { readTargetNames } from './notices.ts'
import { identityRefusal } from './rules.ts'
import type { OfficeMethod, RequestAction, SignedRequest } from './schema.ts'

const isProven = (method: IdentificationMethod): boolean => providerMethods.some((known) => known === method)

/**
 * Whether a person may sign for who asks: their verified codice fiscale is that of the applicant (a person,
 * a sole trader), or they represent the organisation. Nobody signs for another natural person.
 */
async function maySign(
  trx: Db,
  { account }: Person,
  { partyId, content: { applicant } }: LockedRequest,
): Promise<boolean> {
  const { fiscalCode } = await trx('account').where({ id: account.id }).first({ fiscalCode: 'fiscal_code' })
  if (fiscalCode === null) return false
  if (fiscalCode === normalizeCode(applicant?.fiscalCode ?? '')) return true
  if (applicant?.kind === 'person') return false
  return (await findMembership(trx, account.id, partyId))?.role === 'representative'
}

/**
 * How the person who sends or confirms a request signs it: by SPID, CIE or CNS where they have signed in
 * so and may sign for who asks; else not at all, which is `local` (D.Lgs 82/2005 art. 65, 1, b).
 */
export async function signatureOf(
  trx: Db,
  person: Person,
  request: LockedRequest,
): Promise<IdentificationMethod> {
  return isProven(person.identifiedBy) && (await maySign(trx, person, request))
    ? person.identifiedBy
    : 'local'
}

/**
 * A request that was sent, locked for the person who can sign it now: also for one who is named in it as
 * the applicant and has no part in its party, because the account that sent it proved nothing.
 * @throws {NotFoundError} where there is none, or it is no business of theirs
 * @throws {ForbiddenError} where a member has not signed in by SPID or the like, or as somebody else
 */
export async function lockToConfirm(trx: Db, person: Person, id: string): Promise<LockedRequest> {
  const request = await lockSent(trx, id)
  if ((await signatureOf(trx, person, request)) !== 'local') return request
  if (!(await findMembership(trx, person.account.id, request.partyId))) {
    throw new NotFoundError('There is no such request.')
  }
  throw isProven(person.identifiedBy)
    ? new ForbiddenError('You are not the applicant, nor do you represent it.', '/problems/other-applicant')
    : new ForbiddenError('Sign in with SPID, CIE or CNS to confirm.', '/problems/sign-in-provider')
}

/** @throws {ConflictError} where nobody has signed what must be signed, or somebody has already */
export function refuseByIdentity(request: LockedRequest, action: RequestAction): void {
  const refusal = identityRefusal(request, action)
  if (!refusal) return
  const detail =
    refusal === 'identified'
      ? 'Who sent this application is known already.'
      : 'Nobody has signed this application yet (D.Lgs 82/2005 art. 65).'
  throw new ConflictError(detail, `/problems/${refusal}`)
}

const identifiedAs = (request: LockedRequest, method: IdentificationMethod) => ({
  columns: { identified_by: method },
  decided: { identifiedBy: [request.identifiedBy, method] as [unknown, unknown] },
  said: { identifiedBy: method },
})

/** The applicant, signed in by SPID, CIE or CNS, confirms what was sent from a local account. */
export const confirm: Apply = ({ request, person }) => identifiedAs(request, person.identifiedBy)

/** The office has checked a signature, a message of certified mail or a paper, and says which. */
export const identify =
  ({ method, note }: { method: OfficeMethod; note: string }): Apply =>
  ({ request }) => {
    const effect = identifiedAs(request, method)
    return { ...effect, decided: { ...effect.decided, identificationNote: [null, note] } }
  }

/** What one would confirm, for whoever can; see `lockToConfirm`. */
export async function readToConfirm(
  { db, config }: Context,
  person: Person,
  id: string,
): Promise<SignedRequest> {
  return db.transaction(async (trx) => {
    const request = await lockToConfirm(trx, person, id)
    return {
      id,
      number: request.number ?? '',
      receivedAt: request.receivedAt?.toISOString() ?? '',
      version: request.version,
      contentHash: request.contentHash ?? '',
      targets: await readTargetNames(trx, id),
      call: (await trx('call').where({ id: request.callId }).first('code'))?.code ?? null,
      content: request.content,
      mustIdentify: identityRefusal(request, 'confirm') === null,
      isMine: (await findMembership(trx, person.account.id, request.partyId)) !== undefined,
      demo: config.demo,
    }
  })
}
