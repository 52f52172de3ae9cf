import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { cookieName } from '../accounts/session.ts'
import { databaseNow } from '../db/clock.ts'
import { testApp } from '../testing/app.ts'
import { completeContent, insertCall, insertSpace, sendingOf } from '../testing/requests.ts'

const fixture = testApp()
/** Fewer on the embedded database, which has one connection. */
const count = () => (fixture.kind === 'postgis' ? 300 : 30)
/** How long before the deadline they all send. */
const lastSeconds = () => (fixture.kind === 'postgis' ? 10 : 4)

interface Sender {
  draft: string
  headers: Record<string, string>
}

const csrfToken = randomBytes(32).toString('base64url')
let senders: Sender[] = []

/** As many applicants as asked for, each with a complete draft for the lot, written as the forms write them. */
async function insertSenders(callId: number, lotId: number, howMany: number): Promise<Sender[]> {
  const { db, app } = fixture
  const people = Array.from({ length: howMany }, () => ({
    id: randomUUID(),
    party: randomUUID(),
    draft: randomUUID(),
    token: randomUUID(),
  }))
  const each = <Row>(row: (person: (typeof people)[number]) => Row) => people.map(row)
  const email = (id: string) => `${id}@example.org`
  await db('account').insert(
    each(({ id }) => ({ id, name: 'Anna', email: email(id), password_hash: 'none' })),
  )
  await db('account_role').insert(each(({ id }) => ({ account_id: id, role: 'applicant' })))
  await db('session').insert(
    each(({ id, token }) => ({
      id_hash: createHash('sha256').update(token).digest(),
      account_id: id,
      csrf_token: csrfToken,
      expires_at: db.raw("clock_timestamp() + interval '1 hour'"),
    })),
  )
  await db('party').insert(
    each(({ id, party }) => ({
      id: party,
      account_id: id,
      kind: 'person',
      name: 'Anna',
      email: email(id),
      is_own: true,
    })),
  )
  await db('party_member').insert(
    each(({ id, party }) => ({ party_id: party, account_id: id, role: 'representative' })),
  )
  const content = JSON.stringify(completeContent)
  await db('request').insert(
    each(({ id, party, draft }) => ({
      id: draft,
      kind: 'application',
      call_id: callId,
      account_id: id,
      party_id: party,
      content,
    })),
  )
  await db('request_lot').insert(each(({ draft }) => ({ request_id: draft, lot_id: lotId })))
  return each(({ draft, token }) => ({
    draft,
    headers: { cookie: `${cookieName}=${app.signCookie(token)}`, 'x-csrf-token': csrfToken },
  }))
}

const send = ({ draft, headers }: Sender) =>
  fixture.app.inject({
    method: 'POST',
    url: '/api/requests',
    headers: { ...headers, 'idempotency-key': draft },
    payload: sendingOf({ id: draft, version: 1 }),
  })

type Answer = Awaited<ReturnType<typeof send>>

/** A refusal that names the deadline, and a later time at which the request came. */
function expectLate(answer: Answer, closesAt: Date): void {
  expect(answer.statusCode).toBe(409)
  const { type, errors } = answer.json()
  expect(type).toBe('/problems/cannot-ask/callClosed')
  expect(errors[0]).toEqual({ pointer: '/closesAt', detail: closesAt.toISOString() })
  expect(new Date(errors[1].detail) > closesAt).toBe(true)
}

beforeAll(async () => {
  const { db } = fixture
  const space = await insertSpace(db, 'CORSA-1', { status: 'inCall' })
  const [lotId = 0] = await insertCall(db, 'CORSA', [space], {
    standing: false,
    closes_at: db.raw("clock_timestamp() + interval '1 hour'"),
  })
  const call = await db('call').where({ code: 'CORSA' }).first('id')
  senders = await insertSenders(call.id, lotId, count() + 2)
})

test('all who send in the last seconds are received, each once, in time; who comes a moment later is told by how much', async () => {
  const { db } = fixture
  const closing = db.raw("clock_timestamp() + ? * interval '1 second'", [lastSeconds()])
  await db('call').where({ code: 'CORSA' }).update({ closes_at: closing })
  const { closes_at: closesAt }: { closes_at: Date } = await db('call')
    .where({ code: 'CORSA' })
    .first('closes_at')
  const began = await databaseNow(db)
  const inTime = senders.slice(0, count())
  // Each presses twice, as people in a hurry do.
  const answers = await Promise.all(inTime.flatMap((sender) => [send(sender), send(sender)]))
  const ended = await databaseNow(db)
  const received = answers.filter(({ statusCode }) => statusCode === 201)
  // On a slow machine the deadline comes meanwhile: who is refused came after it, and is told so.
  for (const refused of answers.filter((answer) => !received.includes(answer))) expectLate(refused, closesAt)

  const rows: { id: string; number: string; received_at: Date }[] = await db('request')
    .where({ status: 'submitted' })
    .orderBy('received_at')
    .select('id', 'number', 'received_at')
  const total = rows.length
  expect(total).toBe(new Set(received.map((answer) => answer.json().id)).size)
  expect(total).toBeGreaterThan(0)
  if (ended < closesAt) expect(total).toBe(count())
  expect(new Set(rows.map(({ number }) => number)).size).toBe(total)
  expect(rows.every(({ received_at: at }) => at >= began && at <= ended && at <= closesAt)).toBe(true)
  const receipts = new Map(received.map((answer) => [answer.json().id, answer.json()]))
  for (const { id, number, received_at: at } of rows)
    expect(receipts.get(id)).toMatchObject({ number, receivedAt: at.toISOString() })
  const letters = await db('mail_outbox').where({ kind: 'request.send' }).count()
  expect(Number(letters[0]?.count), 'regression 12: one submission, one confirmation').toBe(total)

  const left = closesAt.getTime() - (await databaseNow(db)).getTime()
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, left) + 20))
  const late = await send(senders[count()] as Sender)
  expectLate(late, closesAt)
  expect(await db('request').where({ status: 'submitted' })).toHaveLength(total)
})
