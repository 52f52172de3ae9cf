import { parseArgs } from 'node:util'
import { exportFormats, runExport } from '../server/exports/command.ts'

const formats = Object.keys(exportFormats).filter(
  (name): name is keyof typeof exportFormats => name in exportFormats,
)

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  const { values } = parseArgs({
    options: {
      collection: { type: 'string', default: 'spaces' },
      format: { type: 'string', default: 'geojson' },
    },
  })
  const format = formats.find((known) => known === values.format)
  if (!format) throw new Error(`--format must be one of ${formats.join(', ')}.`)
  await runExport({ collection: values.collection, format }, process.stdout)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error('npm run export -- --collection spaces --format geojson')
  process.exitCode = 2
}
