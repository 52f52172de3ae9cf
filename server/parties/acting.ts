import type { Person } from '../accounts/queries.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, ForbiddenError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { dataChanges, partyChanges } from './fieldClasses.ts'
import { countParty, insertParty, type LockedParty, lockParty, updateParty } from './queries.ts'
import { partyFaults, partyFaultTexts, reasonToStay, type StayReason } from './rules.ts'
import {
  type MemberRole,
  type NewParty,
  type PartyChange,
  type PartyData,
  type PartyKind,
  partyLimit,
} from './schema.ts'

const stayTexts: Record<StayReason, string> = {
  ownParty: 'This is you: nobody can leave themselves.',
  lastRepresentative:
    'Nobody else can send for it: make another person a representative first, or remove the others.',
  openRequests: 'It has open requests and nobody else who can send or withdraw them.',
}

/** @throws {ForbiddenError} where the person may prepare for the party, but not bind it */
export function refuseEditor(role: MemberRole): void {
  if (role === 'representative') return
  throw new ForbiddenError('Only a representative of the party may do this.', '/problems/representative-only')
}

/** @throws {UnprocessableError} naming each thing that is missing or wrong */
function refuseFaults(kind: PartyKind, data: PartyData): void {
  const faults = partyFaults(kind, data)
  if (faults.length === 0) return
  throw new UnprocessableError(
    'Something is missing or wrong.',
    '/problems/incomplete-party',
    faults.map(({ pointer, code }) => ({ pointer: `/data${pointer}`, detail: partyFaultTexts[code] })),
  )
}

const actorOf = ({ account }: Person) => ({ id: account.id, role: 'applicant' })

/**
 * Enters an organisation or a grouping for whoever acts for it. Two people who enter the same one get two
 * parties that share nothing: knowing its codes gives nobody another's data.
 * @throws {UnprocessableError} where its data are not whole
 * @throws {ConflictError} where the account has too many
 */
export async function createParty(db: Db, person: Person, { kind, data }: NewParty): Promise<string> {
  refuseFaults(kind, data)
  return db.transaction(async (trx) => {
    await trx('account').where({ id: person.account.id }).forNoKeyUpdate().first('id')
    const { count } = await trx('party')
      .where({ account_id: person.account.id, is_own: false })
      .first(trx.raw('count(*)::integer AS count'))
    if (count >= partyLimit) {
      throw new ConflictError(`At most ${partyLimit} parties for one account.`, '/problems/party-limit')
    }
    return enterParty(trx, person, kind, data)
  })
}

/** Stores a party, and what of it was stored in the log. */
async function enterParty(trx: Db, person: Person, kind: PartyKind, given: PartyData): Promise<string> {
  const id = await insertParty(trx, person.account.id, kind, given)
  const { data } = await lockParty(trx, person.account.id, id)
  await recordEvent(trx, {
    actor: actorOf(person),
    action: 'create',
    objectKind: 'party',
    objectId: id,
    changes: { ...partyChanges({ kind: [null, kind] }), ...dataChanges({}, data) },
  })
  return id
}

/** The party that an account itself is, made at first use. */
export async function ownParty(trx: Db, person: Person): Promise<string> {
  const { account } = person
  const known = await trx('party').where({ account_id: account.id, is_own: true }).first('id')
  if (known) return known.id
  const verified = await trx('account').where({ id: account.id }).first('fiscal_code', 'phone')
  return enterParty(trx, person, 'person', {
    name: account.name,
    ...(account.email ? { email: account.email } : {}),
    ...(verified.fiscal_code ? { fiscalCode: verified.fiscal_code } : {}),
    ...(verified.phone ? { phone: verified.phone } : {}),
  })
}

/** Writes new data of a party and what changed into the log; nothing where nothing differs. */
export async function keepData(trx: Db, person: Person, party: LockedParty, data: PartyData): Promise<void> {
  const after = await updateParty(trx, party, data)
  const changes = dataChanges(party.data, after)
  if (Object.keys(changes).length === 0) return
  await recordEvent(trx, {
    actor: actorOf(person),
    action: 'change',
    objectKind: 'party',
    objectId: party.id,
    changes,
  })
}

