import type { Db } from '../db/index.ts'
import type { PanelMark } from './panel.ts'

export interface StoredMark extends PanelMark {
  requestId: string
  purposes: string[] | null
  note: string
  revision: number
  givenAt: Date
}

const latest = `
  SELECT DISTINCT ON (s.member_id, s.request_id, s.lot_id, s.criterion)
    s.member_id AS "memberId", s.request_id AS "requestId", s.lot_id AS "lotId", s.criterion,
    s.points::float8 AS points, s.purposes, s.note, s.revision, s.given_at AS "givenAt"
  FROM score s JOIN commission_member m ON m.id = s.member_id
  WHERE m.call_id = :callId AND s.call_version_id = :versionId`
const order = 'ORDER BY s.member_id, s.request_id, s.lot_id, s.criterion, s.revision DESC'

/** Every mark of a call as it stands; only those given by the version of the criteria in force count. */
export async function readMarks(
  db: Db,
  call: { id: number; versionId: number },
  requestId?: string,
): Promise<StoredMark[]> {
  const { rows } = await db.raw<{ rows: StoredMark[] }>(
    `${latest} ${requestId ? 'AND s.request_id = :requestId' : ''} ${order}`,
    { callId: call.id, versionId: call.versionId, ...(requestId && { requestId }) },
  )
  return rows
}

export interface Submission {
  memberId: number
  requestId: string
}

/** Who has submitted which request. */
export const readSubmissions = (db: Db, callId: number): Promise<Submission[]> =>
  db({ s: 'score_submission' })
    .join({ m: 'commission_member' }, 'm.id', 's.member_id')
    .where({ 'm.call_id': callId })
    .select({ memberId: 's.member_id', requestId: 's.request_id' })
