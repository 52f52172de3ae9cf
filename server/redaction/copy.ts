import type { Db } from '../db/index.ts'
import { isNamed } from '../observations/sql.ts'
import { provisionOf } from '../points/sql.ts'
import { makingRefusals, type Standing, signingRefusals, usualPlace, withdrawingRefusals } from './faults.ts'
import {
  type CopyPoint,
  type CurrentCopy,
  copyHash,
  findReply,
  findText,
  readCopyPoint,
  readReason,
  replyStanding,
  sourceHash,
  textStanding,
} from './locking.ts'
import type { CopyDetail } from './schema.ts'
import { isNatural, suggestionsOf, type Writer } from './suggestions.ts'
import type { CopyState } from './words.ts'

type Copy = Omit<CopyDetail['text'], 'synthesis' | 'place'>

function stateOf({ copy }: Standing, wasSigned: boolean): CopyState {
  if (!copy) return wasSigned ? 'withdrawn' : 'missing'
  if (copy.outdated) return 'outdated'
  return copy.signed ? 'signed' : 'made'
}

/** Names of accounts by their ids. */
async function readNames(db: Db, ids: readonly (string | null | undefined)[]): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await db('account')
    .whereIn(
      'id',
      ids.filter((id): id is string => Boolean(id)),
    )
    .select('id', 'name')
  return new Map(rows.map(({ id, name }) => [id, name]))
}

interface Reading {
  words: string
  writers: readonly Writer[]
  standing: Standing
  copy: CurrentCopy | undefined
  wasSigned: boolean
  personId: string
}

async function toCopy(
  db: Db,
  { words, writers, standing, copy, wasSigned, personId }: Reading,
): Promise<Copy> {
  const names = await readNames(db, [copy?.madeBy, copy?.signedBy])
  const kept = (copy?.lookedAt ?? []).filter((one) => one.kept)
  return {
    state: stateOf(standing, wasSigned),
    words,
    sourceHash: sourceHash(words),
    suggestions: suggestionsOf(words, writers),
    revision: copy?.revision ?? null,
    hash: copy ? copyHash(copy) : null,
    covers: copy?.covers ?? [],
    kept: kept.map(({ start, end }) => ({ start, end })),
    public: copy?.text ?? null,
    madeBy: names.get(copy?.madeBy ?? '') ?? null,
    madeAt: copy?.madeAt.toISOString() ?? null,
    signedBy: names.get(copy?.signedBy ?? '') ?? null,
    signedAt: copy?.signedAt?.toISOString() ?? null,
    refusals: {
      make: makingRefusals(standing, personId),
      sign: signingRefusals(standing, personId),
      withdraw: withdrawingRefusals(standing),
    },
  }
}

const wasSigned = async (db: Db, table: string, of: Record<string, number>): Promise<boolean> =>
  Boolean(await db(table).where(of).whereNotNull('signed_at').first('id'))

async function readText(db: Db, point: CopyPoint, personId: string): Promise<CopyDetail['text']> {
  const copy = await findText(db, point.id)
  const standing = textStanding(point, copy)
  const reading = { words: point.words, writers: [point.writer], standing, copy, personId }
  return {
    ...(await toCopy(db, {
      ...reading,
      wasSigned: await wasSigned(db, 'public_text', { point_id: point.id }),
    })),
    synthesis: copy?.synthesis ?? point.synthesis ?? '',
    place: copy?.place ?? usualPlace(point.writer, point.hasPlace),
  }
}

async function readReply(db: Db, point: CopyPoint, personId: string): Promise<CopyDetail['reply']> {
  const reason = await readReason(db, point)
  if (!reason) return null
  const copy = await findReply(db, reason.id)
  const standing = replyStanding(point, reason, copy)
  const { words, writers, outcome, decidedOn } = reason
  const signedOnce = await wasSigned(db, 'public_reply', { decision_id: reason.id })
  const reading = { words, writers, standing, copy, wasSigned: signedOnce, personId }
  return {
    ...(await toCopy(db, reading)),
    outcome: outcome as NonNullable<CopyDetail['reply']>['outcome'],
    decidedOn,
  }
}

const factsOf = (db: Db, id: number) =>
  db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .join({ pl: 'plan' }, 'pl.id', 'p.plan_id')
    .leftJoin({ d: 'district' }, 'd.id', 'p.district_id')
    .leftJoin({ n: 'neighbourhood' }, 'n.id', 'p.neighbourhood_id')
    .where({ 'p.id': id })
    .first({
      plan: db.raw(
        "json_build_object('code', pl.code, 'title', pl.title, 'published', pl.published_at IS NOT NULL)",
      ),
      submissionId: 's.id',
      submitterKind: 's.submitter_kind',
      submitterName: db.raw("s.submitter ->> 'name'"),
      named: db.raw(isNamed),
      provision: db.raw(provisionOf('p')),
      neighbourhood: 'n.name',
      district: 'd.code',
      group: db.raw(`(SELECT json_build_object('id', g.id, 'title', g.title,
        'size', (SELECT count(*) FROM point x WHERE x.group_id = g.id),
        'same', (SELECT count(*) FROM point x WHERE x.group_id = g.id AND x.id <> p.id AND x.text = p.text))
        FROM point_group g WHERE g.id = p.group_id)`),
    })

/**
 * A point with its original words beside its public copies, for who makes or signs them.
 * @throws {NotFoundError} where there is no such point
 */
export async function readCopy(db: Db, id: number, personId: string): Promise<CopyDetail> {
  const point = await readCopyPoint(db, id)
  return {
    ...(await factsOf(db, id)),
    id,
    reference: point.reference,
    natural: isNatural(point.writer.kind),
    hasPlace: point.hasPlace,
    text: await readText(db, point, personId),
    reply: await readReply(db, point, personId),
  }
}
