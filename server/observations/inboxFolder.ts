import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import { findPlanId } from '../plans/queries.ts'
import { isTaken } from './inboxReading.ts'
import { inboxLimitBytes, takeIntoInbox } from './inboxTaking.ts'

/** A file that is still being written is left for the next turn. */
const settledMs = 5000
const actor = { id: null, role: 'inboxFolder' }

/** Files of a folder that nobody has written to for a moment. */
async function settledFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isFile() && isTaken(entry.name)).map(({ name }) => name)
  const settled: string[] = []
  for (const name of names.sort()) {
    const { mtimeMs, size } = await stat(join(folder, name))
    if (Date.now() - mtimeMs >= settledMs && size > 0 && size <= inboxLimitBytes) settled.push(name)
  }
  return settled
}

async function takeFolder(context: Context, folder: string, planId: number): Promise<number> {
  const done = join(folder, 'taken')
  let taken = 0
  for (const name of await settledFiles(folder)) {
    await takeIntoInbox(context, { planId, name, content: await readFile(join(folder, name)), actor })
    await mkdir(done, { recursive: true })
    await rename(join(folder, name), join(done, `${Date.now()}-${name}`))
    taken += 1
  }
  return taken
}

/**
 * Takes what was dropped in `INBOX_DIR/<code of a plan>/` into its inbox and moves it to `taken` beside; a file
 * taken twice, as after a crash, counts once.
 * @returns how many files were taken
 */
export async function takeFromFolder(context: Context): Promise<number> {
  const { inboxDir } = context.config
  if (!inboxDir) return 0
  const folders = await readdir(inboxDir, { withFileTypes: true })
  let taken = 0
  for (const folder of folders.filter((entry) => entry.isDirectory())) {
    const planId = await findPlanId(context.db, folder.name).catch(() => null)
    if (planId !== null) taken += await takeFolder(context, join(inboxDir, folder.name), planId)
  }
  return taken
}
