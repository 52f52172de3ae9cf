import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ForbiddenError, UnprocessableError } from '../http/problem.ts'
import type { ProviderConfig } from '../providerConfig.ts'
import { accountChanges } from './fieldClasses.ts'
import { type Claims, isLowLevel, readFiscalNumber, readMethod, readNameAndEmail } from './providerClaims.ts'
import type { ProviderMethod } from './schema.ts'

/** Somebody as the provider knows them. */
interface Identity {
  issuer: string
  subject: string
  method: ProviderMethod
  fiscalCode: string
}

interface AccountRow {
  id: string
  fiscalCode: string | null
  disabledAt: Date | null
}
const accountColumns = { id: 'a.id', fiscalCode: 'a.fiscal_code', disabledAt: 'a.disabled_at' }

/**
 * What the claims prove.
 * @throws {UnprocessableError} where they hold no fiscal number of a person, or do not tell by which method
 */
function readIdentity(claims: Claims, provider: ProviderConfig): Identity {
  const fiscalCode = readFiscalNumber(claims, provider)
  if (!fiscalCode) {
    throw new UnprocessableError(
      'The provider gave no valid fiscal number.',
      '/problems/provider-fiscal-number',
    )
  }
  const method = readMethod(claims, provider)
  if (!method) {
    throw new UnprocessableError('The provider does not tell how you signed in.', '/problems/provider-method')
  }
  if (isLowLevel(claims, provider)) {
    throw new UnprocessableError('Level 1 is not enough.', '/problems/provider-level')
  }
  return { issuer: String(claims.iss), subject: String(claims.sub), method, fiscalCode }
}

async function findByIdentity(trx: Db, { issuer, subject }: Identity): Promise<AccountRow | undefined> {
  return trx({ a: 'account' })
    .join({ i: 'account_identity' }, 'i.account_id', 'a.id')
    .where({ 'i.issuer': issuer, 'i.subject': subject })
    .first(accountColumns)
}

/** Held until the end: an officer may be writing another code on the account at this moment. */
async function findByFiscalCode(trx: Db, fiscalCode: string): Promise<AccountRow | undefined> {
  return trx({ a: 'account' }).where({ 'a.fiscal_code': fiscalCode }).forNoKeyUpdate().first(accountColumns)
}

const byProvider = (accountId: string | null) => ({ id: accountId, role: 'identityProvider' })

async function link(trx: Db, accountId: string, { issuer, subject, method }: Identity): Promise<void> {
  await trx('account_identity').insert({ account_id: accountId, issuer, subject, method })
  await recordEvent(trx, {
    actor: byProvider(accountId),
    action: 'linkIdentity',
    objectKind: 'account',
    objectId: accountId,
    changes: accountChanges({ method: [null, method], issuer: [null, issuer], subject: [null, subject] }),
  })
}

/** Makes an account of the person, without a password; null where one with their code is made at this moment. */
async function create(trx: Db, identity: Identity, claims: Claims): Promise<AccountRow | null> {
  const { name, email } = readNameAndEmail(claims)
  if (!name) throw new UnprocessableError('The provider gave no name.', '/problems/provider-name')
  const { fiscalCode, method } = identity
  const [row] = await trx('account')
    .insert({
      name,
      email,
      fiscal_code: fiscalCode,
      fiscal_code_verified_at: trx.raw('clock_timestamp()'),
    })
    .onConflict('fiscal_code')
    .ignore()
    .returning('id')
  if (!row) return null
  await trx('account_role').insert({ account_id: row.id, role: 'applicant' })
  await recordEvent(trx, {
    actor: byProvider(null),
    action: 'create',
    objectKind: 'account',
    objectId: row.id,
    changes: accountChanges({
      name: [null, name],
      email: [null, email],
      fiscalCode: [null, fiscalCode],
      identifiedBy: [null, method],
      role: [null, 'applicant'],
    }),
  })
  return { id: row.id, fiscalCode, disabledAt: null }
}

/** The account with the person's verified code, linked to their identity; a new one where there is none. */
async function linkOrCreate(trx: Db, identity: Identity, claims: Claims): Promise<AccountRow> {
  const account =
    (await findByFiscalCode(trx, identity.fiscalCode)) ??
    (await create(trx, identity, claims)) ??
    (await findByFiscalCode(trx, identity.fiscalCode))
  if (!account) throw new Error('the account with this fiscal code went while it was looked for')
  if (!account.disabledAt) await link(trx, account.id, identity)
  return account
}

/**
 * The account of the person the provider has identified: the one linked to them before, else the one whose
 * verified codice fiscale is theirs, else a new one. An e-mail address, or a code that nobody has verified,
 * never leads to an account. Name and address are taken at creation alone: what the person corrects here
 * afterwards (a new address, the name they go by) is not written over by what the provider still has.
 * @throws {UnprocessableError} where the claims do not say enough
 * @throws {ForbiddenError} where the account is disabled, or linked under another codice fiscale
 */
export async function identify(
  db: Db,
  claims: Claims,
  provider: ProviderConfig,
): Promise<{ accountId: string; method: ProviderMethod }> {
  const identity = readIdentity(claims, provider)
  const { issuer, subject, method } = identity
  return db.transaction(async (trx) => {
    const account = (await findByIdentity(trx, identity)) ?? (await linkOrCreate(trx, identity, claims))
    if (account.disabledAt) throw new ForbiddenError('This account is closed.', '/problems/account-disabled')
    if (account.fiscalCode !== identity.fiscalCode) {
      throw new ForbiddenError('The fiscal number has changed.', '/problems/provider-other-fiscal-number')
    }
    await trx('account_identity')
      .where({ issuer, subject })
      .update({ method, last_used_at: trx.raw('clock_timestamp()') })
    return { accountId: account.id, method }
  })
}
