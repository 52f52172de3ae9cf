import type { Person } from '../accounts/queries.ts'
import type { Db } from '../db/index.ts'
import { openedAddress, recordOpening } from './openings.ts'
import { findPlan } from './queries.ts'
import type { SubjectQuery, VoteList, VoteQuery, VoteSubject } from './schema.ts'
import { listSubjects } from './subjects.ts'
import { readVoteSubject, type SubjectOf } from './votes.ts'

/**
 * The order of voting as somebody opens it: the first words of points may name who wrote them, so that it is logged
 * like the edition.
 * @throws {NotFoundError} where there is no such plan
 */
export const openVotes = (db: Db, person: Person, code: string, query: VoteQuery): Promise<VoteList> =>
  db.transaction(async (trx) => {
    const plan = await findPlan(trx, code)
    await recordOpening(trx, person, { plan, what: openedAddress('votes', query) })
    return listSubjects(trx, plan.id, query)
  })

/**
 * One thing to vote on as somebody opens it, with the names councillors share with who wrote; logged like the edition.
 * @throws {NotFoundError} where the plan has no such thing to vote on
 */
export const openSubject = (
  db: Db,
  person: Person,
  { code, ...of }: SubjectOf & { code: string },
  query: SubjectQuery,
): Promise<VoteSubject> =>
  db.transaction(async (trx) => {
    const plan = await findPlan(trx, code)
    await recordOpening(trx, person, { plan, what: openedAddress(`votes/${of.kind}/${of.id}`, query) })
    return readVoteSubject(trx, plan.id, of, query)
  })
