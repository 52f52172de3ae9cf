import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { type Change, recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { readContent } from './desk.ts'
import { contentChanges } from './fieldClasses.ts'
import { offerFaults } from './rules.ts'
import type { OfferContent } from './schema.ts'

/** @throws {UnprocessableError} naming every fault by its place */
async function refuseFaults(trx: Db, { city }: Context, content: OfferContent): Promise<void> {
  const [west, south, east, north] = city.map.maxBounds
  const [lon, lat] = content.point ?? [west, south]
  const isOutside = lon < west || lon > east || lat < south || lat > north
  const faults = [
    ...offerFaults(content, romeDate(await databaseNow(trx))),
    ...(isOutside ? [{ pointer: '/point', code: 'outsideTheCity' as const }] : []),
  ]
  if (faults.length === 0) return
  throw new UnprocessableError(
    'The agreement cannot be kept like this.',
    '/problems/offer-faults',
    faults.map(({ pointer, code }) => ({ pointer: `/content${pointer}`, detail: code })),
  )
}

const columnsOf = (trx: Db, content: OfferContent) => ({
  kind: content.kind,
  title: content.title,
  title_en: content.titleEn,
  operator: content.operator,
  city_body: content.cityBody,
  summary: content.summary,
  summary_en: content.summaryEn,
  deed_number: content.deedNumber,
  deed_date: content.deedDate,
  starts_on: content.startsOn,
  expires_on: content.expiresOn,
  guarantee_eur: content.guaranteeEur,
  contact: content.contact && JSON.stringify(content.contact),
  status: content.status,
  audience: content.audience,
  source: content.source,
  source_date: content.sourceDate,
  address: content.address,
  geom: content.point && trx.raw('ST_SetSRID(ST_MakePoint(?, ?), 4326)', [...content.point]),
  internal_notes: content.internalNotes,
})

async function writeObligations(trx: Db, id: number, { obligations }: OfferContent): Promise<void> {
  await trx('private_obligation').where({ agreement_id: id }).delete()
  if (obligations.length === 0) return
  await trx('private_obligation').insert(
    obligations.map((one) => ({
      agreement_id: id,
      title: one.title,
      title_en: one.titleEn,
      area_m2: one.areaM2,
      rent_cap_eur_m2_year: one.rentCapEurM2Year,
      hours: one.hours,
      years: one.years,
      for_whom: one.forWhom,
      offers_space: one.offersSpace,
      due_on: one.dueOn,
      met_on: one.metOn,
      state_note: one.stateNote,
    })),
  )
}

const record = (
  trx: Db,
  person: Person,
  code: string,
  action: 'create' | 'change',
  changes: Record<string, Change>,
) =>
  recordEvent(trx, {
    actor: { id: person.account.id, role: actingRole(person, 'manageAgreements') },
    action,
    objectKind: 'offer',
    objectId: code,
    changes,
  })

/**
 * Enters an agreement with a private operator.
 * @throws {ConflictError} where its code is taken
 */
export async function createOffer(
  context: Context,
  person: Person,
  { code, content }: { code: string; content: OfferContent },
): Promise<void> {
  await context.db.transaction(async (trx) => {
    await refuseFaults(trx, context, content)
    const [created] = await trx('private_agreement')
      .insert({ code, ...columnsOf(trx, content) })
      .onConflict('code')
      .ignore()
      .returning('id')
    if (!created)
      throw new ConflictError(`There is an agreement "${code}" already.`, '/problems/offer-code-taken')
    await writeObligations(trx, created.id, content)
    await record(trx, person, code, 'create', contentChanges(null, content))
  })
}

/**
 * Saves what is written of one.
 * @throws {ConflictError} where somebody saved it since `version`
 */
export async function saveOffer(
  context: Context,
  person: Person,
  code: string,
  { version, content }: { version: number; content: OfferContent },
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const row = await trx('private_agreement').where({ code }).forUpdate().first('id', 'version')
    if (!row) throw new NotFoundError(`There is no agreement "${code}".`)
    if (row.version !== version)
      throw new ConflictError(`This was changed elsewhere (version ${row.version}).`, '/problems/version')
    await refuseFaults(trx, context, content)
    const before = await readContent(trx, row.id)
    await trx('private_agreement')
      .where({ id: row.id })
      .update({ ...columnsOf(trx, content), version: version + 1 })
    await writeObligations(trx, row.id, content)
    await record(trx, person, code, 'change', contentChanges(before, content))
  })
}
