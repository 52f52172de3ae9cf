import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { coverText, isUnder, joined } from './covers.ts'
import { coverFaults, factFaults, type Making, makingRefusals, type Source } from './faults.ts'
import {
  type CopyPoint,
  type CurrentCopy,
  findReply,
  findText,
  holdPoint,
  holdReason,
  type LookedAt,
  refuseCopy,
  refuseFaults,
  replyStanding,
  sourceHash,
  textStanding,
} from './locking.ts'
import { recordCopy } from './recording.ts'
import type { NewReply, NewText } from './schema.ts'
import { suggestionsOf } from './suggestions.ts'
import type { CopyRefusal } from './words.ts'

/** What somebody saw when they made a copy must be what there is. */
const isChanged = (
  given: Pick<NewReply, 'revision' | 'sourceHash'>,
  words: string,
  copy: CurrentCopy | undefined,
) => given.revision !== (copy?.revision ?? null) || given.sourceHash !== sourceHash(words)

const changed = (holds: boolean): CopyRefusal[] => (holds ? ['changed'] : [])

/** What was done of each suggestion. */
const lookedAt = ({ covers }: Pick<Making, 'covers'>, { suggestions }: Source): LookedAt[] => {
  const all = joined(covers)
  return suggestions.map((one) => ({
    start: one.start,
    end: one.end,
    kind: one.kind,
    kept: !isUnder(one, all),
  }))
}

/** The columns of a copy that is made, both of a text and of a reply. */
const columnsOf = (person: Person, given: Making, source: Source, revision: number) => ({
  revision,
  text: coverText(source.words, given.covers),
  covers: JSON.stringify(joined(given.covers)),
  looked_at: JSON.stringify(lookedAt(given, source)),
  redacted_by: person.account.id,
})

/** The one that is current gives way; the next has the number after the last there ever was. */
async function replaceCurrent(
  trx: Db,
  table: 'public_text' | 'public_reply',
  of: Record<string, number>,
): Promise<number> {
  await trx(table)
    .where(of)
    .whereNull('replaced_at')
    .update({ replaced_at: trx.raw('clock_timestamp()') })
  const { last } = await trx(table).where(of).first(trx.raw('coalesce(max(revision), 0)::integer AS last'))
  return last + 1
}

/** A copy as it is written down, once nothing is wrong with it. */
export type TextGiven = Making & Pick<NewText, 'synthesis' | 'place' | 'notHome'>

/** Writes the copy of the words of a point that is held; one that was there is replaced, and both are kept. */
export async function writeText(
  trx: Db,
  person: Person,
  point: CopyPoint,
  given: TextGiven,
  source: Source,
): Promise<void> {
  const revision = await replaceCurrent(trx, 'public_text', { point_id: point.id })
  await trx('public_text').insert({
    ...columnsOf(person, given, source, revision),
    point_id: point.id,
    synthesis: given.synthesis.trim(),
    place: given.place,
    source_hash: sourceHash(source.words),
  })
  await recordCopy(trx, person, point.id, 'redactPoint', {
    revision: [null, revision],
    covers: [null, joined(given.covers).length],
    kept: [null, lookedAt(given, source).filter(({ kept }) => kept).length],
    place: [null, given.place],
    ...(given.notHome && { notHome: [null, given.notHome.trim()] }),
  })
}

/**
 * Makes the public copy of a point: its words with covers on them, its synthesis, and how near its place is shown.
 * @throws {ForbiddenError} where one wrote it oneself
 * @throws {ConflictError} where it cannot be made, or something was changed since it was seen
 * @throws {UnprocessableError} where a suggestion was not looked at, or something would tell who wrote
 */
export async function makeText({ db }: Context, person: Person, id: number, given: NewText): Promise<void> {
  await db.transaction(async (trx) => {
    const point = await holdPoint(trx, id)
    const copy = await findText(trx, id)
    const refusals = makingRefusals(textStanding(point, copy), person.account.id)
    refuseCopy([...refusals, ...changed(isChanged(given, point.words, copy))])
    const source = { words: point.words, suggestions: suggestionsOf(point.words, [point.writer]) }
    const facts = { ...given, notHome: given.notHome ?? null }
    refuseFaults([...coverFaults(given, source), ...factFaults(facts, point.writer, point.hasPlace)])
    await writeText(trx, person, point, given, source)
  })
}

/**
 * Makes the public copy of the reason of the Council on a point, or on its group, for all of its points.
 * @throws as `makeText`
 */
export async function makeReply({ db }: Context, person: Person, id: number, given: NewReply): Promise<void> {
  await db.transaction(async (trx) => {
    const point = await holdPoint(trx, id)
    const reason = await holdReason(trx, point)
    const copy = reason && (await findReply(trx, reason.id))
    const refusals = makingRefusals(replyStanding(point, reason, copy), person.account.id)
    refuseCopy([...refusals, ...changed(reason !== undefined && isChanged(given, reason.words, copy))])
    if (!reason) return
    const source = { words: reason.words, suggestions: suggestionsOf(reason.words, reason.writers) }
    refuseFaults(coverFaults(given, source))
    const revision = await replaceCurrent(trx, 'public_reply', { decision_id: reason.id })
    await trx('public_reply').insert({
      ...columnsOf(person, given, source, revision),
      decision_id: reason.id,
    })
    await recordCopy(trx, person, id, 'redactReply', {
      decision: [null, reason.id],
      revision: [null, revision],
      covers: [null, joined(given.covers).length],
    })
  })
}
