import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import { findPlanId } from '../plans/queries.ts'
import { isTaken } from './inboxReading.ts'
import { inboxLimitBytes, takeIntoInbox } from './inboxTaking.ts'

/** A file that is still being written is left for the next turn. */
const settledMs = 5000
/** Of a name, so that with the time before it it is none too long for a folder. */
const nameEnd = 60
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

async function takeOne(context: Context, folder: string, planId: number, name: string): Promise<void> {
  const done = join(folder, 'taken')
  await takeIntoInbox(context, { planId, name, content: await readFile(join(folder, name)), actor })
  await mkdir(done, { recursive: true })
  await rename(join(folder, name), join(done, `${Date.now()}-${name.slice(-nameEnd)}`))
}

interface Turn {
  taken: number
  /** What kept single files from being taken. */
  failed: unknown[]
}

async function takeFolder(context: Context, folder: string, planId: number, turn: Turn): Promise<void> {
  for (const name of await settledFiles(folder)) {
    try {
      await takeOne(context, folder, planId, name)
      turn.taken += 1
    } catch (error) {
      turn.failed.push(error)
    }
  }
}

/**
 * Takes what was dropped in `INBOX_DIR/<code of a plan>/` into its inbox and moves it to `taken` beside; a file
 * taken twice, as after a crash, counts once. One that cannot be taken stays, and keeps no other waiting.
 * @returns how many files were taken
 * @throws {AggregateError} of what kept files from being taken, once all others are
 */
export async function takeFromFolder(context: Context): Promise<number> {
  const { inboxDir } = context.config
  if (!inboxDir) return 0
  const folders = await readdir(inboxDir, { withFileTypes: true })
  const turn: Turn = { taken: 0, failed: [] }
  for (const folder of folders.filter((entry) => entry.isDirectory())) {
    const planId = await findPlanId(context.db, folder.name).catch(() => null)
    if (planId !== null) await takeFolder(context, join(inboxDir, folder.name), planId, turn)
  }
  if (turn.failed.length > 0)
    throw new AggregateError(turn.failed, `${turn.failed.length} files of the inbox were not taken`, {
      cause: turn.failed[0],
    })
  return turn.taken
}
