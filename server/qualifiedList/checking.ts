import type { Person } from '../accounts/queries.ts'
import { addDays } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { UnprocessableError } from '../http/problem.ts'
import { type Acting, actOn, findRequirement, moveTo, recordAct, refuseEarlier } from './examining.ts'
import { updateApplication } from './locking.ts'
import { readRequirements } from './requirements.ts'
import { groundsDays } from './rules.ts'
import type { AskMore, Check } from './schema.ts'
import { tellLab } from './telling.ts'

/** An application is taken in charge by the officer who begins to examine it. */
export const takeApplication = (context: Context, person: Person, id: string, version: number) =>
  actOn(context, person, { id, version, action: 'take' }, async (acting) => {
    await moveTo(acting, 'examining', { assigned_to: person.account.id })
    await recordAct(acting, 'take', { status: ['submitted', 'examining'] })
    await tellLab(acting.trx, context, acting.application, 'take')
  })

/**
 * Writes down what was found of one requirement, with its day; the last finding counts.
 * @throws {UnprocessableError} where the day is to come
 */
export const checkRequirement = (context: Context, person: Person, id: string, check: Check) =>
  actOn(context, person, { id, version: check.version, action: 'check' }, async (acting) => {
    const { trx, application, today } = acting
    const { requirement, outcome, note, checkedOn } = check
    if (checkedOn > today)
      throw new UnprocessableError('The day is to come.', '/problems/day-to-come', [
        { pointer: '/checkedOn', detail: today },
      ])
    await trx('lab_list_check').insert({
      application_id: id,
      requirement_id: await findRequirement(trx, application.editionId, requirement),
      outcome,
      note,
      checked_on: checkedOn,
      checked_by: person.account.id,
    })
    await updateApplication(trx, application, {})
    await recordAct(acting, 'checkRequirement', {
      requirement: [null, requirement],
      outcome: [null, outcome],
      note: [null, note],
      checkedOn: [null, checkedOn],
    })
  })

interface Writing {
  kind: 'integration' | 'grounds'
  message: string
  requirements: string[]
  dueOn: string
}

/** Writes to the lab and waits for its answer; meanwhile the days of the office do not run. */
async function writeToLab(acting: Acting, { kind, message, requirements, dueOn }: Writing): Promise<void> {
  const { trx, context, person, application } = acting
  const asked = await readRequirements(trx, application.editionId)
  const named = asked.filter(({ code }) => requirements.includes(code))
  await trx('lab_list_ask').insert({
    application_id: application.id,
    kind,
    message,
    requirements: named.map(({ code }) => code),
    due_on: dueOn,
    asked_by: person.account.id,
  })
  await moveTo(acting, kind)
  const action = kind === 'grounds' ? 'giveGrounds' : 'ask'
  await recordAct(acting, action, {
    status: ['examining', kind],
    message: [null, message],
    requirements: [null, named.map(({ code }) => code)],
    dueOn: [null, dueOn],
  })
  const items = named.map(({ label, labelEn }) => ({ it: label, en: labelEn ?? label }))
  await tellLab(trx, context, application, action, { message, items, dueOn })
}

/** Asks the lab for what is missing, with a last day to send it. */
export const askForMore = (context: Context, person: Person, id: string, ask: AskMore) =>
  actOn(context, person, { id, version: ask.version, action: 'ask' }, async (acting) => {
    refuseEarlier(ask.dueOn, addDays(acting.today, 1), '/dueOn')
    await writeToLab(acting, { kind: 'integration', ...ask })
  })

/**
 * Tells the lab why its application cannot be accepted, before it is refused; it has at least ten days to answer.
 * @see L. 241/1990 art. 10-bis
 */
export const giveGrounds = (
  context: Context,
  person: Person,
  id: string,
  { version, message, dueOn }: { version: number; message: string; dueOn: string },
) =>
  actOn(context, person, { id, version, action: 'giveGrounds' }, async (acting) => {
    refuseEarlier(dueOn, addDays(acting.today, groundsDays), '/dueOn')
    await writeToLab(acting, { kind: 'grounds', message, requirements: [], dueOn })
  })

/** Goes on without an answer, once the last day to give it is over. */
export const resumeExamining = (context: Context, person: Person, id: string, version: number) =>
  actOn(context, person, { id, version, action: 'resume' }, async (acting) => {
    const { trx, application } = acting
    await trx('lab_list_ask')
      .where({ application_id: id })
      .whereNull('closed_at')
      .update({ closed_at: trx.raw('clock_timestamp()') })
    await moveTo(acting, 'examining')
    await recordAct(acting, 'resumeExamining', { status: [application.status, 'examining'] })
    await tellLab(trx, context, application, 'resume')
  })
