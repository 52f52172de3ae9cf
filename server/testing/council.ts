import type { Db } from '../db/index.ts'

export const councilReason = 'La richiesta contrasta con la quota di servizi dell’articolo 11.'

/** A proposal of the Giunta on a point or a group, with the technical one before it. */
export async function propose(
  db: Db,
  by: string | undefined,
  target: { point_id: number } | { group_id: number },
  outcome = 'rejected',
): Promise<void> {
  for (const [stage, day] of [
    ['technical', '2026-01-10'],
    ['giunta', '2026-02-01'],
  ] as const)
    await db('decision').insert({
      ...target,
      stage,
      outcome,
      reason: councilReason,
      act_number: stage === 'giunta' ? 'DG 12/2026' : null,
      decided_on: day,
      decided_by: by,
    })
}

/** A group of points, on the article they are aimed at. */
export async function insertGroup(
  db: Db,
  {
    planId,
    by,
    points,
    articleId = null,
  }: { planId: number; by: string | undefined; points: number[]; articleId?: number | null },
): Promise<number> {
  const [group] = await db('point_group')
    .insert({ plan_id: planId, title: 'Campagna', made_by: by, article_id: articleId })
    .returning('id')
  await db('point').whereIn('id', points).update({ group_id: group.id })
  return group.id
}
