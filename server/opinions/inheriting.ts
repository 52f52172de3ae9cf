import type { Person } from '../accounts/queries.ts'
import { type Criteria, districtPurpose } from '../calls/criteria.ts'
import { findLeadable } from '../calls/locking.ts'
import { rewriteDraft } from '../calls/preparing.ts'
import { readContent } from '../calls/rows.ts'
import type { CallContent, DraftLot } from '../calls/schema.ts'
import type { CityPack } from '../city/schema.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { recordDeed } from './actors.ts'
import { listPurposes } from './queries.ts'
import type { CallPurposes, SpacePurpose, TakePurpose } from './schema.ts'

type LotPurpose = DraftLot['purposes'][number]

const isOf = (purpose: Pick<SpacePurpose, 'id'>) => (one: LotPurpose) => one.proposal === purpose.id

/** A code that no other purpose of the lot has. */
function freeCode(lot: DraftLot, district: string): string {
  const taken = new Set(lot.purposes.map(({ code }) => code))
  for (let number = 1; ; number += 1) {
    const code = `m${district.replace(/[^A-Za-z0-9]/g, '')}p${number}`
    if (!taken.has(code)) return code
  }
}

/** What the lot says of a purpose that is taken over: its uses by name, and where it comes from. */
function inLot(
  city: Pick<CityPack, 'uses'>,
  lot: DraftLot,
  purpose: SpacePurpose,
  points: number,
): LotPurpose {
  const names = purpose.uses.map(
    (code) => city.uses.find((use) => use.code === code) ?? { it: code, en: code },
  )
  return {
    code: freeCode(lot, purpose.district),
    text: names
      .map(({ it }) => it)
      .join('; ')
      .slice(0, 400),
    textEn: names
      .map(({ en }) => en)
      .join('; ')
      .slice(0, 400),
    points,
    district: purpose.district,
    uses: purpose.uses,
    proposal: purpose.id,
  }
}

const sumOf = ({ purposes }: DraftLot) => purposes.reduce((sum, { points }) => sum + points, 0)

/** The criterion that counts purposes, as large as the lot with the most; none where no purpose brings points. */
function withCriterion(criteria: Criteria, lots: readonly DraftLot[]): Criteria {
  const others = criteria.technical.filter(({ code }) => code !== districtPurpose)
  if (others.some(({ kind }) => kind === 'purposes')) return criteria
  const maxPoints = Math.round(Math.max(0, ...lots.map(sumOf)) * 100) / 100
  if (maxPoints === 0) return { ...criteria, technical: others }
  const criterion: Criteria['technical'][number] = {
    code: districtPurpose,
    label: 'Finalità proposte dal Municipio',
    labelEn: 'Purposes proposed by the Municipio',
    guidance: null,
    kind: 'purposes',
    scope: 'lot',
    maxPoints,
    threshold: null,
  }
  return { ...criteria, technical: [...others, criterion] }
}

/**
 * A call with a purpose taken over into one of its lots, with points or as words alone, or without it.
 * @throws {UnprocessableError} where the lot has not the space, or points would count by no criteria
 */
function takeOver(
  city: Pick<CityPack, 'uses'>,
  content: CallContent,
  purpose: SpacePurpose,
  { lot, taken, points }: Pick<TakePurpose, 'lot' | 'taken' | 'points'>,
): CallContent {
  const held = content.lots[lot - 1]
  if (!held?.spaces.includes(purpose.space.code)) throw refused('/lot', 'spaceNotInLot')
  if (taken === 'points' && content.criteria === null) throw refused('/points', 'criteriaMissing')
  const without = { ...held, purposes: held.purposes.filter((one) => !isOf(purpose)(one)) }
  const added = taken === 'no' ? [] : [inLot(city, without, purpose, taken === 'points' ? (points ?? 0) : 0)]
  const lots = content.lots.map((one, index) =>
    index === lot - 1 ? { ...without, purposes: [...without.purposes, ...added] } : one,
  )
  return { ...content, lots, criteria: content.criteria && withCriterion(content.criteria, lots) }
}

const refused = (pointer: string, detail: string) =>
  new UnprocessableError(`The purpose cannot be taken over: ${detail}.`, '/problems/purpose-taking', [
    { pointer, detail },
  ])

function refuseIncomplete({ taken, points, reason }: TakePurpose): void {
  if (taken === 'points' && points === null) throw refused('/points', 'pointsMissing')
  if (taken === 'no' && !reason?.trim()) throw refused('/reason', 'reasonMissing')
}

async function findPurpose(trx: Db, id: string): Promise<SpacePurpose> {
  const [purpose] = await listPurposes(trx, 'city', (rows) => {
    rows.where({ 'w.id': id })
  })
  if (!purpose) throw new NotFoundError('There is no such proposal.')
  if (purpose.withdrawnOn)
    throw new ConflictError('The Municipio has taken the proposal back.', '/problems/purpose-withdrawn')
  return purpose
}

/**
 * Takes a purpose of a Municipio over into a lot of a draft, or puts on record why not.
 * @throws {ConflictError} where the call is no draft, was changed meanwhile, or the proposal was taken back
 */
export async function takePurpose(
  { db, city }: Context,
  person: Person,
  { code, purposeId }: { code: string; purposeId: string },
  taking: TakePurpose,
): Promise<void> {
  refuseIncomplete(taking)
  await db.transaction(async (trx) => {
    const purpose = await findPurpose(trx, purposeId)
    const { version, lot, taken } = taking
    const callId = await rewriteDraft(trx, person, { code, version }, (content) =>
      takeOver(city, content, purpose, taking),
    )
    const points = taken === 'points' ? taking.points : null
    const reason = taking.reason?.trim() || null
    await trx('purpose_decision').insert({
      purpose_id: purpose.id,
      call_id: callId,
      lot_number: lot,
      taken,
      points,
      reason,
      decided_by: person.account.id,
    })
    await recordDeed(
      trx,
      { person, permission: 'prepareCalls' },
      {
        action: 'takePurpose',
        objectKind: 'spacePurpose',
        objectId: purpose.id,
        changed: {
          call: [null, code],
          lot: [null, lot],
          taken: [null, taken],
          points: [null, points],
          reason: [null, reason],
        },
      },
    )
  })
}

/**
 * What Municipi propose for the spaces of a call, lot by lot, and what was made of it.
 * @throws {NotFoundError} where there is no such call
 */
export async function readCallPurposes(db: Db, code: string): Promise<CallPurposes> {
  const call = await findLeadable(db, code)
  const { lots } = await readContent(db, call.id)
  const spaces = lots.flatMap((lot) => lot.spaces)
  const purposes = await listPurposes(db, 'city', (rows) => {
    rows.whereIn('s.code', spaces).whereNull('w.withdrawn_at')
  })
  return {
    version: call.version,
    isDraft: call.status === 'draft',
    items: lots.flatMap((lot, index) =>
      purposes
        .filter(({ space }) => lot.spaces.includes(space.code))
        .map((purpose) => ({
          lot: index + 1,
          purpose,
          decision: purpose.decisions.find((one) => one.call === code && one.lot === index + 1) ?? null,
          inLot: lot.purposes.some(isOf(purpose)),
        })),
    ),
  }
}
