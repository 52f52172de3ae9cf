import { randomUUID } from 'node:crypto'
import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { refuseFor } from '../http/refusals.ts'
import { districtsOf, recordDeed, refuseOtherDistrict } from './actors.ts'
import { sittingRefusals } from './rules.ts'
import type { NewPurpose } from './schema.ts'
import { councilOf, sittingColumns } from './sittings.ts'
import { takeBack } from './takingBack.ts'

/** @throws {UnprocessableError} where the city has no such use */
function refuseUnknownUses({ city }: Context, uses: readonly string[]): void {
  const known = new Set(city.uses.map(({ code }) => code))
  const unknown = uses.findIndex((code) => !known.has(code))
  if (unknown < 0) return
  throw new UnprocessableError('There is no such use.', '/problems/unknown-use', [
    { pointer: `/uses/${unknown}`, detail: 'unknown' },
  ])
}

/**
 * A space that everybody knows to be of the Municipio, held so that two proposals come one after the other.
 * @throws {NotFoundError} where there is none
 */
async function lockSpace(trx: Db, code: string, district: string): Promise<{ id: number }> {
  const space = await trx({ s: 'space' })
    .where({ 's.code': code })
    .whereRaw(
      'EXISTS (SELECT FROM published_space p JOIN district d ON d.id = p.district_id WHERE p.id = s.id AND d.code = ?)',
      [district],
    )
    .forNoKeyUpdate('s')
    .first('s.id')
  if (!space) throw new NotFoundError('There is no such space in your Municipio.')
  return space
}

/** @throws {ConflictError} where the same stands already, as of a form that was sent twice */
async function refuseTwice(trx: Db, spaceId: number, { district, uses }: NewPurpose): Promise<void> {
  const same = await trx('space_purpose')
    .where({ space_id: spaceId, district_code: district })
    .whereNull('withdrawn_at')
    .whereRaw('uses @> ?::text[] AND uses <@ ?::text[]', [[...uses], [...uses]])
    .first('id')
  if (same) throw new ConflictError('The same uses are proposed already.', '/problems/purpose-proposed')
}

/**
 * Proposes uses for a space of the Municipio.
 * @returns the id of the proposal
 * @throws {NotFoundError} where the person does not write for the Municipio, or the space lies in another
 * @throws {ConflictError} where the sitting it names does not count, or the same uses are proposed already
 */
export async function proposePurpose(
  context: Context,
  person: Person,
  proposed: NewPurpose,
): Promise<string> {
  const { district, space: code, uses, reasons, priority, sitting } = proposed
  refuseOtherDistrict(person, district)
  refuseUnknownUses(context, uses)
  return context.db.transaction(async (trx) => {
    const space = await lockSpace(trx, code, district)
    await refuseTwice(trx, space.id, proposed)
    const today = romeDate(await databaseNow(trx))
    if (sitting) refuseFor(sittingRefusals(sitting, councilOf(context, district), today), '/problems/opinion')
    const id = randomUUID()
    await trx('space_purpose').insert({
      id,
      space_id: space.id,
      district_code: district,
      uses,
      reasons: reasons.trim(),
      priority,
      ...sittingColumns(context, district, sitting),
      proposed_by: person.account.id,
    })
    await recordDeed(
      trx,
      { person, permission: 'giveOpinions' },
      {
        action: 'proposePurpose',
        objectKind: 'spacePurpose',
        objectId: id,
        changed: {
          space: [null, code],
          district: [null, district],
          uses: [null, uses],
          reasons: [null, reasons.trim()],
          priority: [null, priority],
          sitting: [null, sitting],
        },
      },
    )
    return id
  })
}

/**
 * Takes a proposal back; what a call has taken over stays in it.
 * @throws {NotFoundError} where it is of another Municipio
 * @throws {ConflictError} where it was taken back already
 */
export async function withdrawPurpose(
  { db }: Context,
  person: Person,
  id: string,
  reason: string,
): Promise<string> {
  return db.transaction(async (trx) => {
    const row = await trx('space_purpose')
      .where({ id })
      .whereIn('district_code', districtsOf(person, ['districtOffice']))
      .forUpdate()
      .first('withdrawn_at', 'district_code')
    if (!row) throw new NotFoundError('There is nothing like this in your Municipio.')
    if (row.withdrawn_at) throw new ConflictError('It was taken back already.', '/problems/purpose-withdrawn')
    await takeBack(trx, person, { objectKind: 'spacePurpose', id }, reason)
    return row.district_code
  })
}
