import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { refuseFor } from '../http/refusals.ts'
import { checkVersion } from '../http/version.ts'
import { addressOf } from '../observations/sql.ts'
import { lockPlan, recordPlan } from '../plans/locking.ts'
import { officeOfPlan } from '../plans/office.ts'
import { type Answered, type PublishedPlan, tellAnswered } from './letters.ts'
import { answeredRows, readPublication } from './publication.ts'

/** Whom to tell, in the order in which they wrote. */
const readAnswered = (trx: Db, planId: number): Promise<Answered[]> =>
  answeredRows(trx, planId)
    .orderBy(['s.received_at', 's.id'])
    .select({
      id: 's.id',
      number: 's.number',
      email: trx.raw(addressOf),
      accountId: 's.account_id',
      language: trx.raw("coalesce(a.language, 'it')"),
    })

const readOffice = async (trx: Db, id: number): Promise<PublishedPlan> =>
  trx({ p: 'plan' })
    .where({ 'p.id': id })
    .first({ code: 'p.code', title: 'p.title', office: trx.raw(officeOfPlan) })

/** What was decided is published from now on, and cannot be decided anew. */
const publishSubmissions = (trx: Db, answered: readonly Answered[]) =>
  trx('submission')
    .whereRaw('id = ANY(?::uuid[])', [answered.map(({ id }) => id)])
    .update({
      status: 'published',
      version: trx.raw('version + 1'),
      updated_at: trx.raw('clock_timestamp()'),
    })

/**
 * Publishes the register of a plan, once: from the end of this transaction everybody reads the signed copies of its
 * points, and who wrote reads what was decided; each is told by letter.
 * @throws {ConflictError} naming every reason it cannot be published, or where the plan was changed meanwhile
 */
export async function publishRegister(
  { db, config }: Pick<Context, 'db' | 'config'>,
  person: Person,
  code: string,
  version: number,
): Promise<void> {
  await db.transaction(async (trx) => {
    const plan = await lockPlan(trx, code)
    const { refusals } = await readPublication(trx, code, person.account.id)
    refuseFor(refusals, '/problems/publication-refused', 'The register cannot be published')
    checkVersion(plan, version)
    await trx('plan')
      .where({ id: plan.id })
      .update({ published_at: trx.raw('clock_timestamp()'), version: plan.version + 1 })
    const answered = await readAnswered(trx, plan.id)
    await publishSubmissions(trx, answered)
    await tellAnswered(trx, { config }, await readOffice(trx, plan.id), answered)
    const letters = answered.filter(({ email }) => email !== null).length
    await recordPlan(trx, {
      plan,
      person,
      action: 'publishRegister',
      changes: {
        published: { old: false, new: true },
        submissions: { old: null, new: answered.length },
        letters: { old: null, new: letters },
      },
    })
  })
}
