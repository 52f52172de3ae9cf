import { parseArgs } from 'node:util'
import { asJson, asTable } from './bench/report.ts'
import { subjects } from './bench/subjects.ts'

const sizesOf = ([name, subject]: [string, (typeof subjects)[string]]) =>
  `  ${name} [--size ${subject?.sizes.join('|')}]`
const usage = `npm run bench -- <subject> [--size …] [--json], where the subject is one of
${Object.entries(subjects).map(sizesOf).join('\n')}`

/** Fills a database of its own, measures the subject and prints what was found. */
async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { size: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const [name = ''] = positionals
  const subject = subjects[name]
  if (!subject || positionals.length > 1) throw new Error('Say what to measure.')
  const size = values.size ?? subject.sizes[0] ?? ''
  if (!subject.sizes.includes(size)) throw new Error(`--size must be one of ${subject.sizes.join(', ')}.`)
  const report = await subject.run(size, (text) => console.error(text))
  const found = { subject: name, size, ...report }
  console.log(values.json ? asJson(found) : asTable(found))
}

try {
  await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(usage)
  process.exitCode = 2
}