/**
 * Replaces the data of a party.
 * @throws {ConflictError} where it was changed since `version`; the entry names the current one
 */
export async function changeParty(
  db: Db,
  person: Person,
  id: string,
  { version, data }: PartyChange,
): Promise<void> {
  await db.transaction(async (trx) => {
    const party = await lockParty(trx, person.account.id, id)
    refuseEditor(party.role)
    refuseFaults(party.kind, data)
    checkVersion(party, version)
    await keepData(trx, person, party, data)
  })
}

interface Membership {
  id: number
  accountId: string
  role: MemberRole
}

async function findMember(trx: Db, partyId: string, memberId: number): Promise<Membership> {
  const member = await trx('party_member')
    .where({ id: memberId, party_id: partyId })
    .whereNull('ended_at')
    .first({ id: 'id', accountId: 'account_id', role: 'role' })
  if (!member) throw new NotFoundError('There is no such member.')
  return member
}

async function refuseLeaving(trx: Db, party: LockedParty, member: Membership): Promise<number> {
  const counts = await countParty(trx, party.id)
  const reason = reasonToStay({ isOwn: party.isOwn, role: member.role, ...counts })
  if (reason) throw new ConflictError(stayTexts[reason], `/problems/must-stay/${reason}`)
  return counts.people
}

/** Makes a member a representative or an editor. */
export async function changeRole(
  db: Db,
  person: Person,
  partyId: string,
  memberId: number,
  role: MemberRole,
): Promise<void> {
  await db.transaction(async (trx) => {
    const party = await lockParty(trx, person.account.id, partyId)
    refuseEditor(party.role)
    const member = await findMember(trx, partyId, memberId)
    if (member.role === role) return
    if (role === 'editor') await refuseDemotion(trx, party)
    await trx('party_member').where({ id: memberId }).update({ role })
    await recordEvent(trx, {
      actor: actorOf(person),
      action: 'changeRole',
      objectKind: 'party',
      objectId: partyId,
      changes: partyChanges({ account: [member.accountId, member.accountId], role: [member.role, role] }),
    })
  })
}

async function refuseDemotion(trx: Db, party: LockedParty): Promise<void> {
  if (party.isOwn) throw new ConflictError(stayTexts.ownParty, '/problems/must-stay/ownParty')
  const { representatives } = await countParty(trx, party.id)
  if (representatives > 1) return
  throw new ConflictError(stayTexts.lastRepresentative, '/problems/must-stay/lastRepresentative')
}

/**
 * Ends a membership: one's own by leaving, another's by a representative who removes it. Access ends at
 * once. A party left by its last person ends, and its open invitations with it.
 * @throws {ConflictError} where the member is needed, naming why
 */
export async function endMembership(
  db: Db,
  person: Person,
  partyId: string,
  memberId: number,
): Promise<void> {
  await db.transaction(async (trx) => {
    const party = await lockParty(trx, person.account.id, partyId)
    const member = await findMember(trx, partyId, memberId)
    const isMe = member.accountId === person.account.id
    if (!isMe) refuseEditor(party.role)
    const people = await refuseLeaving(trx, party, member)
    const now = trx.raw('clock_timestamp()')
    await trx('party_member').where({ id: memberId }).update({ ended_at: now })
    if (people === 1) await endParty(trx, partyId)
    await recordEvent(trx, {
      actor: actorOf(person),
      action: isMe ? 'leave' : 'removeMember',
      objectKind: 'party',
      objectId: partyId,
      changes: partyChanges({
        account: [member.accountId, null],
        role: [member.role, null],
        ...(people === 1 ? { ended: [false, true] } : {}),
      }),
    })
  })
}

async function endParty(trx: Db, id: string): Promise<void> {
  const now = trx.raw('clock_timestamp()')
  await trx('party').where({ id }).update({ ended_at: now })
  await trx('party_invitation')
    .where({ party_id: id })
    .whereNull('accepted_at')
    .whereNull('revoked_at')
    .update({ revoked_at: now })
}
