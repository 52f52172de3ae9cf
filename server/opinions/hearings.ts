import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { NotFoundError } from '../http/problem.ts'
import { districtsOf, recordDeed } from './actors.ts'
import type { Hearing } from './schema.ts'

/**
 * Says when and where the council of a Municipio will sit about what it was asked; the others that were asked the same
 * see it.
 * @throws {NotFoundError} where the person does not write for the Municipio that was asked
 */
export async function setHearing(
  { db }: Context,
  person: Person,
  id: string,
  { on, place }: Hearing,
): Promise<void> {
  await db.transaction(async (trx) => {
    const before = await trx('opinion_asked')
      .where({ id })
      .whereIn('district_code', districtsOf(person, ['districtOffice']))
      .forUpdate()
      .first({
        on: trx.raw("to_char(hearing_on, 'YYYY-MM-DD')"),
        place: 'hearing_place',
        request: 'request_id',
      })
    if (!before) throw new NotFoundError('There is nothing like this in your Municipio.')
    const after = { on, place: on === null ? null : (place?.trim() ?? null) }
    await trx('opinion_asked').where({ id }).update({ hearing_on: after.on, hearing_place: after.place })
    await recordDeed(
      trx,
      { person, permission: 'giveOpinions' },
      {
        action: 'setHearing',
        objectKind: 'opinionRequest',
        objectId: before.request,
        changed: { hearingOn: [before.on, after.on], hearingPlace: [before.place, after.place] },
      },
    )
  })
}
