import type { Person } from '../accounts/queries.ts'
import { findLeadable } from '../calls/locking.ts'
import { actorOf } from '../calls/preparing.ts'
import { instantOf, timeProblem } from '../calls/window.ts'
import { romeWall } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { UnprocessableError } from '../http/problem.ts'
import { lostMinutes, proposeDeadline } from './outageRules.ts'
import type { CallOutages, NewOutage, Outage } from './schema.ts'

/** A silence longer than this, in minutes, is an outage. */
const silenceMinutes = 2

/**
 * Says that the service lives. Where it has been silent for long, the silence is written down as an outage
 * first: it was away, or its database was. Several servers keep one heart.
 */
export async function keepHeartbeat(db: Db): Promise<void> {
  await db.transaction(async (trx) => {
    const now = await databaseNow(trx)
    const last = await trx('service_heartbeat').where({ id: 1 }).forUpdate().first('last_at')
    if (last && now.getTime() - last.last_at.getTime() > silenceMinutes * 60_000)
      await trx('outage').insert({ began_at: last.last_at, ended_at: now, source: 'heartbeat' })
    await trx('service_heartbeat').insert({ id: 1, last_at: now }).onConflict('id').merge()
  })
}

const refuse = (pointer: string, detail: string) => {
  throw new UnprocessableError('The outage cannot have been so.', '/problems/outage', [{ pointer, detail }])
}

/** @throws {UnprocessableError} where a time is none, lies ahead, or the end does not come after the beginning */
function checkTimes({ beganAt, endedAt }: NewOutage, now: Date): void {
  for (const [name, printed] of Object.entries({ beganAt, endedAt })) {
    const problem = timeProblem(printed) ?? (instantOf(printed) > now ? 'ahead' : null)
    if (problem) refuse(`/${name}`, problem)
  }
  if (instantOf(endedAt) <= instantOf(beganAt)) refuse('/endedAt', 'notAfterBeginning')
}

/**
 * Writes down an outage that the heartbeat did not see, such as of the network or of signing in.
 * @throws {UnprocessableError} where its times are not possible
 */
export async function recordOutage({ db }: Context, person: Person, body: NewOutage): Promise<void> {
  await db.transaction(async (trx) => {
    checkTimes(body, await databaseNow(trx))
    const note = body.note.trim()
    const [{ id }] = await trx('outage')
      .insert({
        began_at: instantOf(body.beganAt),
        ended_at: instantOf(body.endedAt),
        source: 'office',
        note,
        recorded_by: person.account.id,
      })
      .returning('id')
    await recordEvent(trx, {
      actor: actorOf(person),
      action: 'recordOutage',
      objectKind: 'outage',
      objectId: String(id),
      changes: {
        beganAt: { class: 'public', old: null, new: body.beganAt },
        endedAt: { class: 'public', old: null, new: body.endedAt },
        note: { class: 'internal', old: null, new: note },
      },
    })
  })
}

async function readOutages(
  db: Db,
  closesAt: Date,
): Promise<(Omit<Outage, 'beganAt' | 'endedAt'> & { beganAt: Date; endedAt: Date })[]> {
  return db({ o: 'outage' })
    .leftJoin({ a: 'account' }, 'a.id', 'o.recorded_by')
    .whereRaw("o.ended_at > ?::timestamptz - interval '24 hours' AND o.began_at < ?::timestamptz", [
      closesAt,
      closesAt,
    ])
    .orderBy(['o.began_at', 'o.id'])
    .select({
      id: 'o.id',
      beganAt: 'o.began_at',
      endedAt: 'o.ended_at',
      source: 'o.source',
      note: 'o.note',
      recordedBy: 'a.name',
    })
}

/**
 * Outages that touch the last day before the deadline of a call, and the deadline they speak for.
 * @throws {NotFoundError} where there is no such call
 */
export async function readCallOutages({ db, city }: Context, code: string): Promise<CallOutages> {
  const { closesAt, unsealedAt } = await findLeadable(db, code)
  const outages = closesAt ? await readOutages(db, closesAt) : []
  const lost = closesAt ? lostMinutes(outages, closesAt) : 0
  return {
    outages: outages.map(({ beganAt, endedAt, ...outage }) => ({
      ...outage,
      beganAt: beganAt.toISOString(),
      endedAt: endedAt.toISOString(),
    })),
    lostMinutes: lost,
    proposedUntil:
      closesAt && lost > 0 && unsealedAt === null
        ? proposeDeadline(romeWall(closesAt), { lost, now: await databaseNow(db), holidays: city.holidays })
        : null,
  }
}
