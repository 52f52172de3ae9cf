import { tellRoleEnds } from './accounts/roleEnds.ts'
import { followAgreements } from './agreements/clock.ts'
import { certifiedDelivery, certifiedFailure } from './allocation/delivery.ts'
import { moveFilesToStore } from './allocation/fileMoving.ts'
import { tellInfected } from './allocation/fileNotices.ts'
import { signClosedDays } from './audit/days.ts'
import { forgetShares } from './bids/opening.ts'
import { keepHeartbeat } from './bids/outages.ts'
import { followClock } from './calls/clock.ts'
import type { Context } from './context.ts'
import { followCoverage } from './coverage/monthly.ts'
import { sendDigests } from './districtPages/digestSending.ts'
import { startEditions } from './editions/making.ts'
import { rescanFiles } from './files/rescanning.ts'
import { sweepFiles } from './files/sweeping.ts'
import { followLabs } from './labs/confirming.ts'
import { startMailWorker } from './mail/worker.ts'
import { takeFromFolder } from './observations/inboxFolder.ts'
import { registerWaiting } from './observations/registering.ts'
import { followOpinions } from './opinions/clock.ts'
import { readReceipts } from './pec/mailbox.ts'
import type { PecConfig } from './pecConfig.ts'
import { tellDeadlines } from './plans/deadlines.ts'
import { followPlans } from './plans/leading.ts'
import { applyRetention } from './privacy/retention.ts'
import { followList } from './qualifiedList/clock.ts'
import { tellAlerts } from './spaces/alerts.ts'
import { fillVisits } from './visits/places.ts'

const alertsEveryMs = 10_000
const signingEveryMs = 10 * 60_000
const callsEveryMs = 3_000
const heartbeatEveryMs = 30_000
const forgettingEveryMs = 30_000
const agreementsEveryMs = 60_000
const movingEveryMs = 5_000
const scanningEveryMs = 60_000
const receiptsEveryMs = 60_000
const protocolEveryMs = 10_000
const inboxEveryMs = 10_000
const sweepingEveryMs = 60 * 60_000
const remindersEveryMs = 60 * 60_000
const coverageEveryMs = 10 * 60_000
const retentionEveryMs = 24 * 60 * 60_000

/**
 * Does something now and again and again, never twice at once; an error is told, and the next turn tries again.
 * @returns ends it and waits for the turn under way
 */
function repeat(
  everyMs: number,
  job: () => Promise<unknown>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<unknown> | null = null
  const turn = () => {
    running ??= job()
      .catch(onError)
      .finally(() => {
        running = null
      })
  }
  turn()
  const timer = setInterval(turn, everyMs)
  return async () => {
    clearInterval(timer)
    await running
  }
}

function tellChanges(context: Context): () => Promise<void> {
  let toldAt: number | null = null
  return async () => {
    const { revision } = context.feed
    if (revision === toldAt) return
    await tellAlerts(context)
    toldAt = revision
  }
}

const readCertifiedMailbox = (context: Context, pec: PecConfig) => () =>
  readReceipts(context.db, pec, {
    delivered: (trx, letterId, at) => certifiedDelivery(trx, context, letterId, at),
    failed: certifiedFailure,
  })

/** Moves files from their rows to the store, batch by batch; new ones never lie in rows. */
function moveOldFiles({ db, config }: Context): () => Promise<void> {
  let done = false
  return async () => {
    if (!done) done = (await moveFilesToStore(db, config.varDir)) === 0
  }
}

/**
 * What goes on without anybody asking: calls and plans open and close, free places on visits go to who waits,
 * what is near its end or due is told of (agreements, terms of plans, opinions, roles, profiles of labs that nobody
 * confirmed), entries of the list of labs end, figures of coverage are kept and digests of districts written each
 * month, letters leave and their receipts come in, files of registers are made, alerts are told of what changed in
 * the index, the audit log of days that are over is signed, files are checked and swept, and what has been kept long
 * enough goes.
 * @returns ends the jobs and waits for those under way
 */
export function startJobs(
  context: Context,
  onError: (error: unknown) => void,
  onProgress: (text: string) => void,
): () => Promise<void> {
  const { db, config } = context
  const mailWorker = startMailWorker({ db, config, onError })
  const stopEditions = startEditions(context, onError)
  const stops = [
    repeat(alertsEveryMs, tellChanges(context), onError),
    repeat(callsEveryMs, () => followClock(db), onError),
    repeat(callsEveryMs, () => followPlans(db), onError),
    repeat(callsEveryMs, () => fillVisits(context), onError),
    repeat(heartbeatEveryMs, () => keepHeartbeat(db), onError),
    repeat(forgettingEveryMs, () => forgetShares(db), onError),
    repeat(agreementsEveryMs, () => followAgreements(context), onError),
    repeat(movingEveryMs, moveOldFiles(context), onError),
    repeat(
      scanningEveryMs,
      () => rescanFiles(db, config, (trx, sha256) => tellInfected(trx, context, sha256)),
      onError,
    ),
    repeat(sweepingEveryMs, () => sweepFiles(db, config.varDir), onError),
    repeat(retentionEveryMs, () => applyRetention(db, context.city.retention), onError),
    repeat(
      coverageEveryMs,
      () => followCoverage(context, (step) => onProgress(`grid of residents: ${step}`)),
      onError,
    ),
    repeat(remindersEveryMs, () => tellRoleEnds(context), onError),
    repeat(remindersEveryMs, () => tellDeadlines(context), onError),
    repeat(remindersEveryMs, () => followList(context), onError),
    repeat(remindersEveryMs, () => followLabs(context), onError),
    repeat(remindersEveryMs, () => sendDigests(context), onError),
    repeat(agreementsEveryMs, () => followOpinions(context), onError),
    repeat(signingEveryMs, () => signClosedDays(db, config.auditKey), onError),
    ...(config.protocol ? [repeat(protocolEveryMs, () => registerWaiting(context), onError)] : []),
    ...(config.inboxDir ? [repeat(inboxEveryMs, () => takeFromFolder(context), onError)] : []),
    ...(config.pec ? [repeat(receiptsEveryMs, readCertifiedMailbox(context, config.pec), onError)] : []),
  ]
  return async () => {
    await Promise.all([...stops.map((stop) => stop()), stopEditions()])
    await mailWorker.stop()
  }
}
