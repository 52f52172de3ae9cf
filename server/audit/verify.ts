import { checkChains, type EventFault } from '../db/auditChain.ts'
import type { Db } from '../db/index.ts'
import { type AuditDay, computeHead, listDays } from './days.ts'
import type { dayFaults, dayStates } from './schema.ts'
import { isSignedBy } from './signing.ts'

/** What is wrong with the head of a day, the first that is found. */
export type DayFault = (typeof dayFaults)[number] | 'unlinked' | 'missing'

/** The first place of the log that is not as it was written. */
export type Break =
  | { at: 'event'; fault: EventFault; id: string; objectKind: string; objectId: string }
  | { at: 'day'; fault: DayFault; day: string; publicKey?: string }

export interface Verification {
  events: number
  objects: number
  days: number
  /** The last signed day; events after it stand in their chains only. */
  signedUntil: string | null
  broken: Break | null
}

export interface VerifyOptions {
  /** Public keys (DER in base64) that may have signed a day. */
  trustedKeys: readonly string[]
  /** Heads kept elsewhere, by day. */
  deposited?: ReadonlyMap<string, string>
  /** Told how many events have been read, from time to time. */
  onProgress?: (events: number) => void
}

const progressEvery = 10_000

/**
 * Recomputes the whole log: every chain with the hashes of its erasable values, then every daily head with
 * its signature. Stops at the first break.
 */
export async function verifyLog(db: Db, options: VerifyOptions): Promise<Verification> {
  const { onProgress = () => {} } = options
  const seen = { events: 0, objects: 0, days: 0, signedUntil: null as string | null }
  for await (const { event, fault } of checkChains(db)) {
    const { id, objectKind, objectId, previousHash } = event
    seen.events += 1
    if (previousHash === null) seen.objects += 1
    if (fault) return { ...seen, broken: { at: 'event', fault, id, objectKind, objectId } }
    if (seen.events % progressEvery === 0) onProgress(seen.events)
  }
  let previous: AuditDay | undefined
  const days = await listDays(db)
  for (const day of days) {
    const fault = linkFault(day, previous) ?? (await checkDay(db, day, options))
    const { publicKey } = day
    if (fault) return { ...seen, broken: { at: 'day', fault, day: day.day, publicKey } }
    previous = day
    seen.days += 1
    seen.signedUntil = day.day
  }
  const missing = [...(options.deposited?.keys() ?? [])].find((day) => days.every((row) => row.day !== day))
  return { ...seen, broken: missing ? { at: 'day', fault: 'missing', day: missing } : null }
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

function linkFault(day: AuditDay, previous: AuditDay | undefined): DayFault | null {
  if (!previous) return day.afterEvent === '0' && day.previousHead === null ? null : 'unlinked'
  const fits =
    day.day === dayAfter(previous.day) &&
    day.afterEvent === previous.lastEvent &&
    day.previousHead === previous.head
  return fits ? null : 'unlinked'
}

/** Whether a head was signed by a key that is trusted, by another, or not at all. */
export function signatureState(
  { head, signature, publicKey }: AuditDay,
  trustedKeys: readonly string[],
): (typeof dayStates)[number] {
  if (!isSignedBy(head, signature, publicKey)) return 'badSignature'
  return trustedKeys.includes(publicKey) ? 'signed' : 'otherKey'
}

/** What is wrong with the head of one day, taken by itself: its events, its signature, the key. */
export async function checkDay(
  db: Db,
  day: AuditDay,
  { trustedKeys, deposited }: Pick<VerifyOptions, 'trustedKeys' | 'deposited'>,
): Promise<Exclude<DayFault, 'unlinked' | 'missing'> | null> {
  const { events, head } = await computeHead(db, day)
  if (events !== day.events || head !== day.head) return 'changed'
  const state = signatureState(day, trustedKeys)
  if (state === 'badSignature') return state
  if (state === 'otherKey') return 'unknownKey'
  const kept = deposited?.get(day.day)
  return kept !== undefined && kept !== day.head ? 'notAsDeposited' : null
}
