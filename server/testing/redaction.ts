import { createHash } from 'node:crypto'
import type { Db } from '../db/index.ts'

/** The Council's decision on a point or a group, as it stands; returns its id. */
export async function insertCouncil(
  db: Db,
  on: { point_id: number } | { group_id: number },
  by: string,
  columns: Record<string, unknown> = {},
): Promise<number> {
  const [row] = await db('decision')
    .insert({
      ...on,
      stage: 'council',
      outcome: 'rejected',
      reason: 'La richiesta non è coerente con gli obiettivi del piano adottato.',
      act_number: 'DCC 14',
      decided_on: '2026-10-14',
      decided_by: by,
      ...columns,
    })
    .returning('id')
  return row.id
}

/** Who makes copies and who signs them. */
export interface TwoPeople {
  maker: string
  signer: string
}

const signature = (db: Db, { maker, signer }: TwoPeople) => ({
  redacted_by: maker,
  signed_by: signer,
  signed_at: db.raw('clock_timestamp()'),
})

/** A signed public text of a point: the whole of its words where no other is given. */
export async function insertSignedText(
  db: Db,
  pointId: number,
  people: TwoPeople,
  columns: Record<string, unknown> = {},
): Promise<void> {
  const { text, synthesis } = await db('point').where({ id: pointId }).first('text', 'synthesis')
  await db('public_text').insert({
    point_id: pointId,
    text,
    synthesis: synthesis ?? 'Sintesi della richiesta',
    place: 'exact',
    source_hash: createHash('sha256').update(text).digest('hex'),
    ...signature(db, people),
    ...columns,
  })
}

/** A signed public copy of the reason of a decision. */
export async function insertSignedReply(
  db: Db,
  decisionId: number,
  people: TwoPeople,
  columns: Record<string, unknown> = {},
): Promise<void> {
  const { reason } = await db('decision').where({ id: decisionId }).first('reason')
  await db('public_reply').insert({
    decision_id: decisionId,
    text: reason,
    ...signature(db, people),
    ...columns,
  })
}

/** Approves a plan as a vote would. */
export const approvePlan = (db: Db, planId: number) =>
  db('plan')
    .where({ id: planId })
    .update({
      status: 'approved',
      approved_on: '2026-10-14',
      approved_act: 'DCC 14',
      public_from: db.raw("coalesce(public_from, clock_timestamp() - interval '1 day')"),
    })
