import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import { UnprocessableError } from '../http/problem.ts'
import { actorOf } from './awarding.ts'
import { changesOf } from './fieldClasses.ts'
import { lockAwardToDecide, refuseRevoked } from './locking.ts'
import type { RecordAid, RecordCheck } from './schema.ts'

const refused = (pointer: string, detail: string) =>
  new UnprocessableError(`This cannot be kept: ${detail}.`, '/problems/award', [{ pointer, detail }])

/** @throws {UnprocessableError} where the check is not one of the city's, or its dates are slips of the pen */
function checkRecord({ city }: Context, today: string, check: RecordCheck): void {
  const { item, outcome, askedOn = null, checkedOn = null } = check
  if (!city.awards.checks.some(({ code }) => code === item))
    throw refused('/item', 'is not a check of the city')
  if (askedOn && askedOn > today) throw refused('/askedOn', 'lies in the future')
  if (checkedOn && checkedOn > today) throw refused('/checkedOn', 'lies in the future')
  if (checkedOn && askedOn && checkedOn < askedOn) throw refused('/checkedOn', 'lies before it was asked for')
  if ((outcome === 'pending') !== (checkedOn === null))
    throw refused('/checkedOn', outcome === 'pending' ? 'comes with an outcome' : 'is needed with an outcome')
}

/** Keeps what came of one of the checks after an award; until the agreement is signed it can be written again. */
export async function recordCheck(
  context: Context,
  person: Person,
  id: string,
  check: RecordCheck,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const award = await lockAwardToDecide(trx, person.account.id, id)
    refuseRevoked(award)
    checkRecord(context, romeDate(await databaseNow(trx)), check)
    const { item, outcome, askedOn = null, checkedOn = null, note = null } = check
    const before = await trx('award_check').where({ award_id: id, item }).first('outcome')
    await trx('award_check')
      .insert({
        award_id: id,
        item,
        outcome,
        asked_on: askedOn,
        checked_on: checkedOn,
        note,
        checked_by: person.account.id,
      })
      .onConflict(['award_id', 'item'])
      .merge()
    await recordEvent(trx, {
      actor: actorOf(person),
      action: 'checkAward',
      objectKind: 'request',
      objectId: award.requestId,
      changes: changesOf({
        check: [null, item],
        outcome: [before?.outcome ?? null, outcome],
        note: [null, note],
      }),
    })
  })
}

/** Keeps the aid in a reduced rent and the code the register gave for it (L. 234/2012 art. 52). */
export async function recordAid(context: Context, person: Person, id: string, aid: RecordAid): Promise<void> {
  await context.db.transaction(async (trx) => {
    const award = await lockAwardToDecide(trx, person.account.id, id)
    refuseRevoked(award)
    const rnaCode = aid.rnaCode?.trim() ?? null
    await trx('award').where({ id }).update({ de_minimis_eur: aid.deMinimisEur, rna_code: rnaCode })
    await recordEvent(trx, {
      actor: actorOf(person),
      action: 'recordAid',
      objectKind: 'request',
      objectId: award.requestId,
      changes: changesOf({
        deMinimisEur: [award.deMinimisEur, aid.deMinimisEur],
        rnaCode: [award.rnaCode, rnaCode],
      }),
    })
  })
}
