import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { coverFaults, factFaults, makingRefusals, signingRefusals, usualPlace } from './faults.ts'
import {
  type CopyPoint,
  type CurrentCopy,
  copyHash,
  copyRefusal,
  findText,
  holdPoints,
  textStanding,
} from './locking.ts'
import { type TextGiven, writeText } from './making.ts'
import { recordCopy } from './recording.ts'
import type { SameQuery, SameResult } from './schema.ts'
import { signRows } from './signing.ts'
import { suggestionsOf } from './suggestions.ts'
import type { CopyRefusal } from './words.ts'

/** One of the others, with what is done to it where nothing stands in the way. */
interface Row {
  point: CopyPoint
  refusals: CopyRefusal[]
  /** Whether it stands already as it would. */
  same: boolean
  run: () => Promise<void>
}

/** The point a copy is taken from, and the others of its group, all held. */
async function holdGroup(trx: Db, id: number): Promise<{ model: CopyPoint; others: CopyPoint[] }> {
  const own = await trx('point').where({ id }).first('group_id')
  const members: { id: number }[] =
    own?.group_id == null ? [] : await trx('point').where({ group_id: own.group_id }).select('id')
  const points = await holdPoints(trx, [...new Set([id, ...members.map((member) => member.id)])])
  const model = points.find((point) => point.id === id)
  if (!model) throw new NotFoundError('There is no such point.')
  return { model, others: points.filter((point) => point.id !== id && point.words === model.words) }
}

/** The copy others are done like; it is the one that was seen. @throws {ConflictError} where it is not */
async function modelCopy(trx: Db, model: CopyPoint, revision: number): Promise<CurrentCopy> {
  const copy = await findText(trx, model.id)
  if (copy?.revision !== revision) throw copyRefusal([copy ? 'changed' : 'notMade'])
  if (textStanding(model, copy).copy?.outdated) throw copyRefusal(['outdated'])
  return copy
}

/** The same covers on the same words of somebody else; refused where something of theirs would be left readable. */
async function makingRow(trx: Db, person: Person, point: CopyPoint, model: CurrentCopy): Promise<Row> {
  const copy = await findText(trx, point.id)
  const standing = textStanding(point, copy)
  const source = { words: point.words, suggestions: suggestionsOf(point.words, [point.writer]) }
  const given: TextGiven = {
    covers: model.covers,
    kept: model.lookedAt.filter(({ kept }) => kept),
    synthesis: model.synthesis ?? '',
    place: usualPlace(point.writer, point.hasPlace),
  }
  const facts = { ...given, notHome: null }
  const faults = [...coverFaults(given, source), ...factFaults(facts, point.writer, point.hasPlace)]
  return {
    point,
    same: copy !== undefined && !standing.copy?.outdated,
    refusals: [
      ...makingRefusals(standing, person.account.id),
      ...(faults.length > 0 ? (['personalFound'] as const) : []),
    ],
    run: () => writeText(trx, person, point, given, source),
  }
}

/** The signature on a copy that reads to the letter as the one that was seen. */
async function signingRow(trx: Db, person: Person, point: CopyPoint, model: CurrentCopy): Promise<Row> {
  const copy = await findText(trx, point.id)
  const reads = (one: CurrentCopy) => copyHash({ ...one, place: null })
  const differs = copy !== undefined && reads(copy) !== reads(model)
  const isNearer = copy?.place === 'exact' && model.place !== 'exact'
  return {
    point,
    same: copy?.signedAt != null,
    refusals: [
      ...signingRefusals(textStanding(point, copy), person.account.id).filter((one) => one !== 'signed'),
      ...(differs || isNearer ? (['otherWords'] as const) : []),
    ],
    run: async () => {
      await signRows(trx, person, 'public_text', copy ? [copy.id] : [])
      await recordCopy(trx, person, point.id, 'signPublicText', { revision: [null, copy?.revision ?? null] })
    },
  }
}

const resultOf = ({ same, refusals }: Row): SameResult['items'][number]['result'] => {
  if (same) return 'same'
  return refusals.length > 0 ? 'refused' : 'done'
}

async function doSame(
  { db }: Context,
  person: Person,
  id: number,
  { preview, revision }: SameQuery,
  rowOf: typeof makingRow,
): Promise<SameResult> {
  return db.transaction(async (trx) => {
    const { model, others } = await holdGroup(trx, id)
    const copy = await modelCopy(trx, model, revision)
    const items: SameResult['items'] = []
    for (const point of others) {
      const row = await rowOf(trx, person, point, copy)
      const result = resultOf(row)
      if (result === 'done' && !preview) await row.run()
      const refusals = result === 'refused' ? row.refusals : []
      items.push({ id: point.id, reference: point.reference, result, refusals })
    }
    const many = (result: SameResult['items'][number]['result']) =>
      items.filter((item) => item.result === result).length
    return { done: many('done'), same: many('same'), refused: many('refused'), items }
  })
}

/**
 * Makes the copy of a point for the others of its group with the same words, or says what would become of each. One
 * whose author could be told by what the copy leaves readable is made by hand.
 * @throws {ConflictError} where the copy is not the one that was seen
 */
export const makeSame = (context: Context, person: Person, id: number, query: SameQuery) =>
  doSame(context, person, id, query, makingRow)

/**
 * Signs the copies of a group that read as the one that was seen, or says what would become of each.
 * @throws {ConflictError} where the copy is not the one that was seen
 */
export const signSame = (context: Context, person: Person, id: number, query: SameQuery) =>
  doSame(context, person, id, query, signingRow)
