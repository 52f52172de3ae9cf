import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, ForbiddenError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { publicLink } from '../mail/body.ts'
import { type Letter, queueLetter } from '../mail/outbox.ts'
import { accountChanges } from './fieldClasses.ts'
import type { Person } from './queries.ts'
import { isPersonalFiscalCode, normalizeCode } from './rules.ts'
import type { FiscalCodeCheck, Language } from './schema.ts'

/** The code as it is stored, where it is that of a person. */
function readCode(text: string): string {
  const fiscalCode = normalizeCode(text)
  if (isPersonalFiscalCode(fiscalCode)) return fiscalCode
  throw new UnprocessableError('This is not the codice fiscale of a person.', '/problems/fiscal-code', [
    { pointer: '/fiscalCode', detail: 'is not a valid codice fiscale' },
  ])
}

interface Checked {
  name: string
  email: string | null
  language: Language
  old: string | null
}

async function lockAccount(trx: Db, accountId: string): Promise<Checked> {
  const account = await trx('account')
    .where({ id: accountId, demo: false })
    .whereNull('erased_at')
    .forUpdate()
    .first({ name: 'name', email: 'email', language: 'language', old: 'fiscal_code' })
  if (!account) throw new NotFoundError('There is no such account.')
  return account
}

async function refuseTaken(trx: Db, accountId: string, fiscalCode: string): Promise<void> {
  const other = await trx('account')
    .where({ fiscal_code: fiscalCode })
    .whereNot({ id: accountId })
    .first('id')
  if (!other) return
  throw new ConflictError('Another account has this codice fiscale.', '/problems/fiscal-code-taken')
}

/** What an identity provider has proved no administrator writes over: it would hand the account to another. */
async function refuseLinked(trx: Db, accountId: string): Promise<void> {
  const identity = await trx('account_identity').where({ account_id: accountId }).first('account_id')
  if (!identity) return
  throw new ConflictError(
    'The codice fiscale of this account comes from the identity provider.',
    '/problems/fiscal-code-linked',
  )
}

/**
 * Records that the office has read a person's codice fiscale on an identity document. From then on a
 * sign-in by SPID or CIE with this code opens the same account, as the person is told by letter.
 * @throws {UnprocessableError} where it is not the code of a person
 * @throws {ConflictError} where another account has it, or SPID or CIE have opened this one
 * @throws {ForbiddenError} for one's own account: nobody checks their own document
 */
export async function verifyFiscalCode(
  { db, config }: Context,
  officer: Person,
  accountId: string,
  { fiscalCode: text, note }: FiscalCodeCheck,
): Promise<void> {
  const fiscalCode = readCode(text)
  if (officer.account.id === accountId) {
    throw new ForbiddenError('Nobody checks their own identity document.', '/problems/own-fiscal-code')
  }
  await db.transaction(async (trx) => {
    const account = await lockAccount(trx, accountId)
    await refuseLinked(trx, accountId)
    await refuseTaken(trx, accountId, fiscalCode)
    const verifiedAt = trx.raw('clock_timestamp()')
    await trx('account')
      .where({ id: accountId })
      .update({ fiscal_code: fiscalCode, fiscal_code_verified_at: verifiedAt })
    await recordEvent(trx, {
      actor: { id: officer.account.id, role: 'administrator' },
      action: 'verifyFiscalCode',
      objectKind: 'account',
      objectId: accountId,
      changes: accountChanges({ fiscalCode: [account.old, fiscalCode], note: [null, note] }),
    })
    if (account.email) await queueLetter(trx, letterOf(config, accountId, account, account.email))
  })
}

const wordings: Record<Language, { subject: string; told: string; label: string }> = {
  it: {
    subject: 'Spazi: il tuo codice fiscale è stato verificato',
    told: 'L’ufficio ha verificato il tuo codice fiscale su un documento d’identità: da ora, se entri con SPID o CIE, trovi questo stesso accesso. Se non hai mostrato un documento all’ufficio, avvisalo subito.',
    label: 'Il tuo accesso',
  },
  en: {
    subject: 'Spazi: your codice fiscale has been checked',
    told: 'The office has checked your codice fiscale on an identity document: from now on signing in with SPID or CIE opens this same account. If you have shown no document to the office, tell it at once.',
    label: 'Your account',
  },
}

function letterOf(config: Config, accountId: string, { language }: Checked, email: string): Letter {
  const { subject, told, label } = wordings[language]
  return {
    kind: 'fiscalCodeVerified',
    recipient: email,
    accountId,
    language,
    subject,
    paragraphs: [told, { link: publicLink(config, '/account'), label }],
  }
}
