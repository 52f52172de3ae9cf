import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { describe, printHeads, runVerify } from '../server/audit/command.ts'
import { readConfig } from '../server/config.ts'
import { openDatabase } from '../server/db/open.ts'

const usage = `npm run audit -- verify [--public-key KEY …] [--deposited FILE]
npm run audit -- heads > FILE`

const options = {
  'public-key': { type: 'string', multiple: true, default: [] as string[] },
  deposited: { type: 'string' },
} as const

/** Does what is asked; true where the log is whole. */
async function run(): Promise<boolean> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options })
  const [command] = positionals
  if (command !== 'verify' && command !== 'heads') throw new Error('Say what to do: verify or heads.')
  const config = readConfig()
  const database = await openDatabase({ databaseUrl: config.databaseUrl, varDir: config.varDir, join: true })
  try {
    if (command === 'heads') {
      process.stdout.write(await printHeads(database.knex))
      return true
    }
    const verification = await runVerify(database.knex, config, {
      publicKeys: values['public-key'],
      deposited: values.deposited ? readFileSync(values.deposited, 'utf8') : '',
      onProgress: (events) => console.error(`${events} events…`),
    })
    console.log(describe(verification))
    return verification.broken === null
  } finally {
    await database.close()
  }
}

try {
  process.exitCode = (await run()) ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(usage)
  process.exitCode = 2
}
