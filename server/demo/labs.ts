import { readPackJson } from '../city/packRecords.ts'
import { addDays } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { columnsOf, writeContent, writeMachines } from '../labs/content.ts'
import type { Hours } from '../labs/hours.ts'
import type { LabContent } from '../labs/schema.ts'
import type { Demo } from './load.ts'
import { type DemoPeople, insertRepresented } from './people.ts'

/** Hours whose closures lie so many days from today. */
type DemoHours = Omit<Hours, 'exceptions'> & {
  exceptions: (Omit<Hours['exceptions'][number], 'firstOn' | 'lastOn'> & {
    firstInDays: number
    lastInDays: number
  })[]
}

interface Profile
  extends Pick<
    LabContent,
    'areaM2' | 'workstations' | 'stepFree' | 'languages' | 'email' | 'prices' | 'machines'
  > {
  code: string
  phone?: string
  hours: DemoHours | null
  confirmedDaysAgo: number | null
}

interface InventedLab
  extends Profile,
    Pick<LabContent, 'name' | 'kind' | 'address' | 'description' | 'descriptionEn' | 'website' | 'links'> {
  lon: number
  lat: number
  periods: { activity: string; inDays: number | null; note: string | null }[]
  keeper: boolean
}

/** What is invented of labs, as it lies in the pack. */
interface DemoLabs {
  profiles: Profile[]
  periods: Record<string, { activity: string; fromOn: string | null; note: string | null }[]>
  labs: InventedLab[]
  grants: {
    lab: string
    measure: string | null
    title: string
    /** Years from the present one. */
    year: number
    actNumber: string
    actInDays: number
    amountEur: number
    state: string
    stateInDays: number | null
  }[]
  keeper: { name: string; email: string }
  claim: { lab: string; party: string; email: string; reason: string }
}

const shifted = (hours: DemoHours | null, today: string): Hours | null =>
  hours && {
    ...hours,
    exceptions: hours.exceptions.map(({ firstInDays, lastInDays, ...rest }) => ({
      ...rest,
      firstOn: addDays(today, firstInDays),
      lastOn: addDays(today, lastInDays),
    })),
  }

const confirmedOn = ({ confirmedDaysAgo }: Profile, today: string) =>
  confirmedDaysAgo === null ? null : addDays(today, -confirmedDaysAgo)

/** Gives recorded labs hours, machines and prices; what the pack says of them stays. */
async function enrich(trx: Db, { profiles, periods }: DemoLabs, { today, sources }: Demo): Promise<void> {
  const labs: { id: number; code: string }[] = await trx('lab').select('id', 'code')
  const idOf = (code: string) => labs.find((lab) => lab.code === code)?.id
  for (const profile of profiles) {
    const id = idOf(profile.code)
    if (id === undefined) continue
    const row = await trx('lab')
      .where({ id })
      .first('name', 'kind', 'address', 'description', 'website', 'links', 'position_approximate')
    const [point] = await trx('lab').where({ id }).select(trx.raw('ST_X(geom) AS lon, ST_Y(geom) AS lat'))
    const content: LabContent = {
      ...row,
      ...profile,
      point: [point.lon, point.lat],
      positionApproximate: row.position_approximate,
      descriptionEn: null,
      phone: profile.phone ?? null,
      hours: shifted(profile.hours, today),
    }
    await writeContent(trx, id, content, { version: 2, confirmed_on: confirmedOn(profile, today) })
  }
  for (const [code, known] of Object.entries(periods))
    for (const { activity, fromOn, note } of known) {
      const lab_id = idOf(code)
      const row = { lab_id, activity, from_on: fromOn, note, source: sources.source }
      if (lab_id !== undefined) await trx('lab_activity').insert(row)
    }
}

async function insertInvented(
  trx: Db,
  { labs }: DemoLabs,
  { today, sources }: Demo,
  partyId: string,
): Promise<void> {
  for (const { code, lon, lat, periods, keeper, confirmedDaysAgo, ...lab } of labs) {
    const content: LabContent = {
      ...lab,
      point: [lon, lat],
      positionApproximate: false,
      phone: lab.phone ?? null,
      hours: shifted(lab.hours, today),
    }
    const [{ id }] = await trx('lab')
      .insert({
        ...columnsOf(trx, content),
        code,
        source: sources.source,
        source_date: today,
        version: 2,
        party_id: keeper ? partyId : null,
        confirmed_on: confirmedOn({ ...lab, code, confirmedDaysAgo }, today),
      })
      .returning('id')
    await writeMachines(trx, id, content.machines)
    await trx('lab_activity').insert(
      periods.map(({ activity, inDays, note }) => ({
        lab_id: id,
        activity,
        from_on: inDays === null ? null : addDays(today, inDays),
        note,
        source: sources.source,
      })),
    )
  }
}

/**
 * Gives labs invented hours, machines, prices and grants, adds labs that do not exist and are called examples, one
 * of them kept by the applicant of the demonstration, and has somebody ask for another.
 */
export async function insertLabs(trx: Db, demo: Demo, people: DemoPeople): Promise<void> {
  const given = readPackJson<DemoLabs>(demo.city.id, 'demoLabs.json')
  const { today, sources } = demo
  const partyId = await insertRepresented(trx, people.applicant, given.keeper)
  await enrich(trx, given, demo)
  await insertInvented(trx, given, demo, partyId)
  for (const { lab, year, actNumber, actInDays, amountEur, stateInDays, ...grant } of given.grants)
    await trx('lab_grant').insert({
      ...grant,
      lab_id: trx('lab').where({ code: lab }).select('id'),
      year: Number(today.slice(0, 4)) + year,
      act_number: actNumber,
      act_date: addDays(today, actInDays),
      amount_eur: amountEur,
      state_on: stateInDays === null ? null : addDays(today, stateInDays),
      source: sources.source,
      entered_by: people.propertyOffice,
    })
  const { lab, party, email, reason } = given.claim
  const asking = await insertRepresented(trx, people.others, { name: party, email })
  const row = await trx('lab').where({ code: lab }).first('id')
  if (row)
    await trx('lab_claim').insert({ lab_id: row.id, party_id: asking, account_id: people.others, reason })
}
