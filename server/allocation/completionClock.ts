import { addDays, daysBetween, nextWorkingDay, romeDate } from '../city/rules.ts'
import { ConflictError } from '../http/problem.ts'
import { type Apply, readOpenCompletion } from './decisions.ts'
import { isLate } from './rules.ts'

const closed = () =>
  new ConflictError('The term to complete is not in a state to do this.', '/problems/not-in-this-state')

/**
 * Stops the clock of a completion, for a reason that is not the applicant's: an outage, an inquiry of the
 * office. A term that has not started, or is over, is not paused.
 */
export const pauseCompletion =
  (reason: string): Apply =>
  async ({ trx, request, now }) => {
    const open = await readOpenCompletion(trx, request.id)
    if (!open?.dueOn || open.pausedAt || isLate(now, open.dueOn)) throw closed()
    const pauseReason = reason.trim()
    await trx('request_completion')
      .where({ id: open.id })
      .update({ paused_at: now, pause_reason: pauseReason })
    return {
      decided: { completionPaused: [null, now.toISOString()], completionPauseReason: [null, pauseReason] },
      said: { message: pauseReason },
    }
  }

/** Lets the clock run again: the last day moves by the days of the pause, and on to a working day. */
export const resumeCompletion: Apply = async ({ trx, request, now, context }) => {
  const open = await readOpenCompletion(trx, request.id)
  if (!open?.dueOn || !open.pausedAt) throw closed()
  const days = daysBetween(romeDate(open.pausedAt), romeDate(now))
  const dueOn = nextWorkingDay(addDays(open.dueOn, days), context.city.holidays)
  await trx('request_completion')
    .where({ id: open.id })
    .update({
      due_on: dueOn,
      paused_at: null,
      pause_reason: null,
      paused_days: trx.raw('paused_days + ?', [days]),
    })
  return {
    decided: {
      completionPaused: [open.pausedAt.toISOString(), null],
      completionDueOn: [open.dueOn, dueOn],
    },
    said: { dueOn },
  }
}
