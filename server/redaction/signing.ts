import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { type Standing, signingRefusals, withdrawingRefusals } from './faults.ts'
import {
  type CopyPoint,
  type CurrentCopy,
  copyHash,
  copyRefusal,
  findReply,
  findText,
  holdPoint,
  holdReason,
  refuseCopy,
  replyStanding,
  textStanding,
} from './locking.ts'
import { type Changed, recordCopy } from './recording.ts'
import type { Signing, Withdrawing } from './schema.ts'
import type { CopyPart } from './words.ts'

/** A copy that is held, with the table it lies in. */
interface HeldCopy {
  point: CopyPoint
  table: 'public_text' | 'public_reply'
  standing: Standing
  copy: CurrentCopy | undefined
  /** For the log: the decision a reply is of. */
  of: Changed
}

async function holdCopy(trx: Db, id: number, part: CopyPart): Promise<HeldCopy> {
  const point = await holdPoint(trx, id)
  if (part === 'text') {
    const copy = await findText(trx, id)
    return { point, table: 'public_text', standing: textStanding(point, copy), copy, of: {} }
  }
  const reason = await holdReason(trx, point)
  const copy = reason && (await findReply(trx, reason.id))
  const standing = replyStanding(point, reason, copy)
  return { point, table: 'public_reply', standing, copy, of: reason ? { decision: [null, reason.id] } : {} }
}

const actions = {
  text: { sign: 'signPublicText', withdraw: 'withdrawPublicText' },
  reply: { sign: 'signPublicReply', withdraw: 'withdrawPublicReply' },
} as const

/**
 * Signs a copy as a second person: the one that was seen, which must be the one there is.
 * @throws {ForbiddenError} where one wrote what it is of
 * @throws {ConflictError} where it is one's own copy, is of other words by now, or another than was seen
 */
export async function signCopy(
  { db }: Context,
  person: Person,
  { id, part }: { id: number; part: CopyPart },
  { revision, hash }: Signing,
): Promise<void> {
  await db.transaction(async (trx) => {
    const { table, standing, copy, of } = await holdCopy(trx, id, part)
    refuseCopy(signingRefusals(standing, person.account.id))
    if (copy?.revision !== revision || copyHash(copy) !== hash) throw copyRefusal(['changed'])
    await signRows(trx, person, table, [copy.id])
    await recordCopy(trx, person, id, actions[part].sign, { ...of, revision: [null, revision] })
  })
}

/** Writes the signature on copies that are held. */
export const signRows = (trx: Db, person: Person, table: HeldCopy['table'], ids: readonly number[]) =>
  trx(table)
    .whereIn('id', ids)
    .update({ signed_by: person.account.id, signed_at: trx.raw('clock_timestamp()') })

/**
 * Takes a signed copy back: with the end of the transaction nobody reads it in public any more, and another has to be
 * made and signed.
 * @throws {ConflictError} where there is no signed one, or another than was seen
 */
export async function withdrawCopy(
  { db }: Context,
  person: Person,
  { id, part }: { id: number; part: CopyPart },
  { revision, reason }: Withdrawing,
): Promise<void> {
  await db.transaction(async (trx) => {
    const { table, standing, copy, of } = await holdCopy(trx, id, part)
    refuseCopy(withdrawingRefusals(standing))
    if (copy?.revision !== revision) throw copyRefusal(['changed'])
    await trx(table)
      .where({ id: copy.id })
      .update({ replaced_at: trx.raw('clock_timestamp()') })
    await recordCopy(trx, person, id, actions[part].withdraw, {
      ...of,
      revision: [revision, null],
      reason: [null, reason.trim()],
    })
  })
}
