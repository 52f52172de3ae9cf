import { readPackJson } from '../city/packRecords.ts'
import { addDays } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { editionRow, writeRequirements } from '../qualifiedList/requirements.ts'
import { validUntil } from '../qualifiedList/rules.ts'
import type { Answer, Requirement } from '../qualifiedList/schema.ts'
import type { Demo } from './load.ts'
import { type DemoPeople, insertRepresented } from './people.ts'

type Step = [step: string, fromDaysAgo: number, untilDaysAgo: number | null]

interface DemoApplication {
  lab: string
  /** Kept by the applicant of the demonstration. */
  keeper?: boolean
  receivedDaysAgo: number
  steps: Step[]
  end: {
    status: 'listed' | 'suspended' | 'integration' | 'examining'
    act?: string
    decidedDaysAgo?: number
    suspendedDaysAgo?: number
    reason?: string
    askedDaysAgo?: number
    dueInDays?: number
    requirements?: string[]
    message?: string
  }
}

interface DemoList {
  edition: {
    code: string
    title: string
    titleEn: string
    act: string
    actInDays: number
    opensInDays: number
  }
  party: { name: string; email: string }
  applications: DemoApplication[]
}

/** What a lab that meets everything answers. */
const answersTo = (requirements: readonly Requirement[]): Record<string, Omit<Answer, 'requirement'>> =>
  Object.fromEntries(
    requirements
      .filter(({ type }) => type !== 'document')
      .map(({ code, type, minimum, options }) => [
        code,
        {
          number: type === 'number' ? Math.ceil((minimum ?? 1) * 1.6) : null,
          yes: type === 'bool' ? true : null,
          choice: type === 'choice' ? (options.find(({ accepted }) => accepted)?.code ?? null) : null,
          note: null,
        },
      ]),
  )

async function insertEdition(trx: Db, { edition }: DemoList, { city, today }: Demo): Promise<number> {
  const { requirements, ...terms } = city.labLists.template
  const { code, title, titleEn, act, actInDays, opensInDays } = edition
  const [{ id }] = await trx('lab_list_edition')
    .insert({
      code,
      ...editionRow({
        title,
        titleEn,
        act,
        actDate: addDays(today, actInDays),
        opensOn: addDays(today, opensInDays),
        closesOn: null,
        ...terms,
        requirements,
      }),
    })
    .returning('id')
  await writeRequirements(trx, id, requirements)
  await trx('lab_list_edition')
    .where({ id })
    .update({ published_at: addDays(today, actInDays + 10) })
  return id
}

interface Inserting {
  trx: Db
  demo: Demo
  people: DemoPeople
  editionId: number
  requirementIds: Map<string, number>
}

/** Every requirement checked by the case officer; those named are not. */
async function insertChecks(
  { trx, people, requirementIds }: Inserting,
  applicationId: string,
  day: string,
  open: readonly string[],
): Promise<void> {
  await trx('lab_list_check').insert(
    [...requirementIds].map(([code, id]) => ({
      application_id: applicationId,
      requirement_id: id,
      outcome: open.includes(code) ? 'not_verified' : 'met',
      note: open.includes(code) ? 'Da rivedere con il documento aggiornato (esempio).' : 'Visto (esempio).',
      checked_on: day,
      checked_by: people.caseOfficer,
    })),
  )
}

/** Replaces the steps of today, which the database has noted, by those of the story. */
async function rewriteSteps({ trx, demo }: Inserting, id: string, steps: readonly Step[]): Promise<void> {
  await trx('lab_list_step').where({ application_id: id }).delete()
  await trx('lab_list_step').insert(
    steps.map(([step, from, until]) => ({
      application_id: id,
      step,
      began_at: addDays(demo.today, -from),
      ended_at: until === null ? null : addDays(demo.today, -until),
    })),
  )
}

async function endAs(inserting: Inserting, id: string, { end }: DemoApplication): Promise<void> {
  const { trx, demo, people } = inserting
  const ago = (days = 0) => addDays(demo.today, -days)
  const move = (changes: object) => trx('lab_list_application').where({ id }).update(changes)
  if (end.status === 'examining') return
  const day = ago(end.decidedDaysAgo ?? end.askedDaysAgo)
  await insertChecks(inserting, id, day, end.requirements ?? [])
  if (end.status === 'integration') {
    await trx('lab_list_ask').insert({
      application_id: id,
      kind: 'integration',
      message: end.message,
      requirements: end.requirements,
      due_on: addDays(demo.today, end.dueInDays ?? 15),
      asked_by: people.caseOfficer,
      asked_at: day,
    })
    await move({ status: 'integration' })
    return
  }
  const years = demo.city.labLists.template.validityYears
  await move({
    status: 'listed',
    validity: trx.raw("daterange(?::date, ?::date, '[]')", [day, validUntil(day, years)]),
    act_number: end.act,
    act_date: day,
    decided_by: people.caseOfficer,
    decided_at: day,
  })
  if (end.status !== 'suspended') return
  await trx('lab_list_suspension').insert({
    application_id: id,
    from_on: ago(end.suspendedDaysAgo),
    reason: end.reason,
    ordered_by: people.caseOfficer,
    ordered_at: ago(end.suspendedDaysAgo),
  })
  await move({ status: 'suspended' })
}

async function insertApplication(
  inserting: Inserting,
  application: DemoApplication,
  { partyId, accountId }: { partyId: string; accountId: string },
): Promise<void> {
  const { trx, demo, people, editionId } = inserting
  const lab = await trx('lab').where({ code: application.lab }).first('id')
  if (!lab) return
  const received = addDays(demo.today, -application.receivedDaysAgo)
  const [{ id }] = await trx('lab_list_application')
    .insert({
      edition_id: editionId,
      lab_id: lab.id,
      party_id: partyId,
      account_id: accountId,
      sent_by: accountId,
      status: 'submitted',
      number: trx.raw("'L-' || ? || '-' || lpad(nextval('lab_list_number')::text, 6, '0')", [
        received.slice(0, 4),
      ]),
      received_at: received,
      answers: JSON.stringify(answersTo(demo.city.labLists.template.requirements)),
    })
    .returning('id')
  await trx('lab_list_application')
    .where({ id })
    .update({ status: 'examining', assigned_to: people.caseOfficer })
  await endAs(inserting, id, application)
  await rewriteSteps(inserting, id, application.steps)
}

/**
 * An edition of the qualified list that is open, with labs that are listed, suspended, asked for more, and one that
 * waits far longer than was promised.
 */
export async function insertLabList(trx: Db, demo: Demo, people: DemoPeople): Promise<void> {
  const given = readPackJson<DemoList>(demo.city.id, 'demoLabList.json')
  const editionId = await insertEdition(trx, given, demo)
  const rows: { id: number; code: string }[] = await trx('lab_list_requirement')
    .where({ edition_id: editionId })
    .orderBy('position')
    .select('id', 'code')
  const requirementIds = new Map(rows.map(({ id, code }) => [code, id]))
  const network = await insertRepresented(trx, people.others, given.party)
  for (const application of given.applications) {
    const kept = application.keeper
      ? await trx('lab').where({ code: application.lab }).first('party_id')
      : undefined
    const sender = kept?.party_id
      ? { partyId: kept.party_id, accountId: people.applicant }
      : { partyId: network, accountId: people.others }
    await insertApplication({ trx, demo, people, editionId, requirementIds }, application, sender)
  }
}
