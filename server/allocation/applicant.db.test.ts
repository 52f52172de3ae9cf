import { beforeAll, describe, expect, test } from 'vitest'
import { verifyChain } from '../db/auditChain.ts'
import { testApp } from '../testing/app.ts'
import { type Client, clientOf, register, signIn } from '../testing/people.ts'
import {
  completeContent,
  draftFor,
  insertCall,
  insertSpace,
  sendFor,
  sendingOf,
} from '../testing/requests.ts'

const fixture = testApp()
let anna: Client
let lots: number[]

async function newPerson(email: string): Promise<Client> {
  const bruno = { name: 'Bruno', email, password: 'una frase molto lunga' }
  return clientOf(fixture.app, await register(fixture.app, bruno))
}

beforeAll(async () => {
  anna = await signIn(fixture.app, 'applicant')
  const inCall = [
    await insertSpace(fixture.db, 'C1', { status: 'inCall' }),
    await insertSpace(fixture.db, 'C2'),
  ]
  lots = await insertCall(fixture.db, 'STANDING', inCall)
  for (const code of ['S1', 'S2', 'S3', 'S4', 'S5', 'S6']) await insertSpace(fixture.db, code)
  await insertSpace(fixture.db, 'UNKNOWN', { ownership: 'unknown' })
  await insertSpace(fixture.db, 'GIVEN', { status: 'awarded' })
  await insertSpace(fixture.db, 'REPORTED', { status: 'reported' })
})

describe('a draft', () => {
  test('is an application where the call is open, an expression of interest where there is none', async () => {
    const application = await anna.post('/api/requests/drafts', { space: 'C1' })
    expect(application.statusCode).toBe(201)
    expect(application.json()).toMatchObject({
      kind: 'application',
      call: { code: 'STANDING' },
      targets: [{ lotNumber: 1, spaces: [{ code: 'C1' }] }],
      nextStep: 'finishAndSend',
    })
    const interest = await anna.post('/api/requests/drafts', { space: 's1' })
    expect(interest.json()).toMatchObject({ kind: 'expressionOfInterest', call: null, actions: ['send'] })
  })

  test('is found again when the same space is asked for', async () => {
    const first = await anna.post('/api/requests/drafts', { space: 'S2' })
    const again = await anna.post('/api/requests/drafts', { space: 'S2' })
    expect([first.statusCode, again.statusCode]).toEqual([201, 200])
    expect(again.json().id).toBe(first.json().id)
  })

  test.each([
    ['UNKNOWN', 409, 'ownershipUnknown'],
    ['GIVEN', 409, 'awarded'],
    ['REPORTED', 404, 'blank'],
    ['NOWHERE', 404, 'blank'],
  ])('for %s is refused with %i: %s', async (space, status, reason) => {
    const answer = await anna.post('/api/requests/drafts', { space })
    expect(answer.statusCode).toBe(status)
    expect(answer.json().type).toContain(reason)
  })

  test('is saved as it is written, and a save on an old version is refused with the current one', async () => {
    const { id } = (await anna.post('/api/requests/drafts', { space: 'S3' })).json()
    const save = (version: number, text: string) =>
      anna.inject({
        method: 'PUT',
        url: `/api/requests/drafts/${id}`,
        payload: { version, content: { text } },
      })
    expect((await save(1, 'uno')).json()).toMatchObject({ id, version: 2 })
    const late = await save(1, 'due')
    expect(late.statusCode).toBe(409)
    expect(late.json()).toMatchObject({
      type: '/problems/version',
      errors: [{ pointer: '/version', detail: '2' }],
    })
    expect((await anna.get(`/api/requests/${id}`)).json()).toMatchObject({
      content: { text: 'uno' },
      version: 2,
    })
  })

  test('is nobody else’s', async () => {
    const { id } = (await anna.post('/api/requests/drafts', { space: 'S3' })).json()
    const bruno = await newPerson('bruno@example.org')
    expect((await bruno.get(`/api/requests/${id}`)).statusCode).toBe(404)
    expect((await bruno.get('/api/requests')).json().items).toEqual([])
    const office = await signIn(fixture.app, 'propertyOffice')
    expect((await office.get(`/api/desk/requests/${id}`)).statusCode).toBe(404)
  })

  test('keeps lots of one call in order of preference', async () => {
    const answer = await anna.post('/api/requests/drafts', { lots: [lots[1], lots[0]] })
    expect(answer.json().targets.map((target: { lotNumber: number }) => target.lotNumber)).toEqual([2, 1])
    expect((await anna.post('/api/requests/drafts', { lots: [999] })).statusCode).toBe(422)
    expect((await anna.post('/api/requests/drafts', { lots, space: 'S1' })).statusCode).toBe(400)
  })

  test.each([
    ['P1', { ownership: 'private' }, 'notOurs'],
    ['P2', { status: 'withdrawn' }, 'notPublic'],
  ])('by its lot is refused as by its space: %s', async (code, columns, reason) => {
    const spaceId = await insertSpace(fixture.db, code, columns)
    const [lot] = await insertCall(fixture.db, `CALL-${code}`, [spaceId])
    const answer = await anna.post('/api/requests/drafts', { lots: [lot] })
    expect(answer.statusCode).toBe(409)
    expect(answer.json().type).toBe(`/problems/cannot-ask/${reason}`)
  })
})

