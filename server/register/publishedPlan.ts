import { romeDate } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import type { RegisterPlan } from './schema.ts'

/** The plan of a register, with its id. */
export interface PublishedPlan extends RegisterPlan {
  id: number
}

/**
 * A plan whose register is public.
 * @throws {NotFoundError} where there is none, or its register is not public yet
 */
export async function readPublishedPlan(db: Db, code: string): Promise<PublishedPlan> {
  const plan = code.includes('\0')
    ? undefined
    : await db('plan')
        .where({ code })
        .where('public_from', '<=', db.raw('clock_timestamp()'))
        .where('published_at', '<=', db.raw('clock_timestamp()'))
        .first({
          id: 'id',
          code: 'code',
          title: 'title',
          titleEn: 'title_en',
          example: 'example',
          publishedAt: 'published_at',
          approvedOn: db.raw("to_char(approved_on, 'YYYY-MM-DD')"),
          approvedAct: 'approved_act',
        })
  if (!plan) throw new NotFoundError('There is no such register, or it is not public yet.')
  const { publishedAt, ...rest } = plan
  return { ...rest, publishedOn: romeDate(publishedAt) }
}

/** The plan as it is answered. */
export const shownPlan = ({ id: _id, ...plan }: PublishedPlan): RegisterPlan => plan
