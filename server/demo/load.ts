import { type CityPack, readCityPack } from '../city/pack.ts'
import { readPackJson } from '../city/packRecords.ts'
import { addDays, daysBetween, nextWorkingDay, romeDate } from '../city/rules.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/index.ts'
import { insertAgreements, insertOffers } from './agreements.ts'
import { insertCalls, insertRequests } from './calls.ts'
import { insertCustodians } from './custody.ts'
import type { DemoRecords, DemoSettings, PastCall } from './files.ts'
import { fillInbox } from './inbox.ts'
import { insertLabList } from './labList.ts'
import { insertLabs } from './labs.ts'
import { insertNeeds } from './needs.ts'
import { insertOpinions } from './opinions.ts'
import { insertPeople, insertStays } from './people.ts'
import { insertPlans } from './plans.ts'
import { insertPreparedCalls } from './preparedCalls.ts'
import { insertSites, insertSpaces } from './spaces.ts'

/** Demonstration records are for an empty database only. */
export class DemoRefusedError extends Error {}

/** What every part of the demonstration needs to know. */
export interface Demo {
  city: CityPack
  settings: DemoSettings
  records: DemoRecords
  pastCalls: PastCall[]
  sources: { source: string; surveyedBy: string }
  /** Days by which the dates of the records are moved. */
  shift: number
  /** Calendar days in Italy, YYYY-MM-DD. */
  today: string
  opensOn: string
  closesOn: string
}

/**
 * Loads the demonstration records of a city's pack in one transaction: people, sites, spaces with their
 * history, past calls, a standing call that is open on the given day, one announced and one closed, awards and
 * some requests, what labs say of themselves, four plans with what was written to them, and what Municipi say. Every date is
 * moved by the days between the reference date of the records and today, so that the demonstration is
 * never stale; the call closes about a month from today, on no holiday. Where there is a place for files, some
 * messages wait in the inbox of the plan one can write to.
 * @throws {DemoRefusedError} where spaces, calls or requests are there already
 * @throws {CityPackError} naming the file of the pack that cannot be used
 */
export async function loadDemo(
  db: Db,
  city: string,
  { today, config }: { today: Date; config?: Config },
): Promise<void> {
  const demo = prepareDemo(city, today)
  await db.transaction(async (trx) => {
    await refuseUnlessEmpty(trx)
    const people = await insertPeople(trx)
    const siteIds = await insertSites(trx, demo)
    const spaceIds = await insertSpaces(trx, demo, siteIds)
    await insertStays(trx, demo, people, spaceIds)
    await insertAgreements(trx, demo, people)
    await insertOffers(trx, demo)
    await insertLabs(trx, demo, people)
    await insertLabList(trx, demo, people)
    await insertNeeds(trx, demo, people)
    const lots = await insertCalls(trx, demo, spaceIds)
    await insertRequests(trx, demo, people, lots)
    await insertCustodians(trx, demo, people)
    await insertPreparedCalls(trx, demo, people)
    await insertPlans(trx, demo, people)
    await insertOpinions(trx, demo, people)
  })
  if (config) await fillInbox({ db, config }, city, demo.today)
}

function prepareDemo(id: string, today: Date): Demo {
  const city = readCityPack(id)
  const settings = readPackJson<DemoSettings>(id, 'demo.json')
  const records = readPackJson<DemoRecords>(id, 'generated/spaces.json')
  const day = romeDate(today)
  return {
    city,
    settings,
    records,
    pastCalls: readPackJson<PastCall[]>(id, 'calls.json'),
    sources: readPackJson<{ demo: Demo['sources'] }>(id, 'sources.json').demo,
    shift: daysBetween(records.referenceDate, day),
    today: day,
    opensOn: addDays(day, -settings.call.openForDays),
    closesOn: nextWorkingDay(addDays(day, settings.call.closesInDays), city.holidays),
  }
}

async function refuseUnlessEmpty(trx: Db): Promise<void> {
  for (const table of ['space', 'site', 'call', 'request', 'plan']) {
    if (await trx(table).first('id')) {
      throw new DemoRefusedError(
        `The demonstration is loaded into an empty database only, and table "${table}" has rows.`,
      )
    }
  }
}
