import { parseArgs } from 'node:util'
import { openBench } from './bench/bench.ts'
import { measureAll } from './bench/measuring.ts'
import { asJson, asTable } from './bench/report.ts'
import { isSize, subjects } from './bench/subjects.ts'

const usage = `npm run bench -- ${Object.keys(subjects).join('|')} [--size small|full] [--json]`

/** Fills a database of its own, measures the subject and prints what was found. */
async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { size: { type: 'string', default: 'small' }, json: { type: 'boolean', default: false } },
  })
  const [name = ''] = positionals
  const subject = subjects[name]
  if (!subject || positionals.length > 1) throw new Error('Say what to measure.')
  if (!isSize(values.size)) throw new Error('--size must be small or full.')
  const say = (text: string) => console.error(text)
  const bench = await openBench(process.env.TEST_DATABASE_URL, say)
  try {
    const prepared = await subject(bench, values.size, say)
    const results = await measureAll(prepared.measures, say)
    const found = { subject: name, size: values.size, data: prepared.data, results }
    console.log(values.json ? asJson(found) : asTable(found))
  } finally {
    await bench.close()
  }
}

try {
  await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(usage)
  process.exitCode = 2
}
