import type { Context } from '../context.ts'
import { canonicalHash } from '../db/canonical.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import type { PaperDocument } from '../documents/blocks.ts'
import { ConflictError, UnprocessableError } from '../http/problem.ts'
import type { SessionBegun, SessionClosed } from './deskSchema.ts'
import { type By, type JudgedCall, lockCall, readCall, record, refuseOwnCall } from './locking.ts'
import { minutesBlocks, minutesTitle } from './minutes.ts'
import { readMinutesFacts } from './minutesFacts.ts'
import { findSession, type Minutes, readSessions, type StoredSession } from './sessionRecords.ts'

const wrong = (detail: string, pointer: string) =>
  new UnprocessableError(detail, '/problems/session-time', [{ pointer, detail }])

/** Begins a session: what happens from then on stands in its minutes. */
export async function beginSession(
  context: Context,
  by: By,
  code: string,
  body: SessionBegun,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    await refuseOwnCall(trx, by.person, call)
    const beganAt = new Date(body.beganAt)
    if (beganAt > (await databaseNow(trx))) throw wrong('A session begins now or before.', '/beganAt')
    const sessions = await readSessions(trx, call.id)
    if (sessions.some(({ hash }) => hash === null))
      throw new ConflictError('The session before is still open.', '/problems/session-open')
    const number = sessions.length + 1
    await trx('commission_session').insert({
      call_id: call.id,
      number,
      kind: body.kind,
      is_public: body.isPublic,
      place: body.place.trim(),
      began_at: beganAt,
      present: JSON.stringify(body.present),
      note: body.note?.trim() || null,
      opened_by: by.person.account.id,
    })
    await record(trx, by, 'beginSession', call, { session: [null, number] })
  })
}

async function composeMinutes(
  db: Db,
  { city }: Pick<Context, 'city'>,
  call: JudgedCall,
  session: StoredSession,
  until: Date,
): Promise<Minutes> {
  const facts = await readMinutesFacts(db, call, session, until)
  return { title: minutesTitle(facts), issuer: city.header.owner.it, blocks: minutesBlocks(facts) }
}

/** Closes a session: its minutes are written from the records, hashed and kept as they are. */
export async function closeSession(
  context: Context,
  by: By,
  code: string,
  sessionId: number,
  body: SessionClosed,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const call = await lockCall(trx, code)
    await refuseOwnCall(trx, by.person, call)
    const session = await findSession(trx, call.id, sessionId)
    if (session.hash) throw new ConflictError('These minutes are closed.', '/problems/minutes-closed')
    const endedAt = new Date(body.endedAt)
    if (endedAt <= session.beganAt) throw wrong('A session ends after it began.', '/endedAt')
    if (endedAt > (await databaseNow(trx))) throw wrong('A session ends now or before.', '/endedAt')
    const note = body.note?.trim() || null
    const ended = { ...session, place: body.place.trim(), present: body.present, note, endedAt }
    const minutes = await composeMinutes(trx, context, call, ended, endedAt)
    const hash = canonicalHash(minutes)
    await trx('commission_session')
      .where({ id: sessionId })
      .update({
        place: ended.place,
        present: JSON.stringify(ended.present),
        note,
        ended_at: endedAt,
        content: JSON.stringify(minutes),
        content_hash: hash,
        closed_by: by.person.account.id,
        closed_at: await databaseNow(trx),
      })
    await record(trx, by, 'closeSession', call, {
      session: [null, session.number],
      minutesHash: [null, hash],
    })
  })
}

/** The minutes of a session to print and keep: as they were closed, or a draft of what the records say so far. */
export async function readMinutes(
  context: Context,
  code: string,
  sessionId: number,
): Promise<PaperDocument & { number: number }> {
  const { db, config } = context
  const call = await readCall(db, code)
  const session = await findSession(db, call.id, sessionId)
  const closed = session.content
  const minutes = closed ?? (await composeMinutes(db, context, call, session, await databaseNow(db)))
  return {
    ...minutes,
    title: closed ? minutes.title : `BOZZA. ${minutes.title}`,
    language: 'it',
    demo: config.demo,
    footer: session.hash ? `Impronta SHA-256 del verbale: ${session.hash}` : 'Bozza: seduta non chiusa.',
    number: session.number,
  }
}
