import { createAccount, unusablePasswordHash } from '../accounts/creating.ts'
import { demoAccount, demoEmail } from '../accounts/demoPeople.ts'
import { type DemoRole, demoRoles, otherDemoRoles } from '../accounts/schema.ts'
import { addDays } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { insertMany } from './insertInChunks.ts'
import type { Demo } from './load.ts'

/** Account ids: the people to try as first, by role, and `others`, who stands for all the other applicants. */
export type DemoPeople = Record<DemoRole | 'others', string>

/** Inserts the people of the demonstration, under the addresses by which sign-in finds them. */
export async function insertPeople(trx: Db): Promise<DemoPeople> {
  const people: Partial<DemoPeople> = {}
  for (const role of [...demoRoles, ...otherDemoRoles]) people[role] = await demoAccount(trx, role)
  return { ...(people as Omit<DemoPeople, 'others'>), others: await insertOthers(trx) }
}

async function insertOthers(trx: Db): Promise<string> {
  const id = await createAccount(trx, {
    name: 'Altri richiedenti (esempio)',
    email: demoEmail('others'),
    passwordHash: unusablePasswordHash,
    language: 'it',
    role: 'applicant',
    demo: true,
    by: 'demonstration',
  })
  if (id === null) throw new Error('the other applicants of the demonstration are there already')
  return id
}

/** Inserts who holds a space, and the award by which they do. */
export async function insertStays(
  trx: Db,
  { records, shift }: Demo,
  people: DemoPeople,
  spaceIds: Map<string, number>,
): Promise<void> {
  const holders = [...new Set(records.spaces.flatMap(({ stay }) => stay?.holder ?? []))]
  const parties = await trx('party')
    .insert(holders.map((name, index) => holderRow(people.others, name, index)))
    .returning(['id', 'name'])
  const partyIds = new Map(parties.map(({ id, name }) => [name, id]))
  const awards = records.spaces.flatMap(({ code, stay }) =>
    stay
      ? {
          space_id: spaceIds.get(code),
          party_id: partyIds.get(stay.holder),
          period: `[${addDays(stay.from, shift)},${addDays(stay.to, shift)})`,
          procedure: 'publicCall',
          act_number: stay.actNumber,
          act_date: addDays(stay.actDate, shift),
          awarded_by: people.propertyOffice,
          awarded_at: addDays(stay.actDate, shift),
        }
      : [],
  )
  await insertMany(trx, 'award', awards)
}

const holderRow = (account: string, name: string, index: number) => ({
  account_id: account,
  kind: 'organisation',
  name,
  email: `assegnatario-${index + 1}@example.org`,
})

/** Enters an organisation of the demonstration, with who represents it. */
export async function insertRepresented(
  trx: Db,
  accountId: string,
  { name, email }: { name: string; email: string },
): Promise<string> {
  const [{ id }] = await trx('party')
    .insert({ account_id: accountId, kind: 'organisation', name, email })
    .returning('id')
  await trx('party_member').insert({ party_id: id, account_id: accountId, role: 'representative' })
  return id
}
