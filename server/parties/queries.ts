import { normalizeCode } from '../accounts/rules.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import type {
  GroupingMember,
  Invitation,
  MemberRole,
  Party,
  PartyData,
  PartyItem,
  PartyKind,
  PartyList,
  PartyMember,
} from './schema.ts'

/** SQL: request `q` is a draft, or its outcome is not final. */
const isOpen = "q.status NOT IN ('excluded', 'declined', 'agreement', 'withdrawn', 'closed', 'answered')"

/** SQL: party `p` of which the account is a member `m` now. */
const mine = `party p
  JOIN party_member m ON m.party_id = p.id AND m.account_id = :accountId AND m.ended_at IS NULL`

const itemColumns = `p.id, p.kind, p.is_own AS "isOwn", p.name, p.constituted, m.role,
  (SELECT count(*)::integer FROM party_member o WHERE o.party_id = p.id AND o.ended_at IS NULL) AS people,
  (SELECT count(*)::integer FROM request q WHERE q.party_id = p.id AND ${isOpen}) AS "openRequests"`

const dataColumns = `p.legal_form AS "legalForm", p.representative,
  p.representative_fiscal_code AS "representativeFiscalCode", p.fiscal_code AS "fiscalCode",
  p.vat_number AS "vatNumber", p.pec, p.address, p.email, p.phone`

/** The parties an account acts for, itself first. */
export async function listParties(db: Db, accountId: string): Promise<PartyList> {
  const { rows } = await db.raw<{ rows: PartyItem[] }>(
    `SELECT ${itemColumns} FROM ${mine} ORDER BY p.is_own DESC, lower(p.name), p.id`,
    { accountId },
  )
  return { total: rows.length, items: rows }
}

type DataRow = { [Field in keyof Omit<PartyData, 'members'>]: PartyData[Field] | null }

/** Without what is not known, and without the code a grouping borrows from its lead. */
function toData(kind: PartyKind, row: DataRow, members: GroupingMember[]): PartyData {
  const { name, legalForm, constituted, representative, representativeFiscalCode, fiscalCode, vatNumber } =
    row
  const { pec, address, email, phone } = row
  const isGrouping = kind === 'temporaryGrouping'
  const all = {
    name,
    legalForm,
    constituted: kind === 'person' ? null : constituted,
    representative,
    representativeFiscalCode,
    fiscalCode: isGrouping ? null : fiscalCode,
    vatNumber,
    pec,
    address,
    email,
    phone,
    members: isGrouping ? members : null,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
}

async function readGrouping(db: Db, partyId: string): Promise<GroupingMember[]> {
  const rows = await db('grouping_member').where({ grouping_id: partyId }).orderBy('id').select({
    name: 'name',
    fiscalCode: 'fiscal_code',
    vatNumber: 'vat_number',
    representative: 'representative',
    representativeFiscalCode: 'representative_fiscal_code',
    isLead: 'is_lead',
  })
  return rows.map(({ vatNumber, representativeFiscalCode, ...member }) => ({
    ...member,
    ...(vatNumber ? { vatNumber } : {}),
    ...(representativeFiscalCode ? { representativeFiscalCode } : {}),
  }))
}

async function readMembers(db: Db, partyId: string, accountId: string): Promise<PartyMember[]> {
  const rows = await db({ m: 'party_member' })
    .join({ a: 'account' }, 'a.id', 'm.account_id')
    .where({ 'm.party_id': partyId })
    .whereNull('m.ended_at')
    .orderBy('m.id')
    .select({
      id: 'm.id',
      name: 'a.name',
      email: 'a.email',
      role: 'm.role',
      since: 'm.since',
      isMe: db.raw('a.id = ?', [accountId]),
    })
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }))
}

/** SQL: whether the account `:accountId` is a member now of the party of a row, given by its alias. */
export const isMemberOf = (alias: string) => `EXISTS (SELECT FROM party_member mine
  WHERE mine.party_id = ${alias}.party_id AND mine.account_id = :accountId AND mine.ended_at IS NULL)`

