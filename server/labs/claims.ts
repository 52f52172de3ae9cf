import { actingRole } from '../accounts/guard.ts'
import { holdersOf } from '../accounts/holders.ts'
import type { Person } from '../accounts/queries.ts'
import type { Language } from '../accounts/words.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { publicLink } from '../mail/body.ts'
import { notify } from '../mail/news.ts'
import { queueLetter } from '../mail/outbox.ts'
import { refuseEditor } from '../parties/acting.ts'
import { findKeptLab, findLab, type Keeper, recordLab } from './keeping.ts'
import type { Claim, DeskLabs } from './schema.ts'

const claims = (db: Db) =>
  db({ c: 'lab_claim' }).join({ l: 'lab' }, 'l.id', 'c.lab_id').join({ p: 'party' }, 'p.id', 'c.party_id')

const columns = {
  id: 'c.id',
  labCode: 'l.code',
  labName: 'l.name',
  party: 'p.name',
  state: 'c.state',
  askedAt: 'c.asked_at',
  note: 'c.note',
}

type Row = Omit<Claim, 'askedAt'> & { askedAt: Date }
const told = <Given extends Row>(row: Given) => ({ ...row, askedAt: row.askedAt.toISOString() })

/** What one has asked for, for the organisations one acts for. */
export async function listOwnClaims(db: Db, accountId: string): Promise<Claim[]> {
  const rows: Row[] = await claims(db)
    .join({ m: 'party_member' }, 'm.party_id', 'c.party_id')
    .where({ 'm.account_id': accountId })
    .whereNull('m.ended_at')
    .orderBy([{ column: 'c.asked_at', order: 'desc' }, { column: 'c.id' }])
    .select(columns)
  return rows.map(told)
}

/** Who waits for an answer, the first first. */
export async function listClaims(db: Db): Promise<DeskLabs['claims']> {
  const rows: (Row & { reason: string })[] = await claims(db)
    .where({ 'c.state': 'waiting' })
    .orderBy(['c.asked_at', 'c.id'])
    .select({ ...columns, reason: 'c.reason' })
  return rows.map(told)
}

const taken = () => new ConflictError('An organisation keeps this lab already.', '/problems/lab-kept')

/**
 * Asks to keep a lab for an organisation one represents.
 * @throws {ConflictError} where somebody keeps it, or the same organisation has asked
 */
export async function claimLab(
  { db }: Context,
  person: Person,
  code: string,
  { partyId, reason }: { partyId: string; reason: string },
): Promise<Claim> {
  const id = await db.transaction(async (trx) => {
    const member = await trx('party_member')
      .where({ party_id: partyId, account_id: person.account.id })
      .whereNull('ended_at')
      .first('role')
    if (!member) throw new NotFoundError('There is no such party.')
    refuseEditor(member.role)
    const lab = await findLab(trx, code)
    if (lab.partyId) throw taken()
    const [created] = await trx('lab_claim')
      .insert({ lab_id: lab.id, party_id: partyId, account_id: person.account.id, reason })
      .onConflict(trx.raw("(lab_id, party_id) WHERE state = 'waiting'"))
      .ignore()
      .returning('id')
    if (!created) throw new ConflictError('You have asked already.', '/problems/lab-claimed')
    await recordEvent(trx, {
      actor: { id: person.account.id, role: 'applicant' },
      action: 'claim',
      objectKind: 'labClaim',
      objectId: created.id,
      changes: {
        lab: { class: 'public', old: null, new: code },
        party: { class: 'internal', old: null, new: partyId },
        reason: { class: 'personal', old: null, new: reason },
      },
    })
    await notify(trx, await holdersOf(trx, 'keepLabs'), {
      kind: 'desk.lab.claim',
      objectKind: 'lab',
      objectId: code,
      facts: { code },
    })
    return created.id as string
  })
  const own = await listOwnClaims(db, person.account.id)
  return own.find((claim) => claim.id === id) as Claim
}

