import type { Person } from '../accounts/queries.ts'
import { newToken, tokenHash } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, InvalidError, NotFoundError, TooManyError } from '../http/problem.ts'
import { queueLetter } from '../mail/outbox.ts'
import { refuseEditor } from './acting.ts'
import { partyChanges } from './fieldClasses.ts'
import { invitationLetter } from './letters.ts'
import { findMembership, insertMember, isOpenInvitation, lockParty } from './queries.ts'
import {
  dailyInvitationLimit,
  type InvitationSent,
  type InvitationShown,
  invitationDays,
  openInvitationLimit,
  personalInvitationLimit,
} from './schema.ts'

const acceptPath = (token: string) => `/invitations?token=${token}`

async function refuseTooMany(trx: Db, partyId: string, email: string): Promise<void> {
  const { rows } = await trx.raw<{ rows: { open: number; today: number; same: number }[] }>(
    `SELECT count(*) FILTER (WHERE ${isOpenInvitation})::integer AS open,
       count(*) FILTER (WHERE i.created_at > clock_timestamp() - interval '1 day')::integer AS today,
       count(*) FILTER (WHERE ${isOpenInvitation} AND i.email = :email)::integer AS same
     FROM party_invitation i WHERE i.party_id = :partyId`,
    { partyId, email },
  )
  const { open = 0, today = 0, same = 0 } = rows[0] ?? {}
  if (same > 0) {
    throw new ConflictError('This address has an open invitation already.', '/problems/already-invited')
  }
  if (open >= openInvitationLimit || today >= dailyInvitationLimit) {
    throw new ConflictError(
      `At most ${openInvitationLimit} open invitations, and ${dailyInvitationLimit} in a day.`,
      '/problems/invitation-limit',
    )
  }
}

/**
 * Goes on where somebody may send one more invitation today, for whichever party; the others they send meanwhile
 * wait until the transaction ends.
 * @throws {TooManyError} with the seconds until the oldest is a day old
 */
async function refuseFlood(trx: Db, accountId: string): Promise<void> {
  await trx.raw('SELECT pg_advisory_xact_lock(hashtextextended(?, 3))', [accountId])
  const sent = await trx({ i: 'party_invitation' })
    .where('i.invited_by', accountId)
    .whereRaw("i.created_at > clock_timestamp() - interval '1 day'")
    .first<{ count: number; wait: number | null }>(
      trx.raw('count(*)::integer AS count'),
      trx.raw(
        "ceil(extract(epoch FROM min(i.created_at) + interval '1 day' - clock_timestamp()))::integer AS wait",
      ),
    )
  if (sent.count < personalInvitationLimit) return
  throw new TooManyError(
    `One person sends at most ${personalInvitationLimit} invitations in a day.`,
    '/problems/daily-invitations',
    sent.wait ?? undefined,
  )
}

/**
 * Invites somebody to prepare requests with the party, by a letter whose link can be used once. Of the
 * link's token only the SHA-256 is stored.
 * @throws {ConflictError} where the address is invited already, or too many are
 * @throws {TooManyError} where the person has invited too many today
 */
export async function invite(
  { db, config }: Context,
  person: Person,
  partyId: string,
  email: string,
): Promise<InvitationSent> {
  return db.transaction(async (trx) => {
    const party = await lockParty(trx, person.account.id, partyId)
    refuseEditor(party.role)
    if (party.isOwn) {
      throw new ConflictError('Nobody else can be you: enter an organisation.', '/problems/own-party')
    }
    await refuseFlood(trx, person.account.id)
    await refuseTooMany(trx, partyId, email)
    const token = newToken()
    const [row] = await trx('party_invitation')
      .insert({
        party_id: partyId,
        email,
        token_hash: tokenHash(token),
        invited_by: person.account.id,
        expires_at: trx.raw('clock_timestamp() + ?::interval', [`${invitationDays} days`]),
      })
      .returning(['id', 'email', 'created_at', 'expires_at'])
    const facts = { partyName: party.data.name ?? '', invitedBy: person.account.name, demo: config.demo }
    const { language } = person.account
    await queueLetter(
      trx,
      invitationLetter({ email, language }, { ...facts, config, path: acceptPath(token) }),
    )
    await recordEvent(trx, {
      actor: { id: person.account.id, role: 'applicant' },
      action: 'invite',
      objectKind: 'party',
      objectId: partyId,
      changes: partyChanges({ invitation: [null, row.id], invitedEmail: [null, email] }),
    })
    return {
      id: row.id,
      email: row.email,
      invitedBy: person.account.name,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      acceptPath: config.demo && !config.smtpUrl ? acceptPath(token) : null,
    }
  })
}

