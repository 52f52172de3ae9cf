import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import {
  draftObservation,
  observationContent,
  sendObservation,
  sentObservation,
} from '../testing/observations.ts'
import { wordsOfPdf } from '../testing/papers.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { type InsertedPlan, insertPlan, movePlanWindow } from '../testing/plans.ts'
import { insertCity } from '../testing/spaces.ts'

const fixture = testApp()
let anna: Client
let plan: InsertedPlan
let count = 0

beforeAll(async () => {
  await insertCity(fixture.db)
  anna = await signInAs(fixture.app, { roles: ['applicant'], name: 'Anna Rossi', email: 'anna@example.org' })
})
beforeEach(async () => {
  count += 1
  plan = await insertPlan(fixture.db, { code: `PGT-${count}` })
})

const read = async (id: string) => (await anna.get(`/api/observations/${id}`)).json()
const post = (url: string, payload: object) => fixture.app.inject({ method: 'POST', url, payload })
const codesOf = (answer: { json(): { errors?: { pointer: string; detail: string }[] } }) =>
  answer.json().errors?.map(({ pointer, detail }) => `${pointer} ${detail}`)

describe('a draft', () => {
  test('is resumed, saved as it is typed, and told when somebody was faster', async () => {
    const begun = await anna.post('/api/observations/drafts', { plan: plan.code })
    expect(begun.statusCode).toBe(201)
    expect(begun.json().content).toMatchObject({ kind: 'observation', submitter: { name: 'Anna Rossi' } })
    const again = await anna.post('/api/observations/drafts', { plan: plan.code })
    expect([again.statusCode, again.json().id]).toEqual([200, begun.json().id])
    const save = (text: string) =>
      anna.inject({
        method: 'PUT',
        url: `/api/observations/drafts/${begun.json().id}`,
        payload: { version: 1, content: observationContent({ targets: [{ kind: 'plan', text }] }) },
      })
    const answers = await Promise.all([save('uno'), save('due')])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  })

  test('says what is missing by its place, and is not sent', async () => {
    const id = await draftObservation(
      anna,
      plan.code,
      observationContent({
        submitterKind: 'delegate',
        targets: [
          { kind: 'place', text: 'Qui' },
          { kind: 'article', text: 'Questo', articleId: 999_999 },
        ],
      }),
    )
    expect(codesOf(await sendObservation(anna, id))).toEqual([
      '/content/submitter/onBehalfOf missing',
      '/content/delegation delegationMissing',
      '/content/targets/0/geometry placeMissing',
      '/content/targets/1/articleId articleMissing',
    ])
    expect((await read(id)).status).toBe('draft')
  })

  test('regression 8: a place outside the city, or none at all, is refused in words', async () => {
    const at = (coordinates: unknown[]) => ({
      kind: 'place' as const,
      text: 'Qui',
      geometry: { type: 'Point' as const, coordinates },
    })
    const targets = [at([2.35, 48.85]), at(['x', 'y'])]
    const id = await draftObservation(anna, plan.code, observationContent({ targets }))
    expect(codesOf(await sendObservation(anna, id))).toEqual([
      '/content/targets/0/geometry outsideCity',
      '/content/targets/1/geometry wrongPlace',
    ])
  })
})