describe('sending', () => {
  test('gives a number, the time of the database and a hash, and queues one letter', async () => {
    const before = Date.now()
    const receipt = await sendFor(anna, 'S4')
    expect(receipt.number).toMatch(/^R-20\d\d-\d{6}$/)
    expect(Math.abs(new Date(receipt.receivedAt).getTime() - before)).toBeLessThan(60_000)
    expect(receipt.contentHash).toMatch(/^[0-9a-f]{64}$/)
    const letters = await fixture
      .db('mail_outbox')
      .where({ object_id: receipt.id })
      .select('kind', 'subject', 'body_text')
    expect(letters).toHaveLength(1)
    expect(letters[0].body_text).toContain(receipt.contentHash)
    expect(letters[0].subject).toContain(receipt.number)
    expect(await verifyChain(fixture.db, 'request', receipt.id)).toMatchObject({ valid: true, events: 1 })
    const mine = (await anna.get(`/api/requests/${receipt.id}`)).json()
    expect(mine).toMatchObject({ status: 'submitted', nextStep: 'waitForOffice', actions: ['withdraw'] })
    expect(mine.history).toMatchObject([{ action: 'send', by: 'applicant' }])
  })

  test('an application by a local account is told to be completed, an interest is not', async () => {
    const draft = (await anna.post('/api/requests/drafts', { space: 'C1' })).json()
    const saved = await anna.inject({
      method: 'PUT',
      url: `/api/requests/drafts/${draft.id}`,
      payload: { version: draft.version, content: completeContent },
    })
    const sent = await anna.post('/api/requests', sendingOf({ id: draft.id, version: saved.json().version }))
    expect(sent.json()).toMatchObject({ kind: 'application', mustIdentify: true })
  })

  test('an incomplete draft is refused with every fault, and nothing is written', async () => {
    const { id, version } = await draftFor(anna, 'S5', {
      ...completeContent,
      atecoCode: 'x',
      people: undefined,
    })
    const answer = await anna.post('/api/requests', sendingOf({ id, version }))
    expect(answer.statusCode).toBe(422)
    expect(answer.json().errors.map((entry: { pointer: string }) => entry.pointer)).toEqual([
      '/content/atecoCode',
      '/content/people',
    ])
    expect((await anna.get(`/api/requests/${id}`)).json()).toMatchObject({ status: 'draft', number: null })
    expect(await fixture.db('mail_outbox').where({ object_id: id })).toEqual([])
  })

  test('regression 12: sent twenty times at once with one key, it is one request, one answer, one letter', async () => {
    const { id, version } = await draftFor(anna, 'S6')
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        anna.post('/api/requests', sendingOf({ id, version }), { 'idempotency-key': 'k-1' }),
      ),
    )
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(await fixture.db('mail_outbox').where({ object_id: id })).toHaveLength(1)
    const again = await anna.post('/api/requests', sendingOf({ id, version }), { 'idempotency-key': 'k-2' })
    expect(again.body).toBe(answers[0]?.body)
  })

  test('a key used for another draft is refused', async () => {
    await insertSpace(fixture.db, 'S7')
    const { id, version } = await draftFor(anna, 'S7')
    const answer = await anna.post('/api/requests', sendingOf({ id, version }), { 'idempotency-key': 'k-1' })
    expect(answer.statusCode).toBe(422)
  })

  test('regression 21: one second after the deadline is late, by the clock of the database', async () => {
    const spaceId = await insertSpace(fixture.db, 'D1')
    await insertCall(fixture.db, 'CLOSING', [spaceId], {
      standing: false,
      closes_at: fixture.db.raw("now() + interval '1 hour'"),
    })
    const { id, version } = await draftFor(anna, 'D1')
    await fixture
      .db('call')
      .where({ code: 'CLOSING' })
      .update({ closes_at: fixture.db.raw("now() - interval '1 second'") })
    const late = await anna.post('/api/requests', sendingOf({ id, version }))
    expect(late.statusCode).toBe(409)
    expect(late.json().type).toBe('/problems/cannot-ask/callClosed')
    await fixture
      .db('call')
      .where({ code: 'CLOSING' })
      .update({ closes_at: fixture.db.raw("now() + interval '5 seconds'") })
    expect((await anna.post('/api/requests', sendingOf({ id, version }))).statusCode).toBe(201)
  })

  test('an interest begun before the call opened becomes an application', async () => {
    const spaceId = await insertSpace(fixture.db, 'E1')
    const { id, version } = await draftFor(anna, 'E1')
    await insertCall(fixture.db, 'NEW', [spaceId])
    const answer = await anna.post('/api/requests', sendingOf({ id, version }))
    expect(answer.json().type).toBe('/problems/cannot-ask/inCall')
  })

  test('what was received can no longer be changed, by the program or by SQL', async () => {
    await insertSpace(fixture.db, 'F1')
    const { id } = await sendFor(anna, 'F1')
    const saved = await anna.inject({
      method: 'PUT',
      url: `/api/requests/drafts/${id}`,
      payload: { version: 2, content: {} },
    })
    expect(saved.statusCode).toBe(409)
    await expect(fixture.db('request').where({ id }).update({ content: '{}' })).rejects.toThrow(
      /as it was received/,
    )
  })

  test('it can be withdrawn, once', async () => {
    await insertSpace(fixture.db, 'W1')
    const { id } = await sendFor(anna, 'W1')
    expect((await anna.post(`/api/requests/${id}/withdraw`, { version: 2 })).json()).toMatchObject({
      status: 'withdrawn',
      actions: [],
    })
    expect((await anna.post(`/api/requests/${id}/withdraw`, { version: 3 })).statusCode).toBe(409)
  })
})

