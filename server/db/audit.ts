import { randomBytes } from 'node:crypto'
import { canonicalHash } from './canonical.ts'
import { databaseNow } from './clock.ts'
import type { Db } from './index.ts'

/**
 * Who may know a value: everybody, the office, whom it is about and the office, named officers only.
 * Personal and restricted ones can be erased from the log.
 */
export type FieldClass = 'public' | 'internal' | 'personal' | 'restricted'

export interface Change {
  class: FieldClass
  old: unknown
  new: unknown
}

/** What was and what is, by field. */
export type Changed<Field extends string> = Partial<Record<Field, readonly [before: unknown, after: unknown]>>

/** The changes of an event, each with the class of its field. */
export const classedChanges = <Field extends string>(
  classes: Readonly<Record<Field, FieldClass>>,
  changed: Changed<Field>,
): Event['changes'] =>
  Object.fromEntries(
    (Object.entries(changed) as [Field, readonly [unknown, unknown]][]).map(([field, [before, after]]) => [
      field,
      { class: classes[field], old: before, new: after },
    ]),
  )

export interface Event {
  /** `id` null where the program itself acts. */
  actor: { id: string | null; role: string }
  action: string
  objectKind: string
  objectId: string
  changes: Record<string, Change>
}

interface Secret {
  field: string
  salt: string
  old: unknown
  new: unknown
}

/** What the event keeps of a change: the values, or their salted hashes. */
export type StoredChange =
  | { class: FieldClass; old: unknown; new: unknown }
  | { class: FieldClass; oldHash: string; newHash: string }

/** What the hash of an event is taken over. */
export interface Link {
  happenedAt: string
  actorId: string | null
  actorRole: string
  action: string
  objectKind: string
  objectId: string
  changes: Record<string, StoredChange>
  previousHash: string | null
}

const attemptLimit = 200
const isErasable = ({ class: fieldClass }: { class: FieldClass }) =>
  fieldClass === 'personal' || fieldClass === 'restricted'
/** What stays of a value that can be erased. */
export const saltedHash = (salt: string, value: unknown) => canonicalHash({ salt, value: value ?? null })

function split(changes: Event['changes']): { stored: Link['changes']; secrets: Secret[] } {
  const secrets: Secret[] = []
  const stored = Object.entries(changes).map(([field, change]): [string, StoredChange] => {
    if (!isErasable(change)) return [field, { ...change, old: change.old ?? null, new: change.new ?? null }]
    const salt = randomBytes(16).toString('hex')
    secrets.push({ field, salt, old: change.old, new: change.new })
    const hashes = { oldHash: saltedHash(salt, change.old), newHash: saltedHash(salt, change.new) }
    return [field, { class: change.class, ...hashes }]
  })
  return { stored: Object.fromEntries(stored), secrets }
}

async function lastHash(trx: Db, kind: string, id: string): Promise<string | null> {
  const last = await trx('audit_event')
    .where({ object_kind: kind, object_id: id })
    .orderBy('id', 'desc')
    .first('hash')
  return last?.hash ?? null
}

/** Adds the event after the last of its object; null where another transaction was first. */
async function tryAppend(trx: Db, event: Omit<Link, 'happenedAt' | 'previousHash'>): Promise<string | null> {
  const link: Link = {
    ...event,
    previousHash: await lastHash(trx, event.objectKind, event.objectId),
    happenedAt: (await databaseNow(trx)).toISOString(),
  }
  const [row] = await trx('audit_event')
    .insert({
      happened_at: link.happenedAt,
      actor_id: link.actorId,
      actor_role: link.actorRole,
      action: link.action,
      object_kind: link.objectKind,
      object_id: link.objectId,
      changes: JSON.stringify(link.changes),
      previous_hash: link.previousHash,
      hash: canonicalHash(link),
    })
    .onConflict()
    .ignore()
    .returning('id')
  return row?.id ?? null
}

/**
 * Writes who did what to which object, in the transaction of the change itself.
 *
 * Each event holds the hash of the one before it on the same object. Two transactions that append at
 * once are put in order by the unique index on the previous hash: the second waits, then tries again.
 */
export async function recordEvent(trx: Db, event: Event): Promise<void> {
  const { stored, secrets } = split(event.changes)
  const { actor, action, objectKind, objectId } = event
  const link = { actorId: actor.id, actorRole: actor.role, action, objectKind, objectId, changes: stored }
  for (let attempt = 0; attempt < attemptLimit; attempt += 1) {
    const id = await tryAppend(trx, link)
    if (id !== null) return keepSecrets(trx, id, secrets)
  }
  throw new Error(`no place found in the audit chain of ${objectKind} ${objectId}`)
}

async function keepSecrets(trx: Db, eventId: string, secrets: Secret[]): Promise<void> {
  if (secrets.length === 0) return
  await trx('audit_personal').insert(
    secrets.map(({ field, salt, old, new: changed }) => ({
      event_id: eventId,
      field,
      salt,
      old_value: JSON.stringify(old ?? null),
      new_value: JSON.stringify(changed ?? null),
    })),
  )
}

/** Forgets every personal and restricted value of an object's events, and the salts; returns how many. */
export async function erasePersonal(trx: Db, objectKind: string, objectId: string): Promise<number> {
  return trx('audit_personal')
    .whereIn(
      'event_id',
      trx('audit_event').where({ object_kind: objectKind, object_id: objectId }).select('id'),
    )
    .whereNull('erased_at')
    .update({ salt: null, old_value: null, new_value: null, erased_at: trx.fn.now() })
}
