import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'

/** A plan as far as its copies and its publication go. */
export interface RedactedPlan {
  id: number
  code: string
  title: string
  status: string
  version: number
  publicFrom: Date | null
  publishedAt: Date | null
}

/** @throws {NotFoundError} where there is no such plan */
export async function findPlan(db: Db, code: string): Promise<RedactedPlan> {
  const plan: RedactedPlan | undefined = await db('plan').where({ code }).first({
    id: 'id',
    code: 'code',
    title: 'title',
    status: 'status',
    version: 'version',
    publicFrom: 'public_from',
    publishedAt: 'published_at',
  })
  if (!plan) throw new NotFoundError('There is no such plan.')
  return plan
}
