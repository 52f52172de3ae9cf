import type { RequestStatus } from '../allocation/schema.ts'
import type { Db } from '../db/index.ts'
import type { DeskEvaluation, DrawView, ProgressRow, RankingView, SessionView } from './deskSchema.ts'
import { type Evaluation, readEvaluation } from './evaluation.ts'
import { type By, readCall } from './locking.ts'
import { inOffice } from './members.ts'
import { placesOf, summaryOf } from './panel.ts'
import { readSessions, type StoredSession } from './sessionRecords.ts'
import { signsRankings } from './signing.ts'
import { refusedMoves, stageOf } from './stages.ts'
import type { StoredDraw, StoredRanking } from './steps.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

const counted = <Value extends string>(values: readonly Value[]): { value: Value; count: number }[] =>
  [...new Set(values)].sort().map((value) => ({ value, count: values.filter((one) => one === value).length }))

/** How many requests there are is all that is told before they are opened. */
function formalOf({ call, requests: all }: Evaluation): DeskEvaluation['formal'] {
  const requests = all.filter(({ status }) => status !== 'withdrawn')
  if (!call.unsealedAt) return { received: requests.length, statuses: [], exclusions: [] }
  const excluded = requests.filter(({ status }) => status === 'excluded')
  return {
    received: requests.length,
    statuses: counted<RequestStatus>(requests.map(({ status }) => status)),
    exclusions: counted(excluded.map(({ reasonCode }) => reasonCode ?? '')).map(({ value, count }) => ({
      code: value,
      count,
    })),
  }
}

function progressOf({ call, requests, judgings, conflicts, marks }: Evaluation): ProgressRow[] {
  return judgings.flatMap(({ requestId, judges, submitted, revealed }): ProgressRow[] => {
    const request = requests.find(({ id }) => id === requestId)
    if (!request) return []
    const lotIds = request.lots.map(({ lotId }) => lotId)
    const own = marks.filter((mark) => mark.requestId === requestId)
    const [widest] = revealed
      ? summaryOf(placesOf(call.criteria, lotIds), own, judges).sort((a, b) => b.spread - a.spread)
      : []
    return [
      {
        requestId,
        number: request.number,
        applicantName: request.applicantName,
        status: request.status,
        submitted,
        waiting: judges.filter((id) => !submitted.includes(id)),
        conflicts: conflicts
          .filter((conflict) => conflict.requestId === requestId)
          .map(({ memberId, source }) => ({ memberId, source })),
        revealed,
        widest: widest ? { criterion: widest.criterion, spread: widest.spread } : null,
      },
    ]
  })
}

const rankingView = (ranking: StoredRanking, accountId: string): RankingView => {
  const { proposedById, ...view } = ranking
  return {
    ...view,
    isMine: proposedById === accountId,
    proposedAt: ranking.proposedAt.toISOString(),
    signedAt: iso(ranking.signedAt),
    publishedAt: iso(ranking.publishedAt),
    reviewUntil: iso(ranking.reviewUntil),
    droppedAt: iso(ranking.droppedAt),
  }
}

/** A draw as everybody may read it. */
export function drawView(
  draw: StoredDraw,
  lots: readonly { id: number; number: number; title: string }[],
): DrawView {
  const lot = lots.find(({ id }) => id === draw.lotId)
  const { id, numbers, listHash, seedRule, seed, seedSource, tickets } = draw
  return {
    id,
    lotNumber: lot?.number ?? 0,
    lotTitle: lot?.title ?? '',
    numbers,
    listHash,
    seedRule,
    seedDueAt: draw.seedDueAt.toISOString(),
    frozenAt: draw.frozenAt.toISOString(),
    seed,
    seedSource,
    seedAt: iso(draw.seedAt),
    tickets,
  }
}

const sessionView = ({ content: _, ...session }: StoredSession): SessionView => ({
  ...session,
  beganAt: session.beganAt.toISOString(),
  endedAt: iso(session.endedAt),
})

/** Ties, rounds and draws with numbers in place of ids. */
function tieViews({
  ties,
  rounds,
  draws,
  lots,
  requests,
}: Evaluation): Pick<DeskEvaluation, 'ties' | 'rounds' | 'draws'> {
  const numbersOf = (ids: readonly string[]) =>
    requests.filter(({ id }) => ids.includes(id)).map(({ number }) => number)
  const lotNumber = (lotId: number) => lots.find(({ id }) => id === lotId)?.number ?? 0
  return {
    ties: ties.map(({ lotId, requestIds, step, underWay }) => ({
      lotId,
      lotNumber: lotNumber(lotId),
      numbers: numbersOf(requestIds),
      step,
      underWay,
    })),
    rounds: rounds.map(({ id, lotId, requestIds, askedAt, dueAt, offers, state }) => ({
      id,
      lotNumber: lotNumber(lotId),
      numbers: numbersOf(requestIds),
      askedAt: askedAt.toISOString(),
      dueAt: dueAt.toISOString(),
      offers: state === 'running' ? 0 : offers,
      state,
    })),
    draws: draws.map((draw) => drawView(draw, lots)),
  }
}

/** The evaluation of a call as the office sees it. Marks stand in it only of requests that all have submitted. */
export async function readDeskEvaluation(db: Db, by: By, code: string): Promise<DeskEvaluation> {
  const call = await readCall(db, code)
  const evaluation = await readEvaluation(db, call)
  const { facts, members, rankings, reviews, opening, bidsToOpen, lots } = evaluation
  const mustDeclare = inOffice(members).some(
    ({ accountId, declaredAt }) => accountId === by.person.account.id && declaredAt === null,
  )
  const mayPreview =
    facts.technical === 'signed' && !(facts.hasPrice && !facts.bidsOpened && facts.bidsToOpen > 0)
  return {
    code: call.code,
    title: call.title,
    titleEn: call.titleEn,
    status: call.status,
    closesAt: iso(call.closesAt),
    unsealedAt: iso(call.unsealedAt),
    reviewDays: call.reviewDays,
    caseOfficer: call.caseOfficer,
    maySign: signsRankings(by.person),
    version: call.version,
    criteriaHash: call.criteriaHash,
    criteria: call.criteria,
    stage: stageOf(facts),
    moves: refusedMoves(facts),
    commission: members.map((member) => ({
      id: member.id,
      name: member.name,
      position: member.position,
      actNumber: member.actNumber,
      actDate: member.actDate,
      declaredAt: iso(member.declaredAt),
      relations: member.relations.length,
      replacedAt: iso(member.replacedAt),
      replacedReason: member.replacedReason,
    })),
    formal: formalOf(evaluation),
    due: facts.due,
    given: facts.given,
    progress: call.unsealedAt && !mustDeclare ? progressOf(evaluation) : [],
    opening: { bids: bidsToOpen.length, openedAt: iso(opening?.openedAt ?? null), by: opening?.by ?? [] },
    lots: lots.map(({ id, number, title }) => ({ id, number, title })),
    ...tieViews(evaluation),
    preview: mayPreview ? evaluation.ranking : null,
    rankings: rankings.map((ranking) => rankingView(ranking, by.person.account.id)),
    reviews: reviews.map(({ rankingId: _, receivedAt, answeredAt, ...review }) => ({
      ...review,
      receivedAt: receivedAt.toISOString(),
      answeredAt: iso(answeredAt),
    })),
    sessions: (await readSessions(db, call.id)).map(sessionView),
  }
}
