import type { LightMyRequestResponse } from 'fastify'
import { beforeAll, describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import { verifyChain } from '../db/auditChain.ts'
import { notify } from '../mail/news.ts'
import { testApp } from '../testing/app.ts'
import { enterParty } from '../testing/parties.ts'
import { type Client, clientOf, register, signIn } from '../testing/people.ts'
import {
  completeContent,
  draftFor,
  insertCall,
  insertSpace,
  sendFor,
  sendingOf,
} from '../testing/requests.ts'

const fixture = testApp({ demo: true })
const { db } = fixture
const password = 'tre papere sul naviglio'

/** A person with an account of their own, signed in. */
async function newPerson(email: string): Promise<Client> {
  const { app } = fixture
  return clientOf(app, await register(app, { name: 'Bruna Verdi', email, password }))
}

/** The entries of a ZIP, by name. */
async function unzip(archive: Buffer): Promise<Map<string, Buffer>> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.fromBuffer(archive, { lazyEntries: true }, (error, file) =>
      error ? reject(error) : resolve(file),
    ),
  )
  const entries = new Map<string, Buffer>()
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) =>
      zip.openReadStream(entry, async (error, stream) => {
        if (error) return reject(error)
        const chunks: Buffer[] = []
        for await (const chunk of stream) chunks.push(chunk as Buffer)
        entries.set(entry.fileName, Buffer.concat(chunks))
        zip.readEntry()
      }),
    )
    zip.on('end', () => resolve(entries))
    zip.readEntry()
  })
}

const problemOf = (answer: LightMyRequestResponse) => answer.json()
const erase = (person: Client, body: object = { password, understood: true }) =>
  person.post('/api/me/erasure', body)

let bruna: Client
let sent: { id: string; number: string }

beforeAll(async () => {
  const ids: number[] = []
  for (const code of ['P-1', 'P-2', 'P-3']) ids.push(await insertSpace(db, code))
  await insertCall(db, 'AVVISO', ids.slice(0, 2))
  await fixture.app.context.feed.refresh()
  bruna = await newPerson('bruna@example.org')
  sent = await sendFor(bruna, 'P-1')
  await draftFor(bruna, 'P-3')
  await db('request_file').insert({
    request_id: sent.id,
    name: 'progetto.pdf',
    media_type: 'application/pdf',
    size_bytes: 8,
    sha256: 'x',
    content: Buffer.from('%PDF-1.7'),
  })
  await db('alert').insert({
    email: 'bruna@example.org',
    language: 'it',
    filters: '{}',
    token_hash: Buffer.from('a'),
    stop_token: 'a',
    confirmed_at: db.fn.now(),
  })
  await db('mail_outbox').insert({
    message_id: '<secret>',
    kind: 'confirmEmail',
    recipient: 'bruna@example.org',
    account_id: bruna.me.account?.id,
    language: 'it',
    subject: 's',
    body_text: 'collegamento-segreto',
    holds_secret: true,
  })
})

test('the table of periods is public, with the legal basis of each', async () => {
  const { rules } = (await fixture.app.inject('/api/retention')).json()
  expect(rules.find(({ kind }: { kind: string }) => kind === 'drafts')).toMatchObject({
    period: { days: 90 },
    action: 'delete',
    legalBasis: { it: expect.any(String), en: expect.any(String) },
  })
})

test('a person sees what is held about them, and what an erasure would take and leave', async () => {
  const { held, erasure } = (await bruna.get('/api/me/data')).json()
  const counts = Object.fromEntries(
    held.map(({ kind, count }: { kind: string; count: number }) => [kind, count]),
  )
  expect(counts).toMatchObject({ account: 1, sessions: 1, drafts: 1, sentRequests: 1, files: 1, alerts: 1 })
  expect(erasure).toMatchObject({ obstacles: ['openRequests'], needsPassword: true, nameStays: false })
  expect((await fixture.app.inject('/api/me/data')).statusCode).toBe(401)
})

