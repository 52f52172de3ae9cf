import { type Link, type StoredChange, saltedHash } from './audit.ts'
import { canonicalHash } from './canonical.ts'
import type { Db } from './index.ts'

/** An event as it is stored; `id` is a bigint in decimal. */
export interface EventRow {
  id: string
  happenedAt: Date
  actorId: string | null
  actorRole: string
  action: string
  objectKind: string
  objectId: string
  changes: Record<string, StoredChange>
  previousHash: string | null
  hash: string
}

export const eventColumns = {
  id: 'e.id',
  happenedAt: 'e.happened_at',
  actorId: 'e.actor_id',
  actorRole: 'e.actor_role',
  action: 'e.action',
  objectKind: 'e.object_kind',
  objectId: 'e.object_id',
  changes: 'e.changes',
  previousHash: 'e.previous_hash',
  hash: 'e.hash',
}

/** A value that can be erased; salt and values are null once it is. */
export interface ErasableValue {
  eventId: string
  field: string
  salt: string | null
  old: unknown
  new: unknown
}

/** The erasable values of events, those erased included. */
export async function readErasable(db: Db, eventIds: readonly string[]): Promise<ErasableValue[]> {
  return db('audit_personal')
    .whereIn('event_id', eventIds)
    .select({ eventId: 'event_id', field: 'field', salt: 'salt', old: 'old_value', new: 'new_value' })
}

/** What is wrong with an event, the first that is found. */
export type EventFault = 'unlinked' | 'changed' | 'valueChanged' | 'valueMissing'

export interface ObjectKey {
  objectKind: string
  objectId: string
}

/** An event with what stood before it on the same object, and whether it is as it was recorded. */
export interface CheckedEvent {
  event: EventRow
  fault: EventFault | null
}

const batchSize = 500

async function* eventBatches(db: Db, only: ObjectKey | undefined): AsyncGenerator<EventRow[]> {
  let last: EventRow | undefined
  do {
    const query = db({ e: 'audit_event' }).orderBy(['e.object_kind', 'e.object_id', 'e.id']).limit(batchSize)
    if (only) query.where({ 'e.object_kind': only.objectKind, 'e.object_id': only.objectId })
    if (last) {
      const { objectKind, objectId, id } = last
      query.whereRaw('(e.object_kind, e.object_id, e.id) > (?, ?, ?)', [objectKind, objectId, id])
    }
    const rows: EventRow[] = await query.select(eventColumns)
    yield rows
    last = rows.length === batchSize ? rows.at(-1) : undefined
  } while (last)
}

/**
 * Goes along every chain, or that of one object, some hundred events in memory at a time: object by object,
 * each from its first event on.
 */
export async function* checkChains(db: Db, only?: ObjectKey): AsyncGenerator<CheckedEvent> {
  let previous: EventRow | undefined
  for await (const events of eventBatches(db, only)) {
    const values = await readErasable(
      db,
      events.map(({ id }) => id),
    )
    const ofEvent = new Map<string, ErasableValue[]>(events.map(({ id }) => [id, []]))
    for (const value of values) ofEvent.get(value.eventId)?.push(value)
    for (const event of events) {
      yield { event, fault: faultOf(event, previous, ofEvent.get(event.id) ?? []) }
      previous = event
    }
  }
}

function faultOf(
  event: EventRow,
  previous: EventRow | undefined,
  values: ErasableValue[],
): EventFault | null {
  const isNext = previous?.objectKind === event.objectKind && previous.objectId === event.objectId
  if (event.previousHash !== (isNext ? previous.hash : null)) return 'unlinked'
  if (event.hash !== canonicalHash(linkOf(event))) return 'changed'
  const hashed = Object.entries(event.changes).filter(([, change]) => 'oldHash' in change)
  if (hashed.some(([field]) => !values.some((value) => value.field === field))) return 'valueMissing'
  return values.every((value) => valueMatches(event, value)) ? null : 'valueChanged'
}

const linkOf = ({ id: _, hash: __, happenedAt, ...event }: EventRow): Link => ({
  ...event,
  happenedAt: happenedAt.toISOString(),
})

function valueMatches({ changes }: EventRow, { field, salt, old, new: changed }: ErasableValue): boolean {
  const change = changes[field]
  if (!change || !('oldHash' in change)) return false
  if (salt === null) return true
  return saltedHash(salt, old) === change.oldHash && saltedHash(salt, changed) === change.newHash
}

export interface ChainCheck {
  valid: boolean
  events: number
  /** Id of the first event that does not fit. */
  brokenAt: string | null
  fault: EventFault | null
}

/** Recomputes the chain of one object, and the salted hashes of the values not erased. */
export async function verifyChain(db: Db, objectKind: string, objectId: string): Promise<ChainCheck> {
  let events = 0
  let broken: CheckedEvent | undefined
  for await (const checked of checkChains(db, { objectKind, objectId })) {
    events += 1
    if (checked.fault) broken ??= checked
  }
  return { valid: !broken, events, brokenAt: broken?.event.id ?? null, fault: broken?.fault ?? null }
}
