import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { refuseFor } from '../http/refusals.ts'
import { lockGroup, writeDecision } from '../points/decisions.ts'
import { lockPoint, refuseOwn } from '../points/locking.ts'
import { councilChanges } from './fieldClasses.ts'
import { findPlan } from './queries.ts'
import type { NewVote, Sitting } from './schema.ts'
import { findSitting } from './sittings.ts'
import { findSubject } from './subjects.ts'
import { readProposal, readVotes } from './votes.ts'
import { type VoteGiven, voteRefusalsOf } from './voting.ts'

const trimmedOrNull = (text: string | null | undefined): string | null => text?.trim() || null

const given = (vote: NewVote): VoteGiven => ({
  present: vote.present,
  inFavour: vote.inFavour,
  against: vote.against,
  abstained: vote.abstained,
  left: vote.left.map((name) => name.trim()),
  amendments: trimmedOrNull(vote.amendments),
  outcome: vote.outcome,
  reason: trimmedOrNull(vote.reason),
  replaces: vote.replaces ?? null,
  correction: trimmedOrNull(vote.correction),
})

interface Writing {
  planId: number
  subject: NewVote
  sitting: Sitting
  vote: VoteGiven
  decisionId: number
}

async function writeVote(trx: Db, person: Person, writing: Writing): Promise<void> {
  const { planId, subject, sitting, vote, decisionId } = writing
  const [row] = await trx('council_vote')
    .insert({
      plan_id: planId,
      [`${subject.kind}_id`]: subject.id,
      sitting_id: sitting.id,
      held_on: sitting.heldOn,
      present: vote.present,
      in_favour: vote.inFavour,
      against: vote.against,
      abstained: vote.abstained,
      left_under_78: JSON.stringify(vote.left.map((name) => ({ name }))),
      amendments: vote.amendments,
      replaces_id: vote.replaces,
      correction: vote.replaces === null ? null : vote.correction,
      decision_id: decisionId,
      recorded_by: person.account.id,
    })
    .returning('id')
  const { present, inFavour, against, abstained, left, amendments, outcome, replaces, correction } = vote
  await recordEvent(trx, {
    actor: { id: person.account.id, role: actingRole(person, 'recordVotes') },
    action: 'recordVote',
    objectKind: 'councilVote',
    objectId: String(row.id),
    changes: councilChanges({
      votedOn: [null, `${subject.kind} ${subject.id}`],
      sitting: [null, sitting.id],
      present: [null, present],
      inFavour: [null, inFavour],
      against: [null, against],
      abstained: [null, abstained],
      left: [null, left],
      amendments: [null, amendments],
      outcome: [null, outcome],
      ...(replaces !== null && { replaces: [null, replaces], correction: [null, correction] }),
    }),
  })
}

/**
 * Records the vote of the Council on one point or one group: its figures and the decision it takes, in one
 * transaction. A vote on the same that stood is replaced where this one corrects it.
 * @throws {ConflictError} naming every reason it cannot be recorded
 * @throws {ForbiddenError} where whoever records it wrote one of the points
 */
export async function recordVote(
  { db }: Context,
  person: Person,
  code: string,
  subject: NewVote,
): Promise<void> {
  await db.transaction(async (trx) => {
    const plan = await findPlan(trx, code)
    if (!(await findSubject(trx, plan.id, subject)))
      throw new NotFoundError('There is nothing like this to vote on.')
    const points =
      subject.kind === 'group' ? await lockGroup(trx, subject.id) : [await lockPoint(trx, subject.id)]
    refuseOwn(
      person,
      points.map(({ submitterId }) => submitterId),
    )
    await trx('council_sitting').where({ id: subject.sitting }).forShare().first('id')
    const sitting = await findSitting(trx, plan.id, subject.sitting)
    const vote = given(subject)
    const votes = await readVotes(trx, subject)
    const refusals = voteRefusalsOf(vote, {
      planStatus: points[0]?.planStatus ?? '',
      proposal: await readProposal(trx, subject),
      standing: votes.find(({ stands }) => stands)?.id ?? null,
      councillors: sitting.councillors,
    })
    refuseFor(refusals, '/problems/council-vote', 'The vote cannot be recorded')
    const target = subject.kind === 'group' ? { groupId: subject.id } : { pointId: subject.id }
    const decisionId = await writeDecision(trx, person, points, target, {
      stage: 'council',
      outcome: vote.outcome,
      reason: vote.reason ?? undefined,
      actNumber: sitting.actNumber,
      decidedOn: sitting.heldOn,
    })
    await writeVote(trx, person, { planId: plan.id, subject, sitting, vote, decisionId })
  })
}
