import { readPackJson } from '../city/packRecords.ts'
import type { Db } from '../db/index.ts'
import type { Demo } from './load.ts'
import { insertSubmissions, readShapes } from './observations.ts'
import type { DemoPeople } from './people.ts'
import { insertPlan, movePlan } from './plan.ts'
import { type DemoPlan, planFiles } from './planFiles.ts'
import { insertExamining } from './points.ts'
import { insertVotes, publishRegister } from './publishing.ts'

/** Inserts the plans of the demonstration with what was written to each, as far as its office has come. */
export async function insertPlans(trx: Db, demo: Demo, people: DemoPeople): Promise<void> {
  const plans = planFiles.map((file) => readPackJson<DemoPlan>(demo.city.id, file))
  const shapes = await readShapes(trx, plans)
  for (const plan of plans) {
    const inserted = await insertPlan(trx, demo, plan)
    const parts = { demo, people, plan, inserted, shapes }
    const ids = await insertSubmissions(trx, parts)
    if (plan.status !== 'observations') {
      const examined = await insertExamining(trx, parts, ids)
      await insertVotes(trx, parts, examined)
      await movePlan(trx, demo, plan, inserted)
      if (plan.publishedInDays !== undefined)
        await publishRegister(trx, parts, examined, plan.publishedInDays)
    }
  }
}