describe('sending', () => {
  test('gives number, time of the database, hash, code and protocol, once', async () => {
    const id = await draftObservation(anna, plan.code)
    const key = { 'idempotency-key': `key-${count}` }
    const sent = await sendObservation(anna, id, key)
    expect(sent.statusCode).toBe(201)
    const receipt = sent.json()
    expect(receipt).toMatchObject({
      number: expect.stringMatching(/^O-\d{4}-\d{6}$/),
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      accessCode: expect.stringMatching(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/),
      isLate: false,
      protocol: { registry: 'PG', year: new Date().getFullYear() },
    })
    const again = await sendObservation(anna, id, key)
    expect(again.json()).toEqual({ ...receipt, accessCode: null })
    const row = await fixture.db('submission').where({ id }).first()
    expect(JSON.stringify(row)).not.toContain(receipt.accessCode)
    const letters = await fixture.db('mail_outbox').where({ object_id: id })
    expect(letters.map(({ kind }) => kind)).toEqual(['observation.send'])
    expect(letters[0].body_text).toContain(receipt.accessCode)
    expect(letters[0].holds_secret).toBe(true)
  })

  test('two sendings at once make one submission, one letter, one protocol number', async () => {
    const id = await draftObservation(anna, plan.code)
    const answers = await Promise.all([sendObservation(anna, id), sendObservation(anna, id)])
    const numbers = answers.map((answer) => answer.json().number)
    expect(numbers[0]).toBe(numbers[1])
    expect(await fixture.db('mail_outbox').where({ object_id: id })).toHaveLength(1)
    expect(await fixture.db('submission_target').where({ submission_id: id })).toHaveLength(1)
  })

  test('the text is that of the points, and each span gives the words of its point back', async () => {
    const targets = [
      {
        kind: 'place' as const,
        text: 'Più verde 🌳 qui\r\ne ombra',
        geometry: { type: 'Polygon' as const, coordinates: [square(9.25, 45.55)] },
      },
      { kind: 'article' as const, text: 'Durata di cinque anni', articleId: plan.articleId, paragraph: '3' },
      { kind: 'sheet' as const, text: 'Tavola errata', sheetId: plan.sheetId },
    ]
    const id = await sentObservation(anna, plan.code, observationContent({ targets }))
    const { rows } = await fixture.db.raw(
      `SELECT substr(s.text, t.span_start + 1, t.span_end - t.span_start) = t.text AS same, t.document_id AS document,
         GeometryType(t.geom) AS geometry
       FROM submission_target t JOIN submission s ON s.id = t.submission_id WHERE s.id = ? ORDER BY t.position`,
      [id],
    )
    expect(rows).toEqual([
      { same: true, document: null, geometry: 'MULTIPOLYGON' },
      { same: true, document: plan.documentId, geometry: null },
      { same: true, document: plan.documentId, geometry: null },
    ])
  })

  test('regression 21: before its window nothing is taken; one second late is taken, marked and said', async () => {
    const id = await draftObservation(anna, plan.code)
    await movePlanWindow(fixture.db, plan.id, { opens: 60, closes: 120 })
    const early = await sendObservation(anna, id)
    expect(early.json()).toMatchObject({
      status: 409,
      type: '/problems/plan-window',
      errors: [{ pointer: '/content/kind', detail: 'notYet' }],
    })
    await fixture
      .db('plan_window')
      .where({ plan_id: plan.id })
      .update({
        opens_at: fixture.db.raw("clock_timestamp() - interval '1 hour'"),
        closes_at: fixture.db.raw("clock_timestamp() - interval '1 second'"),
      })
    const late = await sendObservation(anna, id)
    expect(late.json()).toMatchObject({ isLate: true })
    const paper = await anna.get(`/api/observations/${id}/receipt.pdf`)
    expect(await wordsOfPdf(paper.rawPayload)).toContain('tardiva')
  })

  test('what was received is kept as it was: the database refuses a change of it', async () => {
    const id = await sentObservation(anna, plan.code)
    const change = (columns: object) => fixture.db('submission').where({ id }).update(columns)
    await expect(change({ text: 'altro' })).rejects.toThrow('kept as it was')
    await expect(change({ received_at: new Date() })).rejects.toThrow('kept as it was')
    await expect(change({ protocol_number: '1' })).rejects.toThrow()
    await expect(fixture.db('submission').where({ id }).delete()).rejects.toThrow()
  })

  test('it is withdrawn by its author, and stays on record', async () => {
    const id = await sentObservation(anna, plan.code)
    const { version } = await read(id)
    const withdrawn = await anna.post(`/api/observations/${id}/withdraw`, { version })
    expect(withdrawn.json()).toMatchObject({ status: 'withdrawn', number: expect.any(String) })
    const again = await anna.post(`/api/observations/${id}/withdraw`, { version: version + 1 })
    expect(again.statusCode).toBe(409)
  })
})

describe('following without an account', () => {
  test('by the number of receipt or protocol and the code, however they are written; nothing says who wrote', async () => {
    const id = await draftObservation(anna, plan.code)
    const { number, accessCode, protocol } = (await sendObservation(anna, id)).json()
    const follow = (body: object) => post('/api/observations/follow', body)
    const found = await follow({
      number: number.toLowerCase(),
      code: accessCode.toLowerCase().replaceAll('-', ' '),
    })
    expect(found.json()).toMatchObject({ number, status: 'registered', points: [] })
    expect(found.body).not.toContain('Anna')
    expect(found.body).not.toContain('laboratori')
    const byProtocol = `PG ${protocol.number}/${protocol.year}`
    expect((await follow({ number: byProtocol, code: accessCode })).json().number).toBe(number)
    const [wrong, none] = [
      await follow({ number, code: 'AAAA-AAAA-AAAA-AAAA' }),
      await follow({ number: 'O-1900-000000', code: accessCode }),
    ]
    expect([wrong.statusCode, wrong.body]).toEqual([404, none.body])
  })
})

test('what is restricted, and who wrote, is in the log only as what can be erased', async () => {
  const privateReasons = 'La mia salute non lo permette.'
  const id = await sentObservation(anna, plan.code, observationContent({ privateReasons }))
  const events = await fixture.db('audit_event').where({ object_kind: 'submission', object_id: id })
  expect(JSON.stringify(events)).not.toContain('salute')
  expect(JSON.stringify(events)).not.toContain('Anna')
  expect(events.map(({ action }) => action)).toEqual(['receive'])
})

const square = (lon: number, lat: number) => [
  [lon, lat],
  [lon + 0.001, lat],
  [lon + 0.001, lat + 0.001],
  [lon, lat + 0.001],
  [lon, lat],
]
