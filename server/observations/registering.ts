import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import type { LetterOffice } from '../mail/body.ts'
import { officeOfPlan } from '../plans/office.ts'
import { eventChanges } from './fieldClasses.ts'
import { type Addressee, tellSubmitter } from './letters.ts'
import { type GivenProtocol, type ProtocolService, remoteProtocol } from './protocol.ts'

interface Waiting {
  id: string
  number: string
  receivedAt: Date
  isLate: boolean
  contentHash: string
  registry: string
  plan: string
  office: LetterOffice
  email: string | null
  accountId: string | null
  language: 'it' | 'en'
}

const waiting = (db: Db) =>
  db({ s: 'submission' })
    .join({ p: 'plan' }, 'p.id', 's.plan_id')
    .leftJoin({ a: 'account' }, 'a.id', 's.account_id')
    .whereNot('s.status', 'draft')
    .whereNull('s.protocol_number')
    .select({
      id: 's.id',
      number: 's.number',
      receivedAt: 's.received_at',
      isLate: 's.is_late',
      contentHash: 's.content_hash',
      registry: 's.registry',
      plan: 'p.title',
      office: db.raw(officeOfPlan),
      email: db.raw(
        "coalesce(a.email, nullif(s.submitter ->> 'email', ''), nullif(s.submitter ->> 'pec', ''))",
      ),
      accountId: 's.account_id',
      language: db.raw("coalesce(a.language, 'it')"),
    })

const addresseeOf = ({ email, accountId, language }: Waiting): Addressee | null =>
  email ? { email, accountId, language } : null

/** Keeps a number that was given, once, and tells who wrote. */
async function keepProtocol(
  { db, config }: Pick<Context, 'db' | 'config'>,
  submission: Waiting,
  given: GivenProtocol,
): Promise<void> {
  await db.transaction(async (trx) => {
    const changed = await trx('submission')
      .where({ id: submission.id })
      .whereNull('protocol_number')
      .update({
        protocol_year: given.year,
        protocol_number: given.number,
        protocol_at: given.at,
        status: trx.raw("CASE WHEN status = 'submitted' THEN 'registered' ELSE status END"),
        version: trx.raw('version + 1'),
      })
    if (changed === 0) return
    const { registry } = submission
    await recordEvent(trx, {
      actor: { id: null, role: 'program' },
      action: 'register',
      objectKind: 'submission',
      objectId: submission.id,
      changes: eventChanges({ protocol: [null, `${registry} ${given.number}/${given.year}`] }),
    })
    const addressee = addresseeOf(submission)
    if (!addressee) return
    const protocol = { registry, year: given.year, number: given.number }
    await tellSubmitter(trx, { config }, addressee, { ...submission, kind: 'observation.protocol', protocol })
  })
}

const batch = 50

/**
 * Asks the protocol service for the numbers that are still missing, the oldest first, and stops at the first it
 * does not give: the next turn goes on. No transaction is open while it is asked.
 * @returns how many were given
 */
export async function registerWaiting(
  context: Pick<Context, 'db' | 'config'>,
  service: ProtocolService | undefined = context.config.protocol && remoteProtocol(context.config.protocol),
): Promise<number> {
  if (!service) return 0
  const rows: Waiting[] = await waiting(context.db).orderBy(['s.received_at', 's.id']).limit(batch)
  const year = Number(romeDate(await databaseNow(context.db)).slice(0, 4))
  let given = 0
  for (const submission of rows) {
    const { id, number, registry, plan, receivedAt, contentHash } = submission
    const answer = await service.register({
      key: id,
      registry,
      year,
      reference: number,
      subject: plan,
      receivedAt: receivedAt.toISOString(),
      contentHash,
    })
    await keepProtocol(context, submission, answer)
    given += 1
  }
  return given
}