/** Takes an invitation back; its link then opens nothing. */
export async function revokeInvitation(
  db: Db,
  person: Person,
  partyId: string,
  invitationId: string,
): Promise<void> {
  await db.transaction(async (trx) => {
    refuseEditor((await lockParty(trx, person.account.id, partyId)).role)
    const revoked = await trx({ i: 'party_invitation' })
      .where({ 'i.id': invitationId, 'i.party_id': partyId })
      .whereRaw(isOpenInvitation)
      .update({ revoked_at: trx.raw('clock_timestamp()') })
    if (revoked === 0) throw new NotFoundError('There is no such open invitation.')
    await recordEvent(trx, {
      actor: { id: person.account.id, role: 'applicant' },
      action: 'revokeInvitation',
      objectKind: 'party',
      objectId: partyId,
      changes: partyChanges({ invitation: [invitationId, null] }),
    })
  })
}

const oldLink = () =>
  new InvalidError('This invitation is used, taken back or too old.', '/problems/old-link')

/**
 * What the token of an invitation invites to.
 * @throws {InvalidError} where it opens nothing (any more)
 */
export async function showInvitation(db: Db, token: string): Promise<InvitationShown> {
  const row = await db({ i: 'party_invitation' })
    .join({ p: 'party' }, 'p.id', 'i.party_id')
    .join({ a: 'account' }, 'a.id', 'i.invited_by')
    .where({ 'i.token_hash': tokenHash(token) })
    .whereRaw(isOpenInvitation)
    .first({ name: 'p.name', kind: 'p.kind', invitedBy: 'a.name', expiresAt: 'i.expires_at' })
  if (!row) throw oldLink()
  const { name, kind, invitedBy, expiresAt } = row
  return { party: { name, kind }, invitedBy, expiresAt: expiresAt.toISOString() }
}

/** Locks the party, then reads the invitation, so that neither is taken back or ended meanwhile. */
async function lockInvitation(trx: Db, token: string): Promise<{ id: string; partyId: string }> {
  const invitation = trx({ i: 'party_invitation' })
    .where({ 'i.token_hash': tokenHash(token) })
    .whereRaw(isOpenInvitation)
  const found = await invitation.clone().first({ partyId: 'i.party_id' })
  if (!found) throw oldLink()
  await trx('party').where({ id: found.partyId }).forNoKeyUpdate().first('id')
  const row = await invitation.first({ id: 'i.id', partyId: 'i.party_id' })
  if (!row) throw oldLink()
  return row
}

/**
 * Makes whoever holds the token an editor of the party, whatever address the letter went to; the token is
 * then used up. Gives the id of the party.
 * @throws {InvalidError} where the token opens nothing (any more)
 * @throws {ConflictError} where the account acts for the party already
 */
export async function acceptInvitation(db: Db, person: Person, token: string): Promise<string> {
  const { id: accountId } = person.account
  return db.transaction(async (trx) => {
    const { id, partyId } = await lockInvitation(trx, token)
    if (await findMembership(trx, accountId, partyId)) {
      throw new ConflictError('You act for this party already.', '/problems/already-member')
    }
    await insertMember(trx, partyId, accountId, 'editor')
    await trx('party_invitation')
      .where({ id })
      .update({ accepted_by: accountId, accepted_at: trx.raw('clock_timestamp()') })
    await recordEvent(trx, {
      actor: { id: accountId, role: 'applicant' },
      action: 'join',
      objectKind: 'party',
      objectId: partyId,
      changes: partyChanges({
        account: [null, accountId],
        role: [null, 'editor'],
        invitation: [id, null],
      }),
    })
    return partyId
  })
}
