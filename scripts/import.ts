import { parseArgs } from 'node:util'
import { runImport } from '../server/imports/command.ts'
import { importCollections } from '../server/imports/schema.ts'

const usage = `npm run import -- FILE --collection NAME [--crs EPSG:3003] [--mapping FILE] [--dry-run]

FILE         GeoJSON or CSV
--collection one of ${importCollections.join(', ')}
--crs        coordinate system of the file, where it says none or a wrong one
--mapping    column mapping to use instead of those of the city pack
--dry-run    do everything but write

Ends with 0 if the file was applied, 3 if so but for refused rows, 2 if the file or an argument cannot be
used (then nothing was written), 1 if the database cannot be used.`

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      collection: { type: 'string' },
      crs: { type: 'string' },
      mapping: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const [path, ...others] = positionals
  const collection = importCollections.find((known) => known === values.collection)
  if (values.help) return null
  if (path === undefined) throw new Error('Which file?')
  if (others.length > 0) throw new Error(`One file at a time: ${others.join(', ')} is too much.`)
  if (!collection) throw new Error(`--collection must be one of ${importCollections.join(', ')}.`)
  return { path, collection, crs: values.crs, mappingPath: values.mapping, dryRun: values['dry-run'] }
}

try {
  const command = readArguments()
  if (command === null) console.log(usage)
  else process.exitCode = await runImport(command)
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  process.exitCode = 2
}
