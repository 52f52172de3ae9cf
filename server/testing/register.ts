import type { Db } from '../db/index.ts'
import { insertPoint, type PlanMade } from './points.ts'

async function accountOf(db: Db, name: string): Promise<string> {
  const email = `${name}@example.org`
  await db('account').insert({ name, email, password_hash: 'none' }).onConflict().ignore()
  return (await db('account').where({ email }).first('id')).id
}

/** Two people of the office: one makes public copies, the other signs them. */
export async function insertSigners(db: Db): Promise<{ maker: string; signer: string }> {
  return { maker: await accountOf(db, 'copies'), signer: await accountOf(db, 'signs') }
}

/** A public copy of a point as it stands now: made by one person, signed by another unless it says otherwise. */
export async function insertPublicText(
  db: Db,
  pointId: number,
  given: Record<string, unknown> = {},
): Promise<void> {
  const { maker, signer } = await insertSigners(db)
  await db('public_text').insert({
    point_id: pointId,
    text: 'Si chiede [omissis].',
    synthesis: 'Una sintesi.',
    source_hash: db.raw('(SELECT words_hash FROM point WHERE id = ?)', [pointId]),
    redacted_by: maker,
    signed_by: signer,
    signed_at: db.fn.now(),
    ...given,
  })
}

export interface Vote {
  outcome?: string
  reason?: string | null
  /** The signed public copy of the reason; null: there is none. */
  reply?: string | null
}

/** The vote of the Council on a point or a group, with the public copy of its reason. */
export async function insertVote(
  db: Db,
  on: { point_id: number } | { group_id: number },
  { outcome = 'accepted', reason = null, reply = reason }: Vote = {},
): Promise<void> {
  const { maker, signer } = await insertSigners(db)
  const [decision] = await db('decision')
    .insert({
      ...on,
      stage: 'council',
      outcome,
      reason,
      act_number: '34/2026',
      decided_on: '2026-10-14',
      decided_by: maker,
    })
    .returning('id')
  if (reply === null) return
  await db('public_reply').insert({
    decision_id: decision.id,
    text: reply,
    redacted_by: maker,
    signed_by: signer,
    signed_at: db.fn.now(),
  })
}

/** A point of a register: decided by the Council, with its signed public copy. */
export async function insertRegisterPoint(
  db: Db,
  plan: PlanMade,
  given: {
    text?: string
    point?: Record<string, unknown>
    submission?: Record<string, unknown>
    copy?: Record<string, unknown>
    vote?: Vote
  } = {},
): Promise<number> {
  const { text = 'Io, Anna Verdi, chiedo.', point, submission, copy, vote } = given
  const id = await insertPoint(db, plan, text, point, submission)
  if (!point?.group_id) await insertVote(db, { point_id: id }, vote)
  await insertPublicText(db, id, copy)
  return id
}

/** Approves a plan and publishes its register: what the database refuses while something is missing. */
export async function publishRegister(db: Db, planId: number): Promise<void> {
  await db('plan')
    .where({ id: planId })
    .update({
      status: 'approved',
      approved_on: '2026-10-14',
      approved_act: '34/2026',
      public_from: db.raw("clock_timestamp() - interval '1 day'"),
    })
  await db('plan').where({ id: planId }).update({ published_at: db.fn.now() })
}
