import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { shortInstant } from '../documents/dates.ts'
import { claimFile } from '../files/queries.ts'
import { hashFile, newIncomingFolder, putFile, storedPath } from '../files/storage.ts'
import { askAgain } from './asking.ts'
import { beat, claimJob, endJob, failJob, type Job, letGo, listPublished, release, restart } from './jobs.ts'
import { writeApart } from './process.ts'
import { findPrintedPlan, fingerprintOf, inputOf, writePoints } from './reading.ts'
import { readCityEditions } from './settings.ts'
import { mediaTypes } from './words.ts'

type Around = Pick<Context, 'db' | 'city' | 'config'>

const beatEveryMs = 1000
const lookEveryMs = 1000
const followEveryMs = 30_000
/** How often a file is begun: again where its server was killed, and again where its words changed meanwhile. */
const attemptLimit = 3
/** What the reading of the points is of the whole work. */
const readingShare = 0.1

class ChangingError extends Error {}

/**
 * Makes the file in a folder of its own. Reading takes many statements: what was changed between the first and the
 * end of the writing shows in the fingerprint, and the file is made again.
 * @returns what the file was made from
 */
async function writeFile(context: Around, job: Job, folder: string, stop: AbortSignal): Promise<string> {
  const { db, city, config } = context
  const cityEditions = readCityEditions(city)
  const { edition, format, sorting, askedAt } = job
  const wanted = { edition, format, sorting }
  const madeOn = romeDate(askedAt)
  const isCopy = edition === 'council'
  const copyFor = isCopy ? `${job.reader}, ${shortInstant(askedAt, 'it')}` : null
  const [points, to] = [join(folder, 'points'), join(folder, 'made')]
  const read = async () => {
    const plan = await findPrintedPlan(db, { id: job.planId })
    if (!plan) throw new Error('the plan of a job is there')
    const reader = isCopy ? job.askedBy : null
    return {
      plan,
      fingerprint: await fingerprintOf(db, cityEditions, { plan, wanted, reader, demo: config.demo }),
    }
  }
  for (let attempt = 0; attempt < attemptLimit; attempt += 1) {
    await restart(db, job)
    const { plan, fingerprint } = await read()
    await writePoints(db, plan.id, wanted, points)
    const input = inputOf(plan, cityEditions, { wanted, madeOn, copyFor, demo: config.demo })
    const task = { input, points, template: cityEditions.template?.path ?? null, to }
    let share = readingShare
    const beating = setInterval(() => void beat(db, job.id, share).catch(() => {}), beatEveryMs)
    await writeApart(
      task,
      (done) => {
        share = readingShare + (1 - readingShare) * done
      },
      stop,
    ).finally(() => clearInterval(beating))
    if ((await read()).fingerprint === fingerprint) return fingerprint
  }
  throw new ChangingError('the points changed while they were written')
}

/** Makes the file of a job and puts it into the store; nothing of the work stays in its folder. */
async function makeFile(context: Around, job: Job, stop: AbortSignal): Promise<void> {
  const { db, config } = context
  const folder = await newIncomingFolder(config.varDir)
  try {
    const fingerprint = await writeFile(context, job, folder, stop)
    const made = join(folder, 'made')
    const { sha256, sizeBytes } = await hashFile(made)
    await claimFile(db, { sha256, sizeBytes, mediaType: mediaTypes[job.format], scanState: 'clean' })
    await putFile(made, storedPath(config.varDir, sha256))
    await endJob(db, job, { fingerprint, sha256, sizeBytes })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function problemOf(error: unknown) {
  if (error instanceof ChangingError) return 'changing'
  return error instanceof Error && error.message.startsWith('TemplateError') ? 'template' : 'failed'
}

/**
 * Makes one file that somebody has asked for.
 * @returns whether there was one to make
 */
export async function makeNext(
  context: Around,
  { stop = new AbortController().signal, onError }: { stop?: AbortSignal; onError: (error: unknown) => void },
): Promise<boolean> {
  const { db } = context
  const job = await claimJob(db)
  if (!job) return false
  try {
    if (job.attempts > attemptLimit) await failJob(db, job.id, 'failed')
    else await makeFile(context, job, stop)
  } catch (error) {
    if (stop.aborted) await release(db, job.id)
    else {
      onError(error)
      await failJob(db, job.id, problemOf(error))
    }
  }
  return true
}

/** Lets go of public files with words that were taken back, and asks for those that have changed anew. */
export async function followWords(context: Around): Promise<void> {
  await letGo(context.db)
  for (const { planId, format, sorting, askedBy } of await listPublished(context.db)) {
    await askAgain(context, { planId, wanted: { edition: 'public', format, sorting }, askedBy })
  }
}

/**
 * Makes the files people ask for, one after the other; what a server that ended had begun is begun again.
 * @returns ends it: a file that is being made is left, and begun again by the next server
 */
export function startEditions(context: Around, onError: (error: unknown) => void): () => Promise<void> {
  const stop = new AbortController()
  let running: Promise<unknown> | null = null
  let followedAt = 0
  const work = async () => {
    if (Date.now() - followedAt >= followEveryMs) {
      followedAt = Date.now()
      await followWords(context)
    }
    while (!stop.signal.aborted && (await makeNext(context, { stop: stop.signal, onError })));
  }
  const turn = () => {
    running ??= work()
      .catch(onError)
      .finally(() => {
        running = null
      })
  }
  const timer = setInterval(turn, lookEveryMs)
  turn()
  return async () => {
    clearInterval(timer)
    stop.abort()
    await running
  }
}
