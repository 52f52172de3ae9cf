import { readPackJson } from '../city/packRecords.ts'
import { addDays } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import type { Demo } from './load.ts'
import { type DemoPeople, insertRepresented } from './people.ts'

interface DemoNeed {
  party: { name: string; email: string }
  by: 'applicant' | 'others'
  actsFor: string
  firmName: string | null
  title: string
  description: string
  process: string
  material: string
  size: [number | null, number | null, number | null]
  quantity: number
  dueInDays: number
  endsInDays: number
  place: string
  audience: string
  madeDaysAgo: number
  contacts: { lab: string; daysAgo: number; message: string }[]
}

/** What firms of the demonstration look for: one inside a prison by its accelerator, one that has written to a lab. */
export async function insertNeeds(trx: Db, { city, today }: Demo, people: DemoPeople): Promise<void> {
  const { needs } = readPackJson<{ needs: DemoNeed[] }>(city.id, 'demoLabList.json')
  for (const need of needs) {
    const accountId = people[need.by]
    const madeOn = addDays(today, -need.madeDaysAgo)
    const [{ id }] = await trx('need')
      .insert({
        code: trx.raw("'N-' || ? || '-' || lpad(nextval('need_number')::text, 6, '0')", [madeOn.slice(0, 4)]),
        party_id: await insertRepresented(trx, accountId, need.party),
        account_id: accountId,
        acts_for: need.actsFor,
        firm_name: need.firmName,
        title: need.title,
        description: need.description,
        process: need.process,
        material: need.material,
        size_x_mm: need.size[0],
        size_y_mm: need.size[1],
        size_z_mm: need.size[2],
        quantity: need.quantity,
        due_on: addDays(today, need.dueInDays),
        ends_on: addDays(today, need.endsInDays),
        place: need.place,
        audience: need.audience,
        reply_to: need.party.email,
        made_at: madeOn,
      })
      .returning('id')
    for (const { lab, daysAgo, message } of need.contacts)
      await trx('need_contact').insert({
        need_id: id,
        lab_id: trx('lab').where({ code: lab }).select('id'),
        account_id: accountId,
        message,
        letters: 1,
        sent_on: addDays(today, -daysAgo),
        sent_at: addDays(today, -daysAgo),
      })
  }
}