describe('the export', () => {
  let entries: Map<string, Buffer>
  beforeAll(async () => {
    const answer = await bruna.get('/api/me/data.zip')
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(/^attachment; filename="spazi-\d{4}-\d\d-\d\d\.zip"$/),
    })
    entries = await unzip(answer.rawPayload)
  })
  const data = () => JSON.parse(entries.get('data.json')?.toString() ?? '')

  test('holds everything about the person and nothing of others', async () => {
    expect(data().account).toMatchObject({ name: 'Bruna Verdi', email: 'bruna@example.org' })
    expect(data().requests).toHaveLength(2)
    const request = data().requests.find(({ number }: { number: string | null }) => number === sent.number)
    expect(request.content.text).toContain('Telai saldati')
    expect(request.spaces).toEqual(['Lotto 1'])
    expect(data().alerts).toHaveLength(1)
    expect(data().sessions.length).toBeGreaterThan(0)
    expect(data().events.map(({ action }: { action: string }) => action)).toContain('send')
    expect(data().letters.length).toBeGreaterThan(1)
  })

  test('holds the values of what they did on their own requests', () => {
    const event = data().events.find(({ action }: { action: string }) => action === 'send')
    expect(JSON.stringify(event.values)).toContain('Telai saldati')
  })

  test('holds the files, and a README in both languages', () => {
    const [file] = [...entries].filter(([name]) => name.startsWith('files/'))
    expect(file?.[0]).toMatch(/progetto\.pdf$/)
    expect(file?.[1].toString()).toBe('%PDF-1.7')
    expect(entries.get('README.txt')?.toString()).toMatch(/I TUOI DATI[^]*YOUR DATA/)
  })

  test('leaves out what opens a door', () => {
    const text = entries.get('data.json')?.toString() ?? ''
    expect(text).not.toContain('collegamento-segreto')
    expect(text).not.toMatch(/argon2|csrf|token_hash|password/i)
  })

  test('is on the record', async () => {
    const events = await db('audit_event').where({ action: 'exportOwnData' }).pluck('actor_id')
    expect(events).toEqual([bruna.me.account?.id])
  })

  test('is read in pages: a list of five hundred is whole', async () => {
    const person = await newPerson('molte@example.org')
    const rows = Array.from({ length: 500 }, (_, index) => ({
      account_id: person.me.account?.id,
      kind: 'test',
      object_kind: 'request',
      object_id: String(index),
    }))
    await db('notification').insert(rows)
    const archive = await unzip((await person.get('/api/me/data.zip')).rawPayload)
    expect(JSON.parse(archive.get('data.json')?.toString() ?? '').notifications).toHaveLength(500)
  })
})

test('who has left an organisation takes along that they were in it, and nothing of what is its own', async () => {
  const [head, former] = [await newPerson('capo@example.org'), await newPerson('uscito@example.org')]
  await insertSpace(db, 'P-9')
  const party = await enterParty(head)
  const accountId = former.me.account?.id ?? ''
  const [membership] = await db('party_member')
    .insert({ party_id: party.id, account_id: accountId, role: 'representative' })
    .returning('id')
  const { applicant: _, ...content } = completeContent
  const draft = await former.post('/api/requests/drafts', { space: 'P-9', party: party.id, content })
  const request = await former.post('/api/requests', sendingOf(draft.json()))
  expect(request.statusCode, request.body).toBe(201)
  const about = { objectKind: 'request', objectId: request.json().id }
  await notify(db, [accountId], { kind: 'request.take', ...about, facts: { number: 'N-9' } })
  const letter = await db('mail_outbox')
    .where({ account_id: accountId, object_id: about.objectId })
    .first('id')

  const seen = async () => {
    const archive = await unzip((await former.get('/api/me/data.zip')).rawPayload)
    const { parties, letters, notifications } = JSON.parse(archive.get('data.json')?.toString() ?? '')
    const counts = {
      letters: letters.filter(({ kind }: { kind: string }) => kind.startsWith('request.')).length,
      notifications: notifications.length,
      messages: (await former.get('/api/messages')).json().total,
      letter: (await former.get(`/api/messages/${letter.id}`)).statusCode,
      news: (await former.get('/api/notifications')).json().total,
    }
    return { party: parties.find(({ kind }: { kind: string }) => kind === 'organisation'), counts }
  }
  const before = await seen()
  expect(before.party).toMatchObject({ fiscalCode: party.data.fiscalCode, phone: party.data.phone })
  expect(before.counts).toMatchObject({ letters: 1, notifications: 1, letter: 200, news: 1 })

  await head.inject({ method: 'DELETE', url: `/api/parties/${party.id}/members/${membership.id}` })
  const after = await seen()
  expect(after.party).toMatchObject({ name: party.name, fiscalCode: null, phone: null, representative: null })
  expect(after.party.until).not.toBeNull()
  const messages = before.counts.messages - 1
  expect(after.counts).toEqual({ letters: 0, notifications: 0, messages, letter: 404, news: 0 })
})

