import { parseArgs } from 'node:util'
import { readCityPack } from '../server/city/pack.ts'
import { readConfig } from '../server/config.ts'
import { prepareSchema } from '../server/db/grants.ts'
import { openDatabase } from '../server/db/open.ts'
import { applyRetention, countDue } from '../server/privacy/retention.ts'

const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } })
const dryRun = values['dry-run']
const config = readConfig()
const { retention } = readCityPack(config.city)
const { knex, close } = await openDatabase({
  databaseUrl: config.databaseUrl,
  varDir: config.varDir,
  join: true,
})
try {
  await prepareSchema(knex, config.databaseOwnerUrl)
  const counts = await (dryRun ? countDue : applyRetention)(knex, retention)
  for (const { kind, action, period, count } of counts) {
    console.log(
      `${String(count).padStart(8)}  ${kind}: ${action} after ${period.replace(/^(1 \w+)s$/, '$1')}`,
    )
  }
  console.log(dryRun ? 'Nothing was changed.' : 'Done.')
} finally {
  await close()
}