const letters = {
  it: {
    subject: (name: string, granted: boolean) =>
      `${name}: ${granted ? 'il profilo è vostro' : 'la richiesta non è accolta'}`,
    granted: 'da oggi chi agisce per la vostra organizzazione può curare il profilo del laboratorio.',
    refused: 'la richiesta di curare il profilo del laboratorio non è accolta:',
    open: 'Apri il laboratorio',
  },
  en: {
    subject: (name: string, granted: boolean) =>
      `${name}: ${granted ? 'the profile is yours' : 'not granted'}`,
    granted: 'from today those who act for your organisation can keep the profile of the lab.',
    refused: 'the request to keep the profile of the lab was not granted:',
    open: 'Open the lab',
  },
} as const satisfies Record<Language, unknown>

interface Waiting {
  accountId: string
  partyId: string
  code: string
  name: string
  email: string | null
  language: Language
}

async function tellClaimant(
  trx: Db,
  { config, city }: Context,
  { accountId, code, name, email, language }: Waiting,
  { grant, note }: { grant: boolean; note: string | null },
): Promise<void> {
  const facts = { code, outcome: grant ? 'granted' : 'refused' }
  await notify(trx, [accountId], { kind: 'lab.claimDecided', objectKind: 'lab', objectId: code, facts })
  if (!email) return
  const t = letters[language]
  const { hoursEn, ...office } = city.office
  const link = publicLink(config, `/labs/${encodeURIComponent(code)}`)
  await queueLetter(trx, {
    kind: 'lab.claimDecided',
    recipient: email,
    accountId,
    language,
    subject: t.subject(name, grant),
    paragraphs: [grant ? t.granted : t.refused, ...(note ? [{ quote: note }] : []), { link, label: t.open }],
    office: language === 'it' ? office : { ...office, hours: hoursEn },
    objectKind: 'lab',
    objectId: code,
  })
}

/**
 * Answers who asks to keep a lab; a refusal says why.
 * @throws {ConflictError} where it was answered, or somebody keeps the lab by now
 */
export async function decideClaim(
  context: Context,
  keeper: Keeper,
  id: string,
  { grant, note }: { grant: boolean; note: string | null },
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const claim: Waiting | undefined = await trx({ c: 'lab_claim' })
      .join({ l: 'lab' }, 'l.id', 'c.lab_id')
      .join({ a: 'account' }, 'a.id', 'c.account_id')
      .where({ 'c.id': id })
      .first({
        accountId: 'c.account_id',
        partyId: 'c.party_id',
        code: 'l.code',
        name: 'l.name',
        email: trx.raw('CASE WHEN NOT a.demo THEN a.email::text END'),
        language: 'a.language',
      })
    if (!claim) throw new NotFoundError('There is no such request.')
    if (!grant && !note)
      throw new UnprocessableError('A refusal says why.', '/problems/lab-faults', [
        { pointer: '/note', detail: 'reasonMissing' },
      ])
    const lab = await findKeptLab(trx, keeper, claim.code)
    if (grant && lab.partyId) throw taken()
    const decided = await trx('lab_claim')
      .where({ id, state: 'waiting' })
      .update({
        state: grant ? 'granted' : 'refused',
        decided_by: keeper.person.account.id,
        decided_at: trx.raw('clock_timestamp()'),
        note,
      })
    if (decided === 0) throw new ConflictError('This was answered already.', '/problems/lab-claim-decided')
    if (grant) await giveKeeper(trx, keeper, claim)
    await recordEvent(trx, {
      actor: { id: keeper.person.account.id, role: actingRole(keeper.person, 'keepLabs') },
      action: grant ? 'grant' : 'refuse',
      objectKind: 'labClaim',
      objectId: id,
      changes: { note: { class: 'internal', old: null, new: note } },
    })
    await tellClaimant(trx, context, claim, { grant, note })
  })
}

async function giveKeeper(trx: Db, keeper: Keeper, { code, partyId }: Waiting): Promise<void> {
  await trx('lab')
    .where({ code })
    .update({ party_id: partyId, version: trx.raw('version + 1') })
  await recordLab(trx, keeper, code, 'giveKeeper', {
    keeper: { class: 'internal', old: null, new: partyId },
  })
}
