import type { Criteria } from '../calls/criteria.ts'
import type { CallStatus } from '../calls/schema.ts'
import { canonicalJson } from '../db/canonical.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { drawView } from './deskView.ts'
import { inOffice, readMembers } from './members.ts'
import { winnerNames } from './names.ts'
import { readLots } from './requests.ts'
import type { CallDraw, CallResults, PublishedRanking } from './resultSchema.ts'
import { readDraws, readRankings, type StoredRanking } from './steps.ts'

interface PublicCall {
  id: number
  code: string
  title: string
  titleEn: string | null
  status: CallStatus
}

/** @throws {NotFoundError} where there is no such call, or it is a draft */
async function findCall(db: Db, code: string): Promise<PublicCall> {
  const call = await db('call')
    .where({ code })
    .whereNot({ status: 'draft' })
    .first({ id: 'id', code: 'code', title: 'title', titleEn: 'title_en', status: 'status' })
  if (!call) throw new NotFoundError(`There is no call "${code}".`)
  return call
}

/** The rankings of a call that were published, the newest first. */
export const published = async (db: Db, callId: number): Promise<StoredRanking[]> =>
  (await readRankings(db, callId)).filter(({ state }) => state === 'published')

export const asPublished = ({
  id,
  kind,
  number,
  publishedAt,
  reviewUntil,
  hash,
}: StoredRanking): PublishedRanking => ({
  id,
  kind,
  number,
  publishedAt: publishedAt?.toISOString() ?? '',
  reviewUntil: reviewUntil?.toISOString() ?? null,
  hash,
})

/** The criteria a ranking was made by. */
export async function criteriaOf(db: Db, callId: number, version: number): Promise<Criteria | null> {
  const row = await db('call_version')
    .where({ call_id: callId, number: version })
    .first({ criteria: db.raw("content -> 'criteria'") })
  return row?.criteria ?? null
}

/** How a call ended, for everybody: nothing before a ranking is published but the draws, whose lists are public. */
export async function readResults(db: Db, code: string): Promise<CallResults> {
  const { id, ...call } = await findCall(db, code)
  const rankings = await published(db, id)
  const [newest] = rankings
  const lots = await readLots(db, id)
  const commission = newest ? inOffice(await readMembers(db, id)) : []
  return {
    ...call,
    rankings: rankings.map(asPublished),
    content: newest?.content ?? null,
    winners: newest ? await winnerNames(db, id, newest.content) : {},
    criteria: newest ? await criteriaOf(db, id, newest.content.version) : null,
    commission: commission.map(({ name, position }) => ({ name, position })),
    draws: (await readDraws(db, id)).map((draw) => drawView(draw, lots)),
  }
}

/**
 * A published ranking as the text its hash is taken over.
 * @throws {NotFoundError} where it is not published, as where there is none
 */
export async function readHashedRanking(db: Db, code: string, rankingId: number): Promise<string> {
  const { id } = await findCall(db, code)
  const ranking = (await published(db, id)).find((one) => one.id === rankingId)
  if (!ranking) throw new NotFoundError('There is no such ranking.')
  return canonicalJson(ranking.content)
}

/** @throws {NotFoundError} where the call has no such draw */
export async function readDraw(db: Db, code: string, drawId: number): Promise<CallDraw> {
  const { id, title, titleEn } = await findCall(db, code)
  const draw = (await readDraws(db, id)).find((one) => one.id === drawId)
  if (!draw) throw new NotFoundError('There is no such draw.')
  return { code, title, titleEn, draw: drawView(draw, await readLots(db, id)) }
}
