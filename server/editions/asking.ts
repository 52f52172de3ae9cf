import { actingRole } from '../accounts/guard.ts'
import type { Permission } from '../accounts/permissions.ts'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { findPrintedPlan, fingerprintOf, type PrintedPlan, type Wanted } from './reading.ts'
import { readCityEditions } from './settings.ts'
import { isWithdrawn } from './sql.ts'
import type { Edition } from './words.ts'

/** Who may ask for the files of an edition. */
export const editionPermission: Record<Edition, Permission> = {
  public: 'leadPlans',
  council: 'readCouncilEdition',
}

const noPlan = () => new NotFoundError('There is no such plan.')

/** @throws {NotFoundError} where there is none */
export async function planWithCode(db: Db, code: string): Promise<PrintedPlan> {
  const plan = await findPrintedPlan(db, { code })
  if (!plan) throw noPlan()
  return plan
}

interface Asking {
  planId: number
  wanted: Wanted
  askedBy: string
  fingerprint: string
}

/** The job that makes, or has made, the same; undefined where there is none. */
async function findSame(db: Db, { planId, fingerprint }: Asking): Promise<string | undefined> {
  const same = await db({ j: 'register_job' })
    .where({ 'j.plan_id': planId, 'j.fingerprint': fingerprint })
    .whereRaw(`(j.ended_at IS NULL OR (j.sha256 IS NOT NULL AND NOT (${isWithdrawn})))`)
    .orderBy('j.asked_at', 'desc')
    .first('j.id')
  return same?.id
}

/** Puts a job in the queue; undefined where somebody asked for the same at the same time. */
async function insertJob(
  trx: Db,
  { planId, wanted, askedBy, fingerprint }: Asking,
): Promise<string | undefined> {
  const [row] = await trx('register_job')
    .insert({ plan_id: planId, ...wanted, asked_by: askedBy, fingerprint })
    .onConflict(trx.raw('(fingerprint) WHERE ended_at IS NULL'))
    .ignore()
    .returning('id')
  return row?.id
}

/**
 * Asks for a file of the register of a plan: what is there, or being made, from the same is not made again.
 * @returns the job, and whether it is new
 * @throws {NotFoundError} where there is no such plan
 */
export async function askEdition(
  context: Pick<Context, 'db' | 'city' | 'config'>,
  person: Person,
  { code, wanted }: { code: string; wanted: Wanted },
): Promise<{ id: string; isNew: boolean }> {
  const { db, city, config } = context
  const plan = await planWithCode(db, code)
  const reader = wanted.edition === 'council' ? person.account.id : null
  const fingerprint = await fingerprintOf(db, readCityEditions(city), {
    plan,
    wanted,
    reader,
    demo: config.demo,
  })
  const asking: Asking = { planId: plan.id, wanted, askedBy: person.account.id, fingerprint }
  const same = await findSame(db, asking)
  if (same) return { id: same, isNew: false }
  const id = await db.transaction(async (trx) => {
    const made = await insertJob(trx, asking)
    if (made) await recordAsking(trx, person, { id: made, code, wanted })
    return made
  })
  return id ? { id, isNew: true } : askEdition(context, person, { code, wanted })
}

const recordAsking = (
  trx: Db,
  person: Person,
  { id, code, wanted }: { id: string; code: string; wanted: Wanted },
) =>
  recordEvent(trx, {
    actor: { id: person.account.id, role: actingRole(person, editionPermission[wanted.edition]) },
    action: 'askEditionFile',
    objectKind: 'registerFile',
    objectId: id,
    changes: {
      plan: { class: 'internal', old: null, new: code },
      edition: { class: 'internal', old: null, new: wanted.edition },
      format: { class: 'internal', old: null, new: wanted.format },
      sorting: { class: 'internal', old: null, new: wanted.sorting },
    },
  })

/** Asks anew for a public file whose words have changed, in the name of who asked for it first. */
export async function askAgain(
  { db, city, config }: Pick<Context, 'db' | 'city' | 'config'>,
  { planId, wanted, askedBy }: Omit<Asking, 'fingerprint'>,
): Promise<void> {
  const plan = await findPrintedPlan(db, { id: planId })
  if (!plan) return
  const fingerprint = await fingerprintOf(db, readCityEditions(city), {
    plan,
    wanted,
    reader: null,
    demo: config.demo,
  })
  const asking = { planId, wanted, askedBy, fingerprint }
  if (!(await findSame(db, asking))) await insertJob(db, asking)
}
