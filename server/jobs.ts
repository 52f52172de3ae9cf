import type { Context } from './context.ts'
import { startMailWorker } from './mail/worker.ts'
import { tellAlerts } from './spaces/alerts.ts'

const alertsEveryMs = 10_000

/**
 * What goes on without anybody asking: letters leave, alerts are told.
 * @returns ends the jobs and waits for the one under way
 */
export function startJobs(context: Context, onError: (error: unknown) => void): () => Promise<void> {
  const mailWorker = startMailWorker({ db: context.db, config: context.config, onError })
  let running: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    running = running.then(() => tellAlerts(context)).catch(onError)
  }, alertsEveryMs)
  return async () => {
    clearInterval(timer)
    await running
    await mailWorker.stop()
  }
}
