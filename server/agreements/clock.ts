import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import { eachInTurn } from '../db/eachInTurn.ts'
import type { Db } from '../db/index.ts'
import { markEnded } from './leading.ts'
import { endingAgreement } from './letters.ts'
import { type LockedAgreement, lockAgreement, spaceNames } from './locking.ts'
import { recordAgreement } from './preparing.ts'
import { reachedAlert } from './rules.ts'
import { moveSpaces } from './spaceMoves.ts'
import { tellDesk, tellHolder } from './telling.ts'

const program = { id: null, role: 'program' }
type Post = Pick<Context, 'config' | 'city'>

async function expire(trx: Db, post: Post, agreement: LockedAgreement, now: Date): Promise<void> {
  const { id, number, until } = agreement
  await markEnded(trx, post, agreement, { on: until, reason: 'term', note: null, actor: program, now })
  await trx('agreement')
    .where({ id })
    .update({ version: agreement.version + 1 })
  await recordAgreement(trx, program, id, 'expire', {
    status: [agreement.status, 'ended'],
    endedOn: [null, until],
  })
  await tellDesk(trx, 'agreementOver', { objectKind: 'agreement', objectId: id, name: number })
}

/** Tells holder and office that the end is near, once for each number of months before each last day. */
async function alert(
  trx: Db,
  post: Post,
  agreement: LockedAgreement,
  months: number,
  now: Date,
): Promise<void> {
  const { id, number, until, spaceIds, requestId } = agreement
  const { rowCount } = await trx.raw(
    `INSERT INTO agreement_alert (agreement_id, until, months) SELECT ?, ?, ?::integer
     WHERE NOT EXISTS (SELECT FROM agreement_alert t WHERE t.agreement_id = ? AND t.until = ? AND t.months <= ?)
     ON CONFLICT DO NOTHING`,
    [id, until, months, id, until, months],
  )
  if (rowCount === 0) return
  const note = `Finisce il ${until}: contratto ${number}`
  await moveSpaces(
    trx,
    spaceIds,
    { to: 'expiring', note, noteEn: `Ends on ${until}: agreement ${number}` },
    program,
    now,
  )
  const names = await spaceNames(trx, agreement)
  await tellHolder(trx, post, requestId, endingAgreement(number, names, until, months), 'agreement')
  await recordAgreement(trx, program, id, 'alertEnd', { until: [null, until], months: [null, months] })
  await tellDesk(trx, 'agreementEnding', { objectKind: 'agreement', objectId: id, name: number })
}

async function follow(trx: Db, post: Post, id: string): Promise<void> {
  const agreement = await lockAgreement(trx, id)
  if (agreement.status !== 'handedOver') return
  const now = await databaseNow(trx)
  const today = romeDate(now)
  if (today > agreement.until) return expire(trx, post, agreement, now)
  const months = reachedAlert(agreement.until, today, post.city.awards.endAlertMonths)
  if (months !== null) await alert(trx, post, agreement, months, now)
}

/**
 * Does what is due by the clock: alerts six and three months before the end of an agreement, and its end. Done
 * twice, or by several servers at once, it does no more: each agreement is locked and looked at again.
 */
export async function followAgreements({ db, ...post }: Post & Pick<Context, 'db'>): Promise<void> {
  const most = Math.max(...post.city.awards.endAlertMonths)
  const ids = await db('agreement')
    .where({ status: 'handedOver' })
    .whereRaw(
      "upper(period) <= (clock_timestamp() AT TIME ZONE 'Europe/Rome')::date + ? * interval '1 month' + interval '2 days'",
      [most],
    )
    .orderBy('id')
    .pluck<string[]>('id')
  await eachInTurn(ids, (id) => db.transaction((trx) => follow(trx, post, id)))
}
