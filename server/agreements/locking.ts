import { refuseInterested } from '../allocation/locking.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import { agreementAfter } from './rules.ts'
import type { AgreementAction, AgreementStatus, AwardAnswer, RevocationReason } from './schema.ts'

/** The awards of the spaces of one lot, made together; of a standing call each space has one of its own. */
export interface LockedAward {
  id: string
  requestId: string
  partyId: string
  lotId: number | null
  callId: number | null
  standing: boolean
  from: string
  until: string
  actNumber: string
  answer: AwardAnswer | null
  isRevoked: boolean
  revokedReason: RevocationReason | null
  deMinimisEur: number | null
  rnaCode: string | null
  spaceIds: number[]
}

const spacesOf = `ARRAY(SELECT w.space_id FROM award w WHERE coalesce(w.first_id, w.id) = a.id ORDER BY w.space_id)`

const awardColumns = (db: Db) => ({
  id: 'a.id',
  requestId: 'a.request_id',
  partyId: 'a.party_id',
  lotId: 'a.lot_id',
  callId: 'q.call_id',
  standing: db.raw('coalesce(c.standing, true)'),
  from: db.raw('lower(a.period)::text'),
  until: db.raw('(upper(a.period) - 1)::text'),
  actNumber: 'a.act_number',
  answer: 'a.answer',
  isRevoked: db.raw('a.revoked_at IS NOT NULL'),
  revokedReason: 'a.revoked_reason',
  deMinimisEur: db.raw('a.de_minimis_eur::float8'),
  rnaCode: 'a.rna_code',
  spaceIds: db.raw(spacesOf),
})

const missing = () => new NotFoundError('There is no such award.')

/** Awards `a` with their request `q` and its call `c`; those of the demonstration's past have no request. */
export const awards = (db: Db) =>
  db({ a: 'award' })
    .join({ q: 'request' }, 'q.id', 'a.request_id')
    .leftJoin({ c: 'call' }, 'c.id', 'q.call_id')
    .whereNull('a.first_id')

/**
 * Locks a request and then the spaces around it, those of its call among them, in the order of every award: what
 * is done to an award or an agreement may conclude the call.
 */
async function lockAround(trx: Db, requestId: string | null, spaces: string, id: string): Promise<void> {
  await trx('request').where({ id: requestId }).forUpdate().first('id')
  await trx.raw(
    `SELECT s.id FROM space s WHERE s.id IN (${spaces}) OR s.id IN (
       SELECT ls.space_id FROM request q JOIN call c ON c.id = q.call_id AND NOT c.standing
       JOIN lot l ON l.call_id = c.id JOIN lot_space ls ON ls.lot_id = l.id WHERE q.id = :requestId)
     ORDER BY s.id FOR NO KEY UPDATE`,
    { id, requestId },
  )
}

/**
 * An award for whoever changes it: its request is locked before it, then its spaces, as where it was made.
 * @throws {NotFoundError} where there is none, or it is of another request than the one named
 */
export async function lockAward(trx: Db, id: string, requestId?: string): Promise<LockedAward> {
  const found = await awards(trx).where({ 'a.id': id }).first({ requestId: 'a.request_id', id: 'a.id' })
  if (!found || (requestId !== undefined && found.requestId !== requestId)) throw missing()
  await lockAround(
    trx,
    found.requestId,
    'SELECT w.space_id FROM award w WHERE coalesce(w.first_id, w.id) = :id',
    id,
  )
  await trx('award').where({ id }).orWhere({ first_id: id }).orderBy('id').forUpdate().select('id')
  return awards(trx).where({ 'a.id': id }).first(awardColumns(trx))
}

/**
 * The same for an officer, who decides on nothing they have a part in (L. 241/1990 art. 6-bis).
 * @throws {ForbiddenError} where the officer is, or was, among those who asked
 */
export async function lockAwardToDecide(trx: Db, accountId: string, id: string): Promise<LockedAward> {
  const award = await lockAward(trx, id)
  await refuseInterested(trx, accountId, award.requestId)
  return award
}

