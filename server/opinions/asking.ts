import { randomUUID } from 'node:crypto'
import { actingRole } from '../accounts/guard.ts'
import { officeOfDistrict } from '../accounts/holders.ts'
import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { refuseFor, whether } from '../http/refusals.ts'
import { notify } from '../mail/news.ts'
import { mayAskAbout, recordDeed } from './actors.ts'
import { findObject } from './objects.ts'
import { askingRefusalsOf } from './rules.ts'
import type { NewOpinionRequest } from './schema.ts'
import { takeBack } from './takingBack.ts'

const refused = '/problems/opinion-request'

async function unknownDistricts(db: Db, districts: readonly string[]): Promise<boolean> {
  const known = await db('district')
    .whereIn('code', [...districts])
    .pluck<string[]>('code')
  return known.length < districts.length
}

/**
 * Asks one or more Municipi for an opinion, each by itself; their offices are told.
 * @returns the id of what was asked
 * @throws {ConflictError} naming every reason it cannot be asked like this
 */
export async function askOpinions(
  { db, city }: Context,
  person: Person,
  asked: NewOpinionRequest,
): Promise<string> {
  return db.transaction(async (trx) => {
    const object = await findObject(trx, asked.object)
    refuseFor(
      [
        ...askingRefusalsOf(asked, city.councils, romeDate(await databaseNow(trx))),
        ...whether(await unknownDistricts(trx, asked.districts), 'districtUnknown'),
        ...whether(object === null, 'objectUnknown'),
        ...whether(!mayAskAbout(person, asked.object.kind), 'objectNotYours'),
      ],
      refused,
      'The opinion cannot be asked for like this',
    )
    const id = await insertRequest(trx, { city }, person, { ...asked, row: object })
    for (const district of asked.districts)
      await notify(trx, await officeOfDistrict(trx, district), {
        kind: 'opinion.asked',
        objectKind: 'opinionRequest',
        objectId: id,
        facts: { title: asked.title.trim(), dueOn: asked.dueOn },
      })
    return id
  })
}

async function insertRequest(
  trx: Db,
  { city }: Pick<Context, 'city'>,
  person: Person,
  asked: NewOpinionRequest & { row: object | null },
): Promise<string> {
  const id = randomUUID()
  const { title, question, object, districts, dueOn, silence, audience } = asked
  await trx('opinion_request').insert({
    id,
    ...asked.row,
    title: title.trim(),
    question: question.trim(),
    audience,
    due_on: dueOn,
    silence,
    legal_basis: city.councils.terms.legalBasis,
    asked_role: actingRole(person, 'askOpinions'),
    asked_by: person.account.id,
  })
  await trx('opinion_asked').insert(districts.map((code) => ({ request_id: id, district_code: code })))
  await recordDeed(
    trx,
    { person, permission: 'askOpinions' },
    {
      action: 'askOpinion',
      objectKind: 'opinionRequest',
      objectId: id,
      changed: {
        title: [null, title.trim()],
        about: [null, `${object.kind} ${object.code ?? ''}`.trim()],
        districts: [null, districts],
        dueOn: [null, dueOn],
        silence: [null, silence],
        audience: [null, audience],
      },
    },
  )
  return id
}

interface Asking {
  title: string
  kind: 'space' | 'call' | 'plan' | 'free'
  withdrawn: boolean
}

/**
 * What was asked, for who may ask about the like.
 * @throws {NotFoundError} where there is none
 */
export async function lockRequest(trx: Db, person: Person, id: string): Promise<Asking> {
  const row: Asking | undefined = await trx('opinion_request')
    .where({ id })
    .forUpdate()
    .first({ title: 'title', kind: 'object_kind', withdrawn: trx.raw('withdrawn_at IS NOT NULL') })
  if (!row || !mayAskAbout(person, row.kind)) throw new NotFoundError('Nothing like this was asked.')
  return row
}

/** Takes a question back, with a reason that the Municipi are told. */
export async function withdrawRequest(
  { db }: Context,
  person: Person,
  id: string,
  reason: string,
): Promise<void> {
  await db.transaction(async (trx) => {
    const { title, withdrawn } = await lockRequest(trx, person, id)
    refuseFor(whether(withdrawn, 'alreadyWithdrawn'), refused)
    await takeBack(trx, person, { objectKind: 'opinionRequest', id }, reason)
    const districts = await trx('opinion_asked').where({ request_id: id }).pluck<string[]>('district_code')
    for (const district of districts)
      await notify(trx, await officeOfDistrict(trx, district), {
        kind: 'opinion.withdrawn',
        objectKind: 'opinionRequest',
        objectId: id,
        facts: { title },
      })
  })
}
