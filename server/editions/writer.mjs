import { register } from 'tsx/esm/api'

/** A process of its own that makes one file: thousands of pages keep nobody waiting, and their memory goes with it. */
register()
const { writeEdition } = await import('./writing.ts')
process.once('message', async (task) => {
  try {
    await writeEdition(task, (share) => process.send({ share }))
    process.send({ done: true }, () => process.disconnect())
  } catch (error) {
    process.send(
      { problem: error instanceof Error ? `${error.name}: ${error.message}` : String(error) },
      () => process.exit(1),
    )
  }
})