/** @throws {ForbiddenError} where the officer is, or was, among those who sent the request, or another in its call */
export async function refuseOwn(trx: Db, accountId: string, requestId: string | null): Promise<void> {
  if (requestId !== null) await refuseInterested(trx, accountId, requestId)
}

/** @throws {ConflictError} where the award was taken back */
export function refuseRevoked({ isRevoked }: LockedAward): void {
  if (isRevoked) throw new ConflictError('The award was taken back.', '/problems/award-revoked')
}

export interface LockedAgreement {
  id: string
  number: string
  awardId: string
  requestId: string | null
  partyId: string
  lotId: number | null
  instrument: 'lease' | 'concession' | 'loanForUse' | 'temporaryConcession'
  from: string
  until: string
  rentEurYear: number
  status: AgreementStatus
  version: number
  signedOn: string | null
  endedOn: string | null
  handedOverOn: string | null
  isReturned: boolean
  extensionAct: string | null
  spaceIds: number[]
}

const handoverOf = (kind: string) =>
  `(SELECT h.happened_on::text FROM agreement_handover h WHERE h.agreement_id = g.id AND h.kind = '${kind}')`

const agreementColumns = (db: Db) => ({
  id: 'g.id',
  number: 'g.number',
  awardId: 'g.award_id',
  requestId: 'g.request_id',
  partyId: 'g.party_id',
  lotId: 'g.lot_id',
  instrument: 'g.instrument',
  from: db.raw('lower(g.period)::text'),
  until: db.raw('(upper(g.period) - 1)::text'),
  rentEurYear: db.raw('g.rent_eur_year::float8'),
  status: 'g.status',
  version: 'g.version',
  signedOn: db.raw('g.signed_on::text'),
  endedOn: db.raw('g.ended_on::text'),
  handedOverOn: db.raw(handoverOf('handover')),
  extensionAct: 'g.extension_act',
  isReturned: db.raw(`${handoverOf('return')} IS NOT NULL`),
  spaceIds: db.raw(
    'ARRAY(SELECT x.space_id FROM agreement_space x WHERE x.agreement_id = g.id ORDER BY x.space_id)',
  ),
})

/**
 * An agreement for whoever changes it, its request and its spaces locked before it.
 * @throws {NotFoundError} where there is none, or it is of another request than the one named
 */
export async function lockAgreement(trx: Db, id: string, requestId?: string): Promise<LockedAgreement> {
  const found = await trx('agreement').where({ id }).first({ requestId: 'request_id' })
  if (!found || (requestId !== undefined && found.requestId !== requestId))
    throw new NotFoundError('There is no such agreement.')
  await lockAround(
    trx,
    found.requestId,
    'SELECT x.space_id FROM agreement_space x WHERE x.agreement_id = :id',
    id,
  )
  const held = await trx('agreement').where({ id }).forUpdate().first('id')
  if (!held) throw new NotFoundError('There is no such agreement.')
  return trx({ g: 'agreement' }).where({ 'g.id': id }).first(agreementColumns(trx))
}

/** The spaces of an award or an agreement, by their codes. */
export async function spaceNames(db: Db, { spaceIds }: { spaceIds: number[] }): Promise<string> {
  const codes = await db('space').whereIn('id', spaceIds).orderBy('code').pluck<string[]>('code')
  return codes.join(', ')
}

/** @throws {ConflictError} where somebody changed it since `version` was read */
export function checkAgreementVersion({ version: current }: LockedAgreement, version: number): void {
  if (current === version) return
  throw new ConflictError(
    `This was changed elsewhere in the meantime (version ${current}): load it again.`,
    '/problems/version',
  )
}

/** @throws {ConflictError} where the action is not possible in its state */
export function nextAgreementStatus(agreement: LockedAgreement, action: AgreementAction): AgreementStatus {
  const next = agreementAfter(agreement.status, action)
  if (next && !(action === 'takeBack' && agreement.isReturned)) return next
  throw new ConflictError(
    `"${action}" is not possible: this agreement is ${agreement.status}.`,
    '/problems/not-in-this-state',
  )
}
