import { beforeAll, expect, test } from 'vitest'
import type { Role } from '../accounts/schema.ts'
import { testApp } from '../testing/app.ts'
import { moveWindow } from '../testing/calls.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { publicReads, readsOf } from '../testing/reads.ts'
import { completeContent, insertCall, insertSpace, sendFor } from '../testing/requests.ts'

const fixture = testApp()
const name = 'Zenobia Quadrifoglio'
const email = 'zenobia@example.org'
let sent: { id: string; number: string }
let applicantId = ''
let fileId = ''
const readers: Reader[] = []

interface Reader {
  role: Role
  client: Client
}

beforeAll(async () => {
  const { app, db } = fixture
  for (const role of ['propertyOffice', 'caseOfficer', 'administrator', 'auditor'] as const)
    readers.push({ role, client: await signInAs(app, { roles: [role] }) })
  const spaces = [await insertSpace(db, 'SIG-1'), await insertSpace(db, 'SIG-2')]
  await insertCall(db, 'SIGILLO', spaces, {
    standing: false,
    closes_at: db.raw("clock_timestamp() + interval '9 days'"),
  })
  const applicant = await signInAs(app, { roles: ['applicant'], name, email })
  applicantId = applicant.me.account?.id ?? ''
  sent = await sendFor(applicant, 'SIG-2', {
    ...completeContent,
    applicant: { ...completeContent.applicant, name, email },
    makes: 'Zufoli di canna',
  })
  const [file] = await db('request_file')
    .insert({
      request_id: sent.id,
      name: 'zufolo.pdf',
      media_type: 'application/pdf',
      size_bytes: 4,
      sha256: 'a'.repeat(64),
      content: Buffer.from('%PDF'),
    })
    .returning('id')
  fileId = file.id
  await db('mail_outbox').where({ object_id: sent.id }).update({ failed_at: db.fn.now() })
})

/** Every address a reader could try, with each name the request goes by in every parameter. */
function addressesFor(role: Role): string[] {
  const ids = [sent.id, sent.number, fileId, 'SIGILLO', 'SIG-2']
  const open = role === 'auditor' ? publicReads(fixture.app) : []
  const plain = [...readsOf(fixture.app, role), ...open].flatMap((url) => {
    if (!url.includes(':')) return [url]
    return ids.map((id) => url.replace(':objectKind', 'request').replace(/:\w+(\([^)]*\))?/g, id))
  })
  return [
    ...plain,
    `/api/requests/${sent.id}/files/${fileId}`,
    `/api/desk/requests?q=${encodeURIComponent(name)}`,
    `/api/desk/requests?q=${sent.number}`,
    '/api/desk/requests?space=SIG-2',
    '/api/desk/requests?call=SIGILLO',
    `/api/audit/events?actor=${email}`,
    `/api/audit/events?actor=${applicantId}`,
    `/api/audit/events?q=${sent.number}`,
    `/api/audit/events?objectId=${sent.id}`,
    `/api/audit/events.csv?objectId=${sent.id}`,
  ]
}

/** Reads everything there is for a reader; gives the answers that say something of the request. */
async function tellingAnswers({ role, client }: Reader): Promise<string[]> {
  const telling = ['Zenobia', 'Zufoli', sent.number, 'zufolo.pdf']
  const found: string[] = []
  for (const url of addressesFor(role)) {
    const { body, statusCode } = await client.get(url)
    const asked = decodeURIComponent(url)
    for (const word of url.startsWith('/api/admin/') ? telling.slice(1) : telling) {
      // Where nothing is found the answer repeats what was asked for, and no more.
      const isEcho = statusCode === 404 && asked.includes(word)
      if (body.includes(word) && !isEcho) found.push(`${url}: ${word}`)
    }
  }
  return found
}

test('before it is opened nobody reads content, name or number of an application by any route', async () => {
  for (const reader of readers) expect(await tellingAnswers(reader), reader.role).toEqual([])
}, 90_000)

test('nor does the log tell who sent it, by whatever name one looks for them', async () => {
  const auditor = readers.find(({ role }) => role === 'auditor')?.client
  const of = async (query: string) => (await auditor?.get(`/api/audit/events?${query}`))?.json().items ?? []
  const events = await of(`objectId=${sent.id}`)
  expect(events.length).toBeGreaterThan(0)
  expect(events.map(({ actorId }: { actorId: string | null }) => actorId)).toEqual(events.map(() => null))
  for (const actor of [email, applicantId])
    expect((await of(`actor=${actor}&objectKind=request`)).length).toBe(0)
})

test('of the lots nothing is counted: only the total of the call', async () => {
  const office = readers[0]?.client
  expect((await office?.get('/api/desk/requests'))?.json()).toMatchObject({
    total: 0,
    sealed: [{ call: { code: 'SIGILLO' }, total: 1 }],
  })
  for (const space of ['SIG-1', 'SIG-2'])
    expect((await office?.get(`/api/desk/requests?space=${space}`))?.json().total).toBe(0)
  expect((await office?.get('/api/desk/calls/SIGILLO'))?.json().requests).toBe(1)
})

test('the office is not told of a single application while it is sealed', async () => {
  const told = await fixture.db('notification').where({ object_id: sent.id }).whereLike('kind', 'desk.%')
  expect(told).toEqual([])
})

test('past the deadline it stays sealed until an officer opens it; then the office reads it', async () => {
  const [reader] = readers
  if (!reader) throw new Error('made before the first test')
  const office = reader.client
  await moveWindow(fixture.db, 'SIGILLO', { opens: -60, closes: -5 })
  expect(await tellingAnswers(reader)).toEqual([])
  const { version } = (await office.get('/api/desk/calls/SIGILLO')).json()
  expect((await office.post('/api/desk/calls/SIGILLO/unseal', { version })).statusCode).toBe(200)
  expect((await office.get('/api/desk/requests?call=SIGILLO')).json().items).toMatchObject([
    { number: sent.number, applicantName: name },
  ])
})
