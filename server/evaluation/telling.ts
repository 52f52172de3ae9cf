import { holdersOf } from '../accounts/holders.ts'
import { readOffice, sendToApplicants } from '../allocation/notices.ts'
import { tellApplicants } from '../allocation/people.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { publicLink } from '../mail/body.ts'
import { notify } from '../mail/news.ts'
import { queueLetter } from '../mail/outbox.ts'
import type { NoticeKind } from '../notices/schema.ts'
import {
  type CommissionerLetter,
  type EvaluationLetter,
  type EvaluationTopic,
  writeCommissionerLetter,
  writeEvaluationLetter,
} from './letters.ts'
import type { JudgedCall } from './locking.ts'

export type TellingContext = Pick<Context, 'config' | 'city'>

/** What must be delivered with legal effect, beside the ordinary letter that tells of it. */
const notices: Partial<Record<EvaluationTopic, NoticeKind>> = {
  improvedOfferAsked: 'improvedOffer',
  reviewAnswered: 'review',
  finalRanking: 'ranking',
}

type Said = Omit<
  EvaluationLetter,
  'topic' | 'number' | 'callTitle' | 'office' | 'link' | 'demo' | 'appealDays'
>

/** Tells the people of a request by letter and in the application. */
export async function tellRequest(
  trx: Db,
  { config, city }: TellingContext,
  call: JudgedCall,
  request: { id: string; number: string },
  topic: EvaluationTopic,
  said: Said = {},
): Promise<void> {
  const letter: EvaluationLetter = {
    topic,
    number: request.number,
    callTitle: call.title,
    office: await readOffice(trx, city, call.id),
    link: publicLink(config, `/requests/${request.id}`),
    demo: config.demo,
    appealDays: city.terms.appeal,
    ...said,
  }
  await sendToApplicants(trx, { config }, request.id, {
    kind: `request.${topic}`,
    notice: notices[topic],
    write: (name, language) => writeEvaluationLetter(letter, name, language),
  })
  const facts: Record<string, string> = said.dueAt ? { dueOn: said.dueAt.toISOString() } : {}
  await tellApplicants(trx, { ...request, assignedTo: null }, topic, null, facts)
}

const about = (call: JudgedCall) => ({
  objectKind: 'evaluation',
  objectId: call.code,
  facts: { code: call.code },
})

/** Tells everybody who prepares calls, but for who did it. */
export async function tellDesk(trx: Db, call: JudgedCall, event: string, actorId: string): Promise<void> {
  const officers = await holdersOf(trx, 'prepareCalls')
  const others = officers.filter((id) => id !== actorId)
  await notify(trx, others, { kind: `desk.${event}`, ...about(call) })
}

/** Tells commissioners in the application. */
export const tellCommissioners = (
  trx: Db,
  call: JudgedCall,
  accountIds: readonly string[],
  event: string,
): Promise<void> => notify(trx, accountIds, { kind: `evaluation.${event}`, ...about(call) })

/** Writes to somebody who came on a commission, or left it. */
export async function writeToCommissioner(
  trx: Db,
  { config, city }: TellingContext,
  call: JudgedCall,
  accountId: string,
  said: Pick<CommissionerLetter, 'topic' | 'act' | 'reason'>,
): Promise<void> {
  const person = await trx('account')
    .where({ id: accountId })
    .first({ name: 'name', email: 'email', language: 'language' })
  await tellCommissioners(trx, call, [accountId], said.topic)
  if (!person?.email) return
  const letter: CommissionerLetter = {
    ...said,
    callTitle: call.title,
    office: await readOffice(trx, city, call.id),
    link: publicLink(config, `/evaluation/${encodeURIComponent(call.code)}`),
    demo: config.demo,
  }
  await queueLetter(trx, {
    ...writeCommissionerLetter(letter, person.name, person.language),
    kind: `evaluation.${said.topic}`,
    recipient: person.email,
    accountId,
    objectKind: 'evaluation',
    objectId: call.code,
  })
}
