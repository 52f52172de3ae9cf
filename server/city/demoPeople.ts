import type { Db } from '../db/index.ts'
import type { Demo } from './demo.ts'
import { movedBy } from './demoDates.ts'
import { demoRoles } from './demoFiles.ts'
import { insertMany } from './insertInChunks.ts'

/** No argon2 hash: no password fits it. People of the demonstration sign in by being chosen. */
const UNUSABLE_PASSWORD_HASH = 'none'

/** Account ids: the people to try as by role, and `others`, who stands for all the other applicants. */
export type DemoPeople = Record<(typeof demoRoles)[number] | 'others', string>

/** Inserts the people of the demonstration, under the addresses by which sign-in finds them. */
export async function insertPeople(trx: Db, { settings }: Demo): Promise<DemoPeople> {
  const people: Partial<DemoPeople> = {}
  for (const role of demoRoles) {
    const { name, district = null } = settings.people[role]
    people[role] = await insertAccount(trx, role, name, role, district)
  }
  const others = await insertAccount(trx, 'others', 'Altri richiedenti (esempio)', 'applicant', null)
  return { ...(people as Omit<DemoPeople, 'others'>), others }
}

async function insertAccount(trx: Db, key: string, name: string, role: string, district: string | null) {
  const email = `${key.toLowerCase()}@demo.invalid`
  const [account] = await trx('account')
    .insert({ email, name, password_hash: UNUSABLE_PASSWORD_HASH, language: 'it', demo: true })
    .returning('id')
  await trx('account_role').insert({ account_id: account.id, role, district_code: district })
  return account.id as string
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
          period: `[${movedBy(stay.from, shift)},${movedBy(stay.to, shift)})`,
          procedure: 'publicCall',
          act_number: stay.actNumber,
          act_date: movedBy(stay.actDate, shift),
          awarded_by: people.propertyOffice,
          awarded_at: movedBy(stay.actDate, shift),
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