describe('files', () => {
  const pdf = Buffer.from('%PDF-1.7 prova\nstartxref\n9\n%%EOF\n')
  const upload = (id: string, content: Buffer, name = 'progetto.pdf') => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(content)]), name)
    return anna.inject({ method: 'POST', url: `/api/requests/${id}/files`, payload: form })
  }
  const newDraft = async (code: string) => {
    await insertSpace(fixture.db, code)
    return draftFor(anna, code)
  }

  test('are kept by their true type, served as attachments, and are in the hash', async () => {
    const { id, version } = await newDraft('G1')
    const added = await upload(id, pdf, '../piano uno.exe')
    expect(added.statusCode).toBe(201)
    expect(added.json()).toMatchObject({
      name: 'piano uno.exe.pdf',
      mediaType: 'application/pdf',
      sizeBytes: pdf.length,
    })
    const url = `/api/requests/${id}/files/${added.json().id}`
    const office = await signIn(fixture.app, 'propertyOffice')
    expect((await office.get(url)).statusCode).toBe(404)
    await anna.post('/api/requests', sendingOf({ id, version }))
    const read = await office.get(url)
    expect(read.rawPayload.equals(pdf)).toBe(true)
    expect(read.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
    })
    expect(read.headers['content-disposition']).toBe(
      `attachment; filename="piano uno.exe.pdf"; filename*=UTF-8''piano%20uno.exe.pdf`,
    )
    expect(read.headers['content-security-policy']).toBe("default-src 'none'; sandbox")
    expect(read.headers['cache-control']).toBe('private, no-store')
    expect((await upload(id, pdf)).statusCode).toBe(409)
  })

  test('of another type, too large, too many or broken are refused', async () => {
    const { id } = await newDraft('G2')
    expect((await upload(id, Buffer.from('<script>'), 'x.pdf')).statusCode).toBe(422)
    expect((await upload(id, Buffer.alloc(0))).statusCode).toBe(422)
    expect((await upload(id, Buffer.alloc(10 * 1024 * 1024 + 1, '%PDF-'))).statusCode).toBe(413)
    const broken = await anna.inject({
      method: 'POST',
      url: `/api/requests/${id}/files`,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-',
    })
    expect(broken.statusCode).toBe(400)
    expect((await anna.post(`/api/requests/${id}/files`, { file: 'x' })).statusCode).toBeGreaterThanOrEqual(
      400,
    )
    for (let index = 0; index < 10; index += 1) expect((await upload(id, pdf)).statusCode).toBe(201)
    expect((await upload(id, pdf)).json().type).toBe('/problems/file-count')
  })

  test('of one account in a day are bounded, those taken out again with them', async () => {
    const { id } = await newDraft('G4')
    const { id: fileId } = (await upload(id, pdf)).json()
    await anna.inject({ method: 'DELETE', url: `/api/requests/${id}/files/${fileId}` })
    const days = fixture.db('upload_day').where({ account_id: anna.me.account?.id })
    expect(Number((await days.clone().first('bytes')).bytes)).toBeGreaterThanOrEqual(pdf.length)
    await days.clone().update({ bytes: 500_000_000 })
    const refused = await upload(id, pdf)
    expect(refused.statusCode).toBe(429)
    expect(refused.json().type).toBe('/problems/daily-files')
    expect(refused.headers['retry-after']).toBe('3600')
    await days.clone().update({ day: fixture.db.raw('current_date - 1') })
    expect((await upload(id, pdf)).statusCode).toBe(201)
  })

  test('can be taken out of a draft', async () => {
    const { id } = await newDraft('G3')
    const { id: fileId } = (await upload(id, pdf)).json()
    const url = `/api/requests/${id}/files/${fileId}`
    expect((await anna.inject({ method: 'DELETE', url })).statusCode).toBe(204)
    expect((await anna.get(url)).statusCode).toBe(404)
    expect((await anna.get(`/api/requests/${id}`)).json().files).toEqual([])
  })
})

describe('calls', () => {
  test('are public but for drafts, the open ones first', async () => {
    await insertCall(fixture.db, 'DRAFT', [], { status: 'draft' })
    await insertCall(fixture.db, 'OLD', [], { status: 'concluded', closes_at: fixture.db.raw('now()') })
    const { items } = (await fixture.app.inject('/api/calls')).json()
    const codes = items.map((call: { code: string }) => call.code)
    expect(codes).not.toContain('DRAFT')
    expect(codes.indexOf('OLD')).toBeGreaterThan(codes.indexOf('STANDING'))
    expect((await fixture.app.inject('/api/calls/DRAFT')).statusCode).toBe(404)
    const call = (await fixture.app.inject('/api/calls/STANDING')).json()
    expect(call).toMatchObject({ phase: 'open', eligibility: [{ code: 'registered', expected: true }] })
    expect(call.lots[0]).toMatchObject({ number: 1, spaces: [{ code: 'C1', areaM2: 120 }] })
  })
})
