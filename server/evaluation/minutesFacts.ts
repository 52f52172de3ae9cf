import type { Db } from '../db/index.ts'
import { type Evaluation, readEvaluation } from './evaluation.ts'
import type { JudgedCall } from './locking.ts'
import { inOffice } from './members.ts'
import type { MinutesBid, MinutesEvent, MinutesFacts, MinutesMarks } from './minutes.ts'
import { marksAt, placesOf } from './panel.ts'
import { meanPoints } from './points.ts'
import type { StoredSession } from './sessionRecords.ts'

const applicantRoles = ['applicant', 'account']

/** What the log holds of the evaluation and of the decisions on its requests, between two instants. */
async function readEvents(db: Db, call: JudgedCall, from: Date, until: Date): Promise<MinutesEvent[]> {
  const { rows } = await db.raw<{
    rows: (Omit<MinutesEvent, 'values'> & { changes: Changes; number: string | null })[]
  }>(
    `SELECT e.happened_at AS at, e.action, e.changes, r.number,
       CASE WHEN e.actor_role <> ALL (:hidden) THEN a.name END AS actor
     FROM audit_event e
     LEFT JOIN account a ON a.id = e.actor_id
     LEFT JOIN request r ON e.object_kind = 'request' AND r.id::text = e.object_id
     WHERE e.happened_at >= :from AND e.happened_at <= :until
       AND ((e.object_kind = 'evaluation' AND e.object_id = :code)
         OR (e.object_kind = 'request' AND r.call_id = :id AND e.action IN ('admit', 'exclude', 'requestCompletion')))
     ORDER BY e.id`,
    { from, until, code: call.code, id: call.id, hidden: applicantRoles },
  )
  return rows.map(({ changes, number, ...event }) => ({ ...event, values: { number, ...valuesOf(changes) } }))
}

type Changes = Record<string, { new?: unknown; newHash?: string }>

/** The new values that the log holds openly. */
const valuesOf = (changes: Changes): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(changes).flatMap(([field, change]) => ('newHash' in change ? [] : [[field, change.new]])),
  )

/** Marks of the requests that all have submitted, lot by lot. */
function marksOf({ call, lots, requests, judgings, marks, members }: Evaluation): MinutesMarks[] {
  const judges = inOffice(members).map(({ id }) => id)
  return judgings.flatMap(({ requestId, revealed, judges: sitting }) => {
    const request = requests.find(({ id }) => id === requestId)
    if (!request || !revealed) return []
    const own = marks.filter((mark) => mark.requestId === requestId)
    const lotIds = request.lots.map(({ lotId }) => lotId)
    const rows = placesOf(call.criteria, lotIds).map((place) => ({
      criterion: place.criterion,
      lotNumber: lots.find(({ id }) => id === place.lotId)?.number ?? null,
      points: judges.map((id) => (sitting.includes(id) ? (marksAt(own, place, [id])[0] ?? null) : null)),
      mean: meanPoints(marksAt(own, place, sitting)),
    }))
    return [{ number: request.number, rows }]
  })
}

/** Bids opened between two instants, lot by lot. */
async function readBids(db: Db, callId: number, from: Date, until: Date): Promise<MinutesBid[]> {
  return db({ rl: 'request_lot' })
    .join({ r: 'request' }, 'r.id', 'rl.request_id')
    .join({ l: 'lot' }, 'l.id', 'rl.lot_id')
    .where({ 'l.call_id': callId })
    .whereBetween('rl.price_opened_at', [from, until])
    .orderBy(['l.number', 'r.number'])
    .select({
      lotNumber: 'l.number',
      number: 'r.number',
      eurYear: db.raw('rl.price_eur_year::float8'),
      problem: 'rl.price_problem',
    })
}

/** Reads what the minutes of a session are written from. */
export async function readMinutesFacts(
  db: Db,
  call: JudgedCall,
  session: StoredSession,
  until: Date,
): Promise<MinutesFacts> {
  const evaluation = await readEvaluation(db, call)
  const { members, requests, rankings, opening } = evaluation
  const { kind, beganAt } = session
  const ranking = rankings.find(({ state, proposedAt }) => state !== 'none' && proposedAt <= until)
  return {
    ...session,
    callCode: call.code,
    callTitle: call.title,
    criteria: call.criteria,
    commission: inOffice(members).map(({ name, position, actNumber, actDate }) => ({
      name,
      position,
      act: `${actNumber} del ${actDate.split('-').reverse().join('/')}`,
    })),
    received: call.unsealedAt ? requests.map(({ number, receivedAt }) => ({ number, at: receivedAt })) : [],
    events: await readEvents(db, call, beganAt, until),
    judges: inOffice(members).map(({ name }) => name),
    marks: kind === 'technical' ? marksOf(evaluation) : [],
    bids: await readBids(db, call.id, beganAt, until),
    openedBy: opening?.by ?? [],
    ranking: (kind === 'technical' || kind === 'ranking') && ranking ? ranking : null,
  }
}
