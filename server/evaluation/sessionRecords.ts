import type { Db } from '../db/index.ts'
import type { Block } from '../documents/blocks.ts'
import { NotFoundError } from '../http/problem.ts'
import type { SessionKind } from './words.ts'

/** The minutes as they were closed. */
export interface Minutes {
  title: string
  issuer: string
  blocks: Block[]
}

export interface StoredSession {
  id: number
  number: number
  kind: SessionKind
  isPublic: boolean
  place: string
  beganAt: Date
  endedAt: Date | null
  present: { name: string; role: string }[]
  note: string | null
  hash: string | null
  content: Minutes | null
}

const columns = {
  id: 's.id',
  number: 's.number',
  kind: 's.kind',
  isPublic: 's.is_public',
  place: 's.place',
  beganAt: 's.began_at',
  endedAt: 's.ended_at',
  present: 's.present',
  note: 's.note',
  hash: 's.content_hash',
  content: 's.content',
}

/** The sessions of a commission, in their order. */
export const readSessions = (db: Db, callId: number): Promise<StoredSession[]> =>
  db({ s: 'commission_session' }).where({ 's.call_id': callId }).orderBy('s.number').select(columns)

/** @throws {NotFoundError} where the call has no such session */
export async function findSession(db: Db, callId: number, id: number): Promise<StoredSession> {
  const session = await db({ s: 'commission_session' })
    .where({ 's.call_id': callId, 's.id': id })
    .first(columns)
  if (!session) throw new NotFoundError('There is no such session.')
  return session
}
