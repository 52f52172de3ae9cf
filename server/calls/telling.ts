import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { publicLink } from '../mail/body.ts'
import { notify } from '../mail/news.ts'
import { queueLetter } from '../mail/outbox.ts'
import type { Grounds } from './deskSchema.ts'
import { type ToldChange, writeCallLetter } from './letters.ts'

interface Reader {
  id: string
  name: string
  email: string | null
  language: 'it' | 'en'
}

/** Who acts for a request of a call that is being written or was sent, each once; withdrawn ones are over. */
async function readersOf(trx: Db, callId: number): Promise<Reader[]> {
  const members = trx({ r: 'request' })
    .join({ m: 'party_member' }, 'm.party_id', 'r.party_id')
    .where({ 'r.call_id': callId })
    .whereNot('r.status', 'withdrawn')
    .whereNull('m.ended_at')
    .select('m.account_id')
  return trx('account')
    .whereIn('id', members)
    .whereNull('disabled_at')
    .orderBy('id')
    .select('id', 'name', 'email', 'language')
}

/** Tells everybody with a request for a call how it changed, by letter and in the application. */
export async function tellReaders(
  trx: Db,
  { config }: Pick<Context, 'config'>,
  callId: number,
  change: ToldChange,
  grounds: Grounds,
): Promise<void> {
  const readers = await readersOf(trx, callId)
  if (readers.length === 0) return
  const call = await trx('call')
    .where({ id: callId })
    .first({
      code: 'code',
      title: 'title',
      closesAt: 'closes_at',
      office: trx.raw(
        "json_build_object('name', office, 'phone', office_phone, 'hours', office_hours, 'email', office_email)",
      ),
    })
  const about = { kind: `call.${change}`, objectKind: 'call', objectId: call.code }
  const facts = {
    ...call,
    change,
    grounds,
    demo: config.demo,
    link: publicLink(config, `/calls/${call.code}`),
  }
  await notify(
    trx,
    readers.map(({ id }) => id),
    { ...about, facts: { code: call.code } },
  )
  for (const { id, name, email, language } of readers) {
    if (email === null) continue
    const letter = writeCallLetter({ ...facts, recipientName: name }, language)
    await queueLetter(trx, { ...letter, ...about, recipient: email, accountId: id })
  }
}
