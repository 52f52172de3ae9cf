import { canonicalHash } from '../db/canonical.ts'
import type { Db } from '../db/index.ts'
import { differenceOf } from './difference.ts'
import { rentSum } from './rent.ts'
import type { CallContent, CallVersion, VersionChange } from './schema.ts'

/** What is frozen at the opening: the criteria, and what each lot is bid for and suggested for. */
function criteriaHashOf({ criteria, lots }: CallContent): string {
  const frozen = lots.map(({ rent, purposes }) => ({
    baseRentEurYear: rent && rentSum(rent).eurYear,
    purposes,
  }))
  return canonicalHash({ criteria, lots: frozen })
}

export interface NewVersion {
  callId: number
  change: VersionChange
  content: CallContent
  grounds?: { reason: string; actNumber: string; actDate: string }
  /** Null where the clock made it. */
  madeBy: string | null
  /** Now where it is not said, as for the past of a demonstration. */
  madeAt?: Date
}

/**
 * Keeps what a call says from now on. It comes before the change of the call itself, which names it: the
 * database takes other criteria of an open call only from a version that holds them.
 * @returns its number, and the hashes that are published
 */
export async function addVersion(
  trx: Db,
  { callId, change, content, grounds, madeBy, madeAt }: NewVersion,
): Promise<{ number: number; contentHash: string; criteriaHash: string }> {
  const { last } = await trx('call_version').where({ call_id: callId }).first(trx.raw('max(number) AS last'))
  const version = {
    number: (last ?? 0) + 1,
    contentHash: canonicalHash(content),
    criteriaHash: criteriaHashOf(content),
  }
  await trx('call_version').insert({
    call_id: callId,
    number: version.number,
    change,
    content: JSON.stringify(content),
    content_hash: version.contentHash,
    criteria_hash: version.criteriaHash,
    reason: grounds?.reason ?? null,
    act_number: grounds?.actNumber ?? null,
    act_date: grounds?.actDate ?? null,
    made_by: madeBy,
    ...(madeAt && { made_at: madeAt }),
  })
  return version
}

type VersionRow = Omit<CallVersion, 'changes' | 'madeAt'> & { content: CallContent; madeAt: Date }

/** The versions of a call, the newest first, each with what it changed. */
export async function readVersions(db: Db, callId: number): Promise<CallVersion[]> {
  const rows: VersionRow[] = await db('call_version')
    .where({ call_id: callId })
    .orderBy('number')
    .select({
      number: 'number',
      change: 'change',
      content: 'content',
      contentHash: 'content_hash',
      criteriaHash: 'criteria_hash',
      reason: 'reason',
      actNumber: 'act_number',
      actDate: db.raw('act_date::text'),
      madeAt: 'made_at',
    })
  const versions = rows.map(({ content, madeAt, ...version }, index) => ({
    ...version,
    madeAt: madeAt.toISOString(),
    changes: index === 0 ? [] : differenceOf(rows[index - 1]?.content, content),
  }))
  return versions.reverse()
}
