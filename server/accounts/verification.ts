import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import type { Person } from './queries.ts'
import { isPersonalFiscalCode, normalizeCode } from './rules.ts'
import type { FiscalCodeCheck, VerifiedFiscalCode } from './schema.ts'

/**
 * Records that the office has read a person's codice fiscale on an identity document. From then on a
 * sign-in by SPID or CIE with this code opens the same account.
 * @throws {UnprocessableError} where it is not the code of a person
 * @throws {ConflictError} where another account has it
 */
export async function verifyFiscalCode(
  db: Db,
  officer: Person,
  accountId: string,
  check: FiscalCodeCheck,
): Promise<VerifiedFiscalCode> {
  const fiscalCode = normalizeCode(check.fiscalCode)
  if (!isPersonalFiscalCode(fiscalCode)) {
    throw new UnprocessableError('This is not the codice fiscale of a person.', '/problems/fiscal-code', [
      { pointer: '/fiscalCode', detail: 'is not a valid codice fiscale' },
    ])
  }
  return db.transaction(async (trx) => {
    const account = await trx('account')
      .where({ id: accountId, demo: false })
      .whereNull('erased_at')
      .forUpdate()
      .first({ old: 'fiscal_code' })
    if (!account) throw new NotFoundError('There is no such account.')
    const other = await trx('account')
      .where({ fiscal_code: fiscalCode })
      .whereNot({ id: accountId })
      .first('id')
    if (other) {
      throw new ConflictError('Another account has this codice fiscale.', '/problems/fiscal-code-taken')
    }
    const [row] = await trx('account')
      .where({ id: accountId })
      .update({ fiscal_code: fiscalCode, fiscal_code_verified_at: trx.raw('clock_timestamp()') })
      .returning('fiscal_code_verified_at AS verifiedAt')
    await recordEvent(trx, {
      actor: { id: officer.account.id, role: 'administrator' },
      action: 'verifyFiscalCode',
      objectKind: 'account',
      objectId: accountId,
      changes: {
        fiscalCode: { class: 'personal', old: account.old, new: fiscalCode },
        note: { class: 'personal', old: null, new: check.note },
      },
    })
    return { fiscalCode, verifiedAt: row.verifiedAt.toISOString() }
  })
}
