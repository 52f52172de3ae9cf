import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { officeOfPlan } from '../plans/office.ts'
import { type SubmissionLetter, tellSubmitter } from './letters.ts'
import { addressOf } from './sql.ts'

/** What happened to a submission that is told of beside its receipt. */
type Happened = Pick<SubmissionLetter, 'kind' | 'reason' | 'into'>

/** Tells who wrote a submission what became of it, where a letter reaches them, in the transaction of what it tells. */
export async function tellWriter(
  trx: Db,
  context: Pick<Context, 'config'>,
  id: string,
  happened: Happened,
): Promise<void> {
  const { email, accountId, language, ...facts } = await trx({ s: 'submission' })
    .join({ p: 'plan' }, 'p.id', 's.plan_id')
    .leftJoin({ a: 'account' }, 'a.id', 's.account_id')
    .where({ 's.id': id })
    .first({
      id: 's.id',
      number: 's.number',
      plan: 'p.title',
      office: trx.raw(officeOfPlan),
      receivedAt: 's.received_at',
      isLate: 's.is_late',
      contentHash: 's.content_hash',
      email: trx.raw(addressOf),
      accountId: 's.account_id',
      language: trx.raw("coalesce(a.language, 'it')"),
    })
  if (!email) return
  await tellSubmitter(trx, context, { email, accountId, language }, { ...facts, protocol: null, ...happened })
}