/** Accounts of the members that a party has now; nobody's has none. */
export const membersOf = (db: Db, partyId: string | null): Promise<string[]> =>
  db({ m: 'party_member' })
    .where({ 'm.party_id': partyId })
    .whereNull('m.ended_at')
    .orderBy('m.account_id')
    .pluck<string[]>('m.account_id')

/** SQL: an invitation `i` that can still be accepted. */
export const isOpenInvitation = `i.accepted_at IS NULL AND i.revoked_at IS NULL
  AND i.expires_at > clock_timestamp()`

async function readInvitations(db: Db, partyId: string): Promise<Invitation[]> {
  const rows = await db({ i: 'party_invitation' })
    .join({ a: 'account' }, 'a.id', 'i.invited_by')
    .where({ 'i.party_id': partyId })
    .whereRaw(isOpenInvitation)
    .orderBy(['i.created_at', 'i.id'])
    .select({
      id: 'i.id',
      email: 'i.email',
      invitedBy: 'a.name',
      createdAt: 'i.created_at',
      expiresAt: 'i.expires_at',
    })
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }))
}

const missing = () => new NotFoundError('There is no such party.')

/**
 * A party the account acts for, with who else does.
 * @throws {NotFoundError} where there is none, or it is another's
 */
export async function readParty(db: Db, accountId: string, id: string): Promise<Party> {
  const { rows } = await db.raw<{ rows: (PartyItem & DataRow & { version: number })[] }>(
    `SELECT ${itemColumns}, ${dataColumns}, p.version FROM ${mine} WHERE p.id = :id`,
    { accountId, id },
  )
  const [row] = rows
  if (!row) throw missing()
  const { kind, isOwn, name, constituted, role, people, openRequests, version } = row
  return {
    ...{ id, kind, isOwn, name, constituted, role, people, openRequests, version },
    data: toData(kind, row, await readGrouping(db, id)),
    members: await readMembers(db, id, accountId),
    invitations: role === 'representative' ? await readInvitations(db, id) : [],
  }
}

/** A party row held until the transaction ends. */
export interface LockedParty {
  id: string
  kind: PartyKind
  isOwn: boolean
  version: number
  data: PartyData
}

async function lockById(trx: Db, id: string): Promise<LockedParty | null> {
  const row = await trx({ p: 'party' })
    .where({ 'p.id': id })
    .forNoKeyUpdate()
    .first(trx.raw(`p.kind, p.is_own AS "isOwn", p.version, p.name, p.constituted, ${dataColumns}`))
  if (!row) return null
  const { kind, isOwn, version } = row
  return { id, kind, isOwn, version, data: toData(kind, row, await readGrouping(trx, id)) }
}

/**
 * A party, locked, and what the account is in it; the membership is read after the lock, so that somebody
 * removed meanwhile does nothing more.
 * @throws {NotFoundError} where there is none, or the account is not a member now
 */
export async function lockParty(
  trx: Db,
  accountId: string,
  id: string,
): Promise<LockedParty & { role: MemberRole }> {
  const party = await lockById(trx, id)
  const member = party && (await findMembership(trx, accountId, id))
  if (!party || !member) throw missing()
  return { ...party, role: member.role }
}

/** What an account is in a party now. */
export async function findMembership(
  db: Db,
  accountId: string,
  partyId: string,
): Promise<{ role: MemberRole } | undefined> {
  return db('party_member')
    .where({ party_id: partyId, account_id: accountId })
    .whereNull('ended_at')
    .first('role')
}

const trimmed = (text: string | undefined) => text?.trim() || null
const vatDigits = (text: string | undefined) => (text?.trim() ? normalizeCode(text).replace(/^IT/, '') : null)

const codeOrNull = (text: string | undefined) => (text?.trim() ? normalizeCode(text) : null)

