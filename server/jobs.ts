import type { Context } from './context.ts'
import { startMailWorker } from './mail/worker.ts'
import { tellAlerts } from './spaces/alerts.ts'

const alertsEveryMs = 10_000

/**
 * What goes on without anybody asking: letters leave, alerts are told of what changed in the index.
 * @returns ends the jobs and waits for the one under way
 */
export function startJobs(context: Context, onError: (error: unknown) => void): () => Promise<void> {
  const mailWorker = startMailWorker({ db: context.db, config: context.config, onError })
  let toldAt: number | null = null
  let running: Promise<unknown> | null = null
  const tellChanges = async () => {
    const { revision } = context.feed
    if (revision === toldAt) return
    await tellAlerts(context)
    toldAt = revision
  }
  const timer = setInterval(() => {
    running ??= tellChanges()
      .catch(onError)
      .finally(() => {
        running = null
      })
  }, alertsEveryMs)
  return async () => {
    clearInterval(timer)
    await running
    await mailWorker.stop()
  }
}