describe('the erasure', () => {
  test('is refused with its reason while a request is under way', async () => {
    const answer = await erase(bruna)
    expect(answer.statusCode).toBe(409)
    expect(problemOf(answer)).toMatchObject({
      type: '/problems/cannot-erase',
      errors: [{ detail: 'openRequests' }],
    })
    expect((await bruna.get('/api/me')).json().account).not.toBeNull()
  })

  test('is refused to the only one left to answer for what somebody else began', async () => {
    const [began, left] = [await newPerson('primo@example.org'), await newPerson('resta@example.org')]
    const { id } = await sendFor(began, 'P-2')
    const { party_id } = await db('request').where({ id }).first('party_id')
    const [former, next] = [began.me.account?.id, left.me.account?.id]
    await db('party_member').insert({ party_id, account_id: next, role: 'representative' })
    await db('party_member')
      .where({ party_id, account_id: former })
      .update({ ended_at: db.raw('clock_timestamp()') })
    expect(problemOf(await erase(left)).errors).toEqual([{ pointer: '', detail: 'openRequests' }])
  })

  test('is refused to the people of the demonstration', async () => {
    const answer = await erase(await signIn(fixture.app, 'applicant'), { understood: true })
    expect(problemOf(answer).errors).toContainEqual({ pointer: '', detail: 'demonstration' })
  })

  test('needs the password, and the word that it cannot be undone', async () => {
    const person = await newPerson('carla@example.org')
    expect((await erase(person, { understood: true })).statusCode).toBe(422)
    expect((await erase(person, { password: 'un’altra frase lunga', understood: true })).statusCode).toBe(422)
    expect((await erase(person, { password })).statusCode).toBe(400)
    expect((await person.get('/api/me')).json().account).not.toBeNull()
  })

  test('without a password needs a sign-in of the last ten minutes', async () => {
    const person = await newPerson('spid@example.org')
    const id = person.me.account?.id
    await db('account').where({ id }).update({ password_hash: null })
    const old = db.raw("clock_timestamp() - interval '11 minutes'")
    await db('session').where({ account_id: id }).update({ created_at: old })
    expect(problemOf(await erase(person, { understood: true })).type).toBe('/problems/sign-in-again')
    await db('session').where({ account_id: id }).update({ created_at: db.fn.now() })
    expect((await erase(person, { understood: true })).statusCode).toBe(204)
  })

  test('forgets the person; what was sent stays as it was received', async () => {
    const id = bruna.me.account?.id ?? ''
    const { version } = await db('request').where({ id: sent.id }).first('version')
    expect((await bruna.post(`/api/requests/${sent.id}/withdraw`, { version })).statusCode).toBe(200)
    const before = await db('request').where({ id: sent.id }).first('content', 'content_hash', 'number')
    const answer = await erase(bruna)
    expect(answer.statusCode, answer.body).toBe(204)

    expect((await bruna.get('/api/me')).json().account).toBeNull()
    const account = await db('account').where({ id }).first()
    expect(account).toMatchObject({ email: null, phone: null, password_hash: null, fiscal_code: null })
    expect(account.name).not.toContain('Bruna')
    expect(account.erased_at).not.toBeNull()
    for (const table of ['session', 'notification', 'letter_choice', 'account_identity', 'mail_outbox']) {
      expect(await db(table).where({ account_id: id }).select(db.raw('1')), table).toHaveLength(0)
    }
    expect(await db('alert').where({ email: 'bruna@example.org' })).toHaveLength(0)
    expect(await db('request').where({ account_id: id, status: 'draft' })).toHaveLength(0)
    expect(await db('request').where({ id: sent.id }).first('content', 'content_hash', 'number')).toEqual(
      before,
    )
    expect(await db('request_file').where({ request_id: sent.id })).toHaveLength(1)
  })

  test('leaves an audit log that verifies, without the personal values of the account', async () => {
    const id = bruna.me.account?.id ?? ''
    expect(await verifyChain(db, 'account', id)).toMatchObject({ valid: true })
    const values = await db({ p: 'audit_personal' })
      .join({ e: 'audit_event' }, 'e.id', 'p.event_id')
      .where({ 'e.object_kind': 'account', 'e.object_id': id })
      .whereNull('p.erased_at')
    expect(values).toEqual([])
    const last = await db('audit_event').where({ object_id: id, action: 'erase' }).first('changes')
    expect(JSON.stringify(last.changes)).not.toMatch(/Bruna|example\.org/)
  })

  test('lets the same address open a new account', async () => {
    const again = await newPerson('bruna@example.org')
    expect(again.me.account?.id).not.toBe(bruna.me.account?.id)
  })
})
