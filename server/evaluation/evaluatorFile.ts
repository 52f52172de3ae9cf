import { classesRead, keepClasses } from '../accounts/fieldAccess.ts'
import type { Person } from '../accounts/queries.ts'
import { contentClasses } from '../allocation/fieldClasses.ts'
import { listFiles } from '../allocation/files.ts'
import { deskTargets, readCompletions } from '../allocation/reading.ts'
import type { RequestContent, Target } from '../allocation/schema.ts'
import type { Db } from '../db/index.ts'
import { benchOf } from './bench.ts'
import { type Evaluation, readEvaluation } from './evaluation.ts'
import { filesOf, isToDo, stateOf } from './evaluatorQueue.ts'
import { readCall } from './locking.ts'
import type { StoredMark } from './marks.ts'
import { placesOf, summaryOf } from './panel.ts'
import type { EvaluationFile, FileItem, LotOfFile, Mark } from './scoringSchema.ts'
import { refusalsOf } from './stages.ts'

const toMark = ({ criterion, lotId, points, purposes, note, revision, givenAt }: StoredMark): Mark => ({
  criterion,
  lotId,
  points,
  purposes,
  note,
  revision,
  givenAt: givenAt.toISOString(),
})

async function readPaper(
  db: Db,
  requestId: string,
): Promise<{ content: RequestContent; targets: Target[]; projects: Record<string, string | null> }> {
  const { rows } = await db.raw<{
    rows: { content: RequestContent; targets: Target[]; projects: Record<string, string | null> | null }[]
  }>(
    `SELECT r.content, ${deskTargets} AS targets,
       (SELECT json_object_agg(rl.lot_id, rl.project) FROM request_lot rl WHERE rl.request_id = r.id) AS projects
     FROM request r WHERE r.id = :requestId`,
    { requestId },
  )
  const [row] = rows
  return { content: row?.content ?? {}, targets: row?.targets ?? [], projects: row?.projects ?? {} }
}

/** Everything for one request on one page, with the way to the one before and after. */
export async function readFileToJudge(
  db: Db,
  person: Person,
  code: string,
  requestId: string,
): Promise<EvaluationFile> {
  const call = await readCall(db, code)
  const evaluation = await readEvaluation(db, call)
  const { seat, request, judging, own } = benchOf(evaluation, person, requestId)
  const paper = await readPaper(db, requestId)
  const files = await listFiles(db, requestId)
  return {
    callCode: call.code,
    callTitle: call.title,
    callTitleEn: call.titleEn,
    requestId,
    number: request.number,
    applicantName: request.applicantName,
    receivedAt: request.receivedAt.toISOString(),
    content: keepClasses(paper.content, contentClasses, classesRead('evaluateRequests')),
    files: files.get(null) ?? [],
    completions: (await readCompletions(db, requestId, files)).filter(({ answeredAt }) => answeredAt),
    lots: lotsOf(evaluation, request.lots, paper),
    version: call.version,
    criteria: call.criteria,
    state: stateOf(evaluation, seat.id, requestId),
    judges: judging.judges.length,
    submitted: judging.submitted.length,
    marks: own.map(toMark),
    ...revealedMarks(evaluation, seat.id, requestId),
    moves: { score: refusalsOf(evaluation.facts, 'score'), revise: refusalsOf(evaluation.facts, 'revise') },
    ...placeOf(filesOf(evaluation, seat), requestId),
  }
}

function lotsOf(
  { lots }: Evaluation,
  asked: readonly { lotId: number }[],
  { targets, projects }: { targets: readonly Target[]; projects: Record<string, string | null> },
): LotOfFile[] {
  return asked.flatMap(({ lotId }) => {
    const lot = lots.find(({ id }) => id === lotId)
    const target = targets.find((one) => one.lotId === lotId)
    if (!lot) return []
    const spaces = (target?.spaces ?? []).map(({ code, name, areaM2 }) => ({ code, name, areaM2 }))
    return [{ ...lot, project: projects[lotId] ?? null, spaces }]
  })
}

/** What the others gave, and how far apart the marks lie: nothing before all have submitted. */
function revealedMarks(
  { call, members, marks, judgings, requests }: Evaluation,
  seatId: number,
  requestId: string,
): Pick<EvaluationFile, 'others' | 'summary'> {
  const judging = judgings.find((one) => one.requestId === requestId)
  if (!judging?.revealed) return { others: null, summary: null }
  const ofRequest = marks.filter((mark) => mark.requestId === requestId)
  const lotIds = requests.find(({ id }) => id === requestId)?.lots.map(({ lotId }) => lotId) ?? []
  return {
    others: members
      .filter(({ id }) => judging.judges.includes(id) && id !== seatId)
      .map(({ id, name, position }) => ({
        name,
        position,
        marks: ofRequest.filter(({ memberId }) => memberId === id).map(toMark),
      })),
    summary: summaryOf(placesOf(call.criteria, lotIds), ofRequest, judging.judges),
  }
}

/** Where a request stands among one's own, and which comes before, after, and next to be done. */
function placeOf(
  items: readonly FileItem[],
  requestId: string,
): Pick<EvaluationFile, 'place' | 'previousId' | 'nextId' | 'nextToDoId'> {
  const at = items.findIndex((item) => item.requestId === requestId)
  const onwards = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))]
  return {
    place: { at: at + 1, of: items.length },
    previousId: items[at - 1]?.requestId ?? null,
    nextId: items[at + 1]?.requestId ?? null,
    nextToDoId: onwards.find(isToDo)?.requestId ?? null,
  }
}
