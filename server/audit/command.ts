import type { Config } from '../config.ts'
import type { EventFault } from '../db/auditChain.ts'
import type { Db } from '../db/index.ts'
import { listDays } from './days.ts'
import { publicKeyOf } from './signing.ts'
import { type Break, type DayFault, type Verification, verifyLog } from './verify.ts'

const eventFaults: Record<EventFault, string> = {
  unlinked: 'does not follow the event before it: one was removed, added or moved',
  changed: 'is not what was recorded: its hash does not fit',
  valueChanged: 'has a personal or restricted value that is not the one recorded',
  valueMissing: 'has lost a personal or restricted value without a trace of its erasure',
}

const dayFaults: Record<DayFault, string> = {
  unlinked: 'does not follow the head of the day before',
  changed: 'does not fit its events: one was changed, removed or added, or the head itself was',
  badSignature: 'has a signature that does not fit',
  unknownKey: 'was signed with a key that is not trusted; give --public-key if it was the key of that time',
  missing: 'was deposited, and is not in the log',
  notAsDeposited: 'is not the head that was deposited',
}

function describeBreak(broken: Break): string {
  if (broken.at === 'event') {
    const { id, objectKind, objectId, fault } = broken
    return `Broken: event ${id}, of ${objectKind} ${objectId}, ${eventFaults[fault]}.`
  }
  const key = broken.fault === 'unknownKey' ? ` Key: ${broken.publicKey}` : ''
  return `Broken: the head of ${broken.day} ${dayFaults[broken.fault]}.${key}`
}

/** What verification found, in words. */
export function describe({ events, objects, days, signedUntil, broken }: Verification): string {
  if (broken) return describeBreak(broken)
  const signed = signedUntil ? `${days} daily heads, until ${signedUntil}` : 'no daily head yet'
  return `Whole: ${events} events of ${objects} objects; ${signed}.`
}

/** Heads as `heads` prints them, by day; the first two columns are read. */
function readDeposited(text: string): Map<string, string> {
  const rows = text.split(/\r?\n/).map((line) => line.split('\t'))
  return new Map(rows.flatMap(([day, head]) => (day && head ? [[day, head]] : [])))
}

/** Recomputes the log; the key of the configuration is trusted beside those given. */
export function runVerify(
  db: Db,
  { auditKey }: Pick<Config, 'auditKey'>,
  options: { publicKeys: readonly string[]; deposited: string; onProgress: (events: number) => void },
): Promise<Verification> {
  return verifyLog(db, {
    trustedKeys: [publicKeyOf(auditKey), ...options.publicKeys],
    deposited: readDeposited(options.deposited),
    onProgress: options.onProgress,
  })
}

/** One line a day, to be kept elsewhere: day, head, signature, public key, parted by tabs. */
export async function printHeads(db: Db): Promise<string> {
  const days = await listDays(db)
  return days
    .map(({ day, head, signature, publicKey }) => `${[day, head, signature, publicKey].join('\t')}\n`)
    .join('')
}