const columnsOf = (kind: PartyKind, data: PartyData) => {
  const lead = data.members?.find(({ isLead }) => isLead)
  const code = kind === 'temporaryGrouping' ? lead?.fiscalCode : data.fiscalCode
  return {
    name: trimmed(data.name) ?? '',
    legal_form: kind === 'organisation' ? (data.legalForm ?? null) : null,
    constituted: data.constituted ?? true,
    representative: kind === 'organisation' ? trimmed(data.representative) : null,
    representative_fiscal_code: kind === 'organisation' ? codeOrNull(data.representativeFiscalCode) : null,
    fiscal_code: code ? normalizeCode(code) : null,
    vat_number: kind === 'temporaryGrouping' ? null : vatDigits(data.vatNumber),
    pec: trimmed(data.pec),
    address: trimmed(data.address),
    email: trimmed(data.email) ?? '',
    phone: trimmed(data.phone),
  }
}

async function writeGrouping(trx: Db, partyId: string, members: readonly GroupingMember[]): Promise<void> {
  await trx('grouping_member').where({ grouping_id: partyId }).delete()
  if (members.length === 0) return
  await trx('grouping_member').insert(
    members.map(({ name, fiscalCode, vatNumber, representative, representativeFiscalCode, isLead }) => ({
      grouping_id: partyId,
      name: trimmed(name),
      fiscal_code: normalizeCode(fiscalCode ?? ''),
      vat_number: vatDigits(vatNumber),
      representative: trimmed(representative),
      representative_fiscal_code: codeOrNull(representativeFiscalCode),
      is_lead: isLead ?? false,
    })),
  )
}

async function writeParty(
  trx: Db,
  { accountId, isOwn }: { accountId: string; isOwn: boolean },
  kind: PartyKind,
  data: PartyData,
): Promise<string> {
  const [{ id }] = await trx('party')
    .insert({ account_id: accountId, kind, is_own: isOwn, ...columnsOf(kind, data) })
    .returning('id')
  if (kind === 'temporaryGrouping') await writeGrouping(trx, id, data.members ?? [])
  return id
}

/** Enters a party with the account as its representative; returns its id. */
export async function insertParty(
  trx: Db,
  accountId: string,
  kind: PartyKind,
  data: PartyData,
): Promise<string> {
  const id = await writeParty(trx, { accountId, isOwn: kind === 'person' }, kind, data)
  await insertMember(trx, id, accountId, 'representative')
  return id
}

/** Enters a party of which an officer read on paper: nobody acts for it here. Returns its id. */
export const insertPaperParty = (trx: Db, officerId: string, kind: PartyKind, data: PartyData) =>
  writeParty(trx, { accountId: officerId, isOwn: false }, kind, data)

/** Makes an account a member of a party. */
export async function insertMember(
  trx: Db,
  partyId: string,
  accountId: string,
  role: MemberRole,
): Promise<void> {
  await trx('party_member').insert({ party_id: partyId, account_id: accountId, role })
}

/** Replaces the data of a party; returns them as they are then stored. */
export async function updateParty(trx: Db, party: LockedParty, data: PartyData): Promise<PartyData> {
  await trx('party')
    .where({ id: party.id })
    .update({ ...columnsOf(party.kind, data), version: party.version + 1 })
  if (party.kind === 'temporaryGrouping') await writeGrouping(trx, party.id, data.members ?? [])
  const after = await lockById(trx, party.id)
  return after?.data ?? data
}

/** How many there are in a party now, and how many requests of it are open. */
export async function countParty(
  trx: Db,
  partyId: string,
): Promise<{ people: number; representatives: number; openRequests: number }> {
  const { rows } = await trx.raw(
    `SELECT count(*)::integer AS people,
       count(*) FILTER (WHERE m.role = 'representative')::integer AS representatives,
       (SELECT count(*)::integer FROM request q WHERE q.party_id = :partyId AND ${isOpen}) AS "openRequests"
     FROM party_member m WHERE m.party_id = :partyId AND m.ended_at IS NULL`,
    { partyId },
  )
  return rows[0]
}
