import { keepClasses } from '../accounts/fieldAccess.ts'
import { sealed } from '../allocation/sealing.ts'
import type { FieldClass, StoredChange } from '../db/audit.ts'
import { type ErasableValue, type EventRow, readErasable } from '../db/auditChain.ts'
import type { Db } from '../db/index.ts'
import { dataClasses } from '../parties/fieldClasses.ts'
import type { AuditChange, AuditEvent } from './schema.ts'

/** What somebody who reads events may see of them. */
export interface Reader {
  classes: readonly FieldClass[]
  /** The events are about the reader's own things: who did them is named, and nothing of them is sealed. */
  isOwner?: boolean
  /** Fields that are not for the reader, whatever their class. */
  withheld?: readonly string[]
}

interface RequestFacts {
  number: string | null
  isSealed: boolean
}

/** What the events need that lies elsewhere: read once for all of them. */
interface Around {
  requests: Map<string, RequestFacts>
  names: Map<string, string>
  values: Map<string, ErasableValue>
}

const key = (eventId: string, field: string) => `${eventId} ${field}`
const uuid = /^[0-9a-f-]{36}$/

async function readRequests(db: Db, rows: readonly EventRow[]): Promise<Around['requests']> {
  const ids = rows.flatMap(({ objectKind, objectId }) =>
    objectKind === 'request' && uuid.test(objectId) ? [objectId] : [],
  )
  const requests: (RequestFacts & { id: string })[] = await db({ r: 'request' })
    .leftJoin({ c: 'call' }, 'c.id', 'r.call_id')
    .whereIn('r.id', [...new Set(ids)])
    .select({ id: 'r.id', number: 'r.number', isSealed: db.raw(sealed) })
  return new Map(requests.map(({ id, ...facts }) => [id, facts]))
}

/** Whose ids stand in events: who did it, and in whose charge the city put something. */
const accountsIn = ({ actorId, changes: { assignedTo } }: EventRow): string[] =>
  [actorId, ...(assignedTo && 'old' in assignedTo ? [assignedTo.old, assignedTo.new] : [])].filter(
    (id): id is string => typeof id === 'string',
  )

async function readAround(db: Db, rows: readonly EventRow[]): Promise<Around> {
  const accounts = [...new Set(rows.flatMap(accountsIn))]
  const named: { id: string; name: string }[] = await db('account')
    .whereIn('id', accounts)
    .select('id', 'name')
  const values = await readErasable(
    db,
    rows.map(({ id }) => id),
  )
  return {
    requests: await readRequests(db, rows),
    names: new Map(named.map(({ id, name }) => [id, name])),
    values: new Map(values.map((value) => [key(value.eventId, value.field), value])),
  }
}

const hidden = (field: string, change: StoredChange, state: AuditChange['state']): AuditChange => ({
  field,
  class: change.class,
  state,
  old: null,
  new: null,
  fingerprint: 'newHash' in change ? change.newHash : null,
})

/** Some events hold the members of a grouping whole: what of them the reader may not know is left out. */
function readable(field: string, value: unknown, classes: Reader['classes']): unknown {
  if (!/(^|\.)members$/.test(field) || !Array.isArray(value)) return value
  return value.map((member: object) => keepClasses(member, dataClasses.members, classes))
}

function describeChange(
  field: string,
  change: StoredChange,
  value: ErasableValue | undefined,
  { classes, withheld }: Reader,
): AuditChange {
  const shown = classes.includes(change.class) && !withheld?.includes(field)
  if (!('newHash' in change)) {
    if (!shown) return hidden(field, change, 'withheld')
    return { field, class: change.class, state: 'shown', old: change.old, new: change.new, fingerprint: null }
  }
  if (!value?.salt) return hidden(field, change, 'erased')
  if (!shown) return hidden(field, change, 'withheld')
  const [old, changed] = [value.old, value.new].map((one) => readable(field, one, classes))
  return { ...hidden(field, change, 'shown'), old, new: changed }
}

/** A shown change with the names of those the city put in charge. */
function withNames(change: AuditChange, names: Around['names']): AuditChange {
  if (change.field !== 'assignedTo' || change.state !== 'shown') return change
  const ids = [change.old, change.new].map(String).filter((id) => names.has(id))
  return { ...change, names: Object.fromEntries(ids.map((id) => [id, names.get(id) ?? ''])) }
}

/** People who act for themselves are not named to others, only by the id of their account. */
const privateRoles = ['applicant', 'registration', 'account', 'public']

function describeEvent(row: EventRow, around: Around, reader: Reader): AuditEvent {
  const { id, happenedAt, actorId, actorRole, action, objectKind, objectId, changes, hash } = row
  const request = objectKind === 'request' ? around.requests.get(objectId) : undefined
  const isSealed = Boolean(request?.isSealed) && !reader.isOwner
  const isNamed = reader.isOwner || !privateRoles.includes(actorRole)
  return {
    id,
    at: happenedAt.toISOString(),
    actorId: isSealed ? null : actorId,
    actorName: isNamed && actorId ? (around.names.get(actorId) ?? null) : null,
    actorRole,
    action,
    objectKind,
    objectId,
    objectName: (!isSealed && request?.number) || objectId,
    changes: Object.entries(changes).map(([field, change]) =>
      isSealed
        ? hidden(field, change, 'sealed')
        : withNames(describeChange(field, change, around.values.get(key(id, field)), reader), around.names),
    ),
    hash,
  }
}

/** Events as a reader may see them. */
export async function describeEvents(
  db: Db,
  rows: readonly EventRow[],
  reader: Reader,
): Promise<AuditEvent[]> {
  const around = await readAround(db, rows)
  return rows.map((row) => describeEvent(row, around, reader))
}
