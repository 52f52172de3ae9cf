import { beforeAll, describe, expect, test } from 'vitest'
import { verifyChain } from '../db/auditChain.ts'
import { testApp } from '../testing/app.ts'
import { type Client, signIn } from '../testing/people.ts'
import { insertCall, insertSpace, sendFor } from '../testing/requests.ts'
import type { DeskRequest } from './schema.ts'

const fixture = testApp()
let anna: Client
let office: Client
let codes = 0

beforeAll(async () => {
  anna = await signIn(fixture.app, 'applicant')
  office = await signIn(fixture.app, 'propertyOffice')
})

/** A new request for a space of its own, as the desk sees it. */
async function newRequest(options: { inCall?: boolean } = {}): Promise<DeskRequest> {
  codes += 1
  const code = `N${codes}`
  const spaceId = await insertSpace(fixture.db, code)
  if (options.inCall) await insertCall(fixture.db, `CALL-${code}`, [spaceId])
  return read((await sendFor(anna, code)).id)
}
const read = async (id: string): Promise<DeskRequest> => (await office.get(`/api/desk/requests/${id}`)).json()

/** Does an action on the version given, and answers with the request or the problem. */
async function act({ id, version }: { id: string; version: number }, action: string, body: object = {}) {
  const answer = await office.post(`/api/desk/requests/${id}/${action}`, { version, ...body })
  return { status: answer.statusCode, body: answer.json() }
}
/** The office has seen the signature. */
const identify = (request: { id: string; version: number }) =>
  act(request, 'identify', { method: 'signedFile', note: 'firma digitale verificata' })
const letterKinds = (id: string) =>
  fixture.db('mail_outbox').where({ object_id: id, channel: 'mail' }).orderBy('created_at').pluck('kind')
const award = (spaceCode: string, changes: object = {}) => ({
  spaceCode,
  from: '2027-01-01',
  until: '2032-12-31',
  procedure: 'publicCall',
  actNumber: '2001/2026',
  actDate: '2026-01-15',
  ...changes,
})
const spaceOf = (request: DeskRequest) => request.targets[0]?.spaces[0]?.code ?? ''

describe('an application', () => {
  test('is taken in charge, admitted and awarded: each step logged, mailed and shown to the applicant', async () => {
    const request = await newRequest({ inCall: true })
    const taken = await act(request, 'take')
    expect(taken.body).toMatchObject({ status: 'formalCheck', assignedTo: { name: office.me.account?.name } })
    const admitted = await act((await identify(taken.body)).body, 'admit')
    expect(admitted.body).toMatchObject({ status: 'admitted', actions: ['take', 'exclude', 'award'] })
    const awarded = await act(admitted.body, 'award', award(spaceOf(request)))
    expect(awarded.body).toMatchObject({
      status: 'awarded',
      award: { from: '2027-01-01', until: '2032-12-31', actNumber: '2001/2026' },
      targets: [{ spaces: [{ status: 'awarded' }] }],
    })
    const mine = (await anna.get(`/api/requests/${request.id}`)).json()
    expect(mine).toMatchObject({
      status: 'awarded',
      nextStep: 'answerAward',
      award: { spaceCode: spaceOf(request) },
    })
    expect(mine.history.map((entry: { action: string }) => entry.action)).toEqual([
      'send',
      'take',
      'identify',
      'admit',
      'award',
    ])
    expect(JSON.stringify(mine.history)).not.toContain(office.me.account?.name)
    expect(await letterKinds(request.id)).toEqual([
      'request.send',
      'request.take',
      'request.identify',
      'request.admit',
      'request.award',
    ])
    expect(await verifyChain(fixture.db, 'request', request.id)).toMatchObject({ valid: true, events: 5 })
    expect(await verifyChain(fixture.db, 'space', spaceOf(request))).toMatchObject({ valid: true, events: 1 })
    const history = await fixture.db('space_history').where({ status: 'awarded' }).pluck('note')
    expect(history).toEqual(['Assegnato con atto 2001/2026 del 2026-01-15'])
  })

  test('is completed with what is missing, apart from what was first received', async () => {
    const request = (await act(await newRequest({ inCall: true }), 'take')).body
    const asked = { items: ['signature'], message: 'Manca la firma della domanda.' }
    const tooFar = await act(request, 'requestCompletion', { ...asked, days: 11 })
    expect(tooFar.body.errors[0].pointer).toBe('/days')
    const waiting = await act(request, 'requestCompletion', { ...asked, days: 5 })
    expect(waiting.body).toMatchObject({ status: 'completionRequested', completions: [{ answer: null }] })
    const early = { reasonCode: 'notCompleted', reason: 'Non è arrivato nulla.' }
    expect((await act(waiting.body, 'exclude', early)).body.type).toBe('/problems/term-not-started')

    const form = new FormData()
    form.append('file', new Blob(['%PDF-1.7 firmata startxref %%EOF']), 'firmata.pdf')
    const file = await anna.inject({
      method: 'POST',
      url: `/api/requests/${request.id}/files`,
      payload: form,
    })
    expect(file.statusCode).toBe(201)
    const fileUrl = `/api/requests/${request.id}/files/${file.json().id}`
    expect((await office.get(fileUrl)).statusCode).toBe(404)
    expect((await read(request.id)).completions[0]?.files).toEqual([])

    const completed = await anna.post(`/api/requests/${request.id}/completion`, {
      version: waiting.body.version,
      answer: 'Ecco la domanda firmata.',
    })
    expect(completed.json()).toMatchObject({ status: 'formalCheck', nextStep: 'waitForCheck' })
    expect(await read(request.id)).toMatchObject({
      content: request.content,
      contentHash: request.contentHash,
      files: [],
      completions: [{ answer: 'Ecco la domanda firmata.', late: false, files: [{ name: 'firmata.pdf' }] }],
    })
    expect((await office.get(fileUrl)).statusCode).toBe(200)
  })

  test('once its day is over it can be excluded; what comes late before that is kept and marked', async () => {
    const request = (await act(await newRequest({ inCall: true }), 'take')).body
    const waiting = await act(request, 'requestCompletion', {
      items: ['statute'],
      message: 'Manca lo statuto.',
    })
    await fixture.db('request_completion').where({ request_id: request.id }).update({ due_on: '2026-01-01' })
    const late = await anna.post(`/api/requests/${request.id}/completion`, {
      version: waiting.body.version,
      answer: 'Eccolo',
    })
    expect(late.json().completions).toMatchObject([{ late: true }])
    const excluded = await act(await read(request.id), 'exclude', {
      reasonCode: 'notCompleted',
      reason: 'Lo statuto è arrivato dopo il termine.',
    })
    expect(excluded.body).toMatchObject({ status: 'excluded', reason: { code: 'notCompleted' }, actions: [] })
    expect((await anna.get(`/api/requests/${request.id}`)).json().reason.text).toContain('dopo il termine')
  })

  test('is not excluded without a coded reason and words', async () => {
    const request = (await act(await newRequest({ inCall: true }), 'take')).body
    expect((await act(request, 'exclude', { reason: 'perché sì, davvero' })).status).toBe(400)
    expect(
      (await act(request, 'exclude', { reasonCode: 'antipathy', reason: 'perché sì, davvero' })).status,
    ).toBe(400)
    expect((await act(request, 'exclude', { reasonCode: 'arrears', reason: 'no' })).status).toBe(400)
  })

  test('changed by another officer in the meantime, it is not changed again unseen', async () => {
    const request = await newRequest({ inCall: true })
    await act(request, 'take')
    const second = await act(request, 'take')
    expect(second).toMatchObject({
      status: 409,
      body: { type: '/problems/version', errors: [{ detail: '3' }] },
    })
  })

  test('received with a name that would be refused today is shown as it was received', async () => {
    const { id } = await newRequest()
    const name = 'Officina\nwww.example.org'
    await fixture.db.transaction(async (trx) => {
      await trx.raw('SET LOCAL session_replication_role = replica')
      const content = trx.raw("jsonb_set(content, '{applicant,name}', to_jsonb(?::text))", [name])
      await trx('request').where({ id }).update({ content })
    })
    expect((await read(id)).content?.applicant?.name).toBe(name)
  })

  test('cannot jump over a step', async () => {
    const request = await newRequest({ inCall: true })
    expect((await act(request, 'admit')).body.type).toBe('/problems/not-in-this-state')
    expect((await act(request, 'award', award(spaceOf(request)))).status).toBe(409)
    expect((await act(request, 'note')).status).toBe(409)
  })
})

describe('an expression of interest', () => {
  test('is noted, answered and closed with a reason', async () => {
    const request = await newRequest()
    const taken = await act(request, 'take')
    expect(taken.body).toMatchObject({ status: 'submitted', assignedTo: { id: office.me.account?.id } })
    const noted = await act(taken.body, 'note')
    expect(noted.body.status).toBe('noted')
    const answered = await act(noted.body, 'answer', { message: 'Lo spazio sarà nel prossimo avviso.' })
    expect((await anna.get(`/api/requests/${request.id}`)).json()).toMatchObject({
      status: 'answered',
      nextStep: 'readAnswer',
      answer: 'Lo spazio sarà nel prossimo avviso.',
    })
    const closed = await act(answered.body, 'close', {
      reasonCode: 'callPublished',
      reason: 'È uscito l’avviso 12.',
    })
    expect(closed.body).toMatchObject({ status: 'closed', reason: { code: 'callPublished' } })
  })

  test('is awarded only on a notice or a coded legal basis, with an act', async () => {
    const request = (await act(await newRequest(), 'note')).body
    const space = spaceOf(request)
    expect((await act(request, 'award', award(space))).body.errors[0].pointer).toBe('/procedure')
    const basis = award(space, { procedure: 'codedLegalBasis' })
    expect((await act(request, 'award', basis)).body.errors[0].pointer).toBe('/legalBasis')
    const withoutAct = award(space, { procedure: 'competingOffersNotice', actNumber: ' ' })
    expect((await act(request, 'award', withoutAct)).status).toBe(400)
    const notice = award(space, { procedure: 'competingOffersNotice' })
    expect((await act(request, 'award', { ...notice, until: '2026-12-31' })).body.errors[0].pointer).toBe(
      '/until',
    )
    expect((await act(request, 'award', { ...notice, actDate: '2999-01-01' })).body.errors[0].pointer).toBe(
      '/actDate',
    )
    expect((await act(request, 'award', { ...notice, spaceCode: 'N1' })).status).toBe(422)
    expect((await act(request, 'award', notice)).body.status).toBe('awarded')
  })

  test('the database itself refuses an award without an act, and a state without an award', async () => {
    const request = await newRequest()
    const { id: space_id } = await fixture
      .db('space')
      .where({ code: spaceOf(request) })
      .first('id')
    const { party_id } = await fixture.db('request').where({ id: request.id }).first('party_id')
    const row = {
      space_id,
      party_id,
      period: '[2027-01-01,2028-01-01)',
      procedure: 'publicCall',
      act_number: '1',
      act_date: '2026-01-01',
      awarded_by: office.me.account?.id,
    }
    await expect(fixture.db('award').insert({ ...row, act_number: ' ' })).rejects.toThrow(/check/)
    await expect(fixture.db('award').insert({ ...row, procedure: null })).rejects.toThrow(/null/)
    await expect(fixture.db('award').insert({ ...row, procedure: 'codedLegalBasis' })).rejects.toThrow(
      /check/,
    )
    await expect(
      fixture.db('request').where({ id: request.id }).update({ status: 'awarded' }),
    ).rejects.toThrow(/act/)
  })
})

describe('two awards of one space', () => {
  const noted = async (code: string) => (await act(await read((await sendFor(anna, code)).id), 'note')).body
  const notice = (code: string, changes: object = {}) =>
    award(code, { procedure: 'competingOffersNotice', ...changes })

  /** The request and copies of it, as if others had sent the same. */
  async function copies({ id }: { id: string }, count: number): Promise<{ id: string; version: number }[]> {
    await fixture.db.raw(
      `WITH copy AS (
         INSERT INTO request (number, kind, account_id, party_id, status, content, version, content_hash, received_at)
         SELECT r.number || '-' || n, r.kind, r.account_id, r.party_id, r.status, r.content, r.version,
           r.content_hash, r.received_at
         FROM request r, generate_series(1, :count::integer) n WHERE r.id = :id
         RETURNING id)
       INSERT INTO request_lot (request_id, space_id)
       SELECT copy.id, rl.space_id FROM copy, request_lot rl WHERE rl.request_id = :id`,
      { id, count },
    )
    const { space_id } = await fixture.db('request_lot').where({ request_id: id }).first('space_id')
    return fixture
      .db({ r: 'request' })
      .join({ rl: 'request_lot' }, 'rl.request_id', 'r.id')
      .where({ 'rl.space_id': space_id })
      .select('r.id', 'r.version')
  }

  test('regression 10: the second is refused with the dates that are taken, and the desk shows them', async () => {
    await insertSpace(fixture.db, 'TWICE')
    const [first, second] = [await noted('TWICE'), await noted('TWICE')]
    expect((await act(first, 'award', notice('TWICE'))).status).toBe(200)
    const refused = await act(second, 'award', notice('TWICE', { from: '2032-12-31', until: '2040-01-01' }))
    expect(refused.status).toBe(409)
    expect(refused.body.detail).toContain('from 2027-01-01 to 2032-12-31')
    const seen = await read(second.id)
    expect(seen.takenPeriods).toEqual([{ spaceCode: 'TWICE', from: '2027-01-01', until: '2032-12-31' }])
    expect(seen.sameTarget.map(({ id }) => id)).toEqual([first.id])
    expect(await letterKinds(second.id)).not.toContain('request.award')
    const after = await act(second, 'award', notice('TWICE', { from: '2033-01-01', until: '2040-01-01' }))
    expect(after.status).toBe(200)
  })

  test('an applicant gets no more spaces of a call than it allows', async () => {
    const ids = [await insertSpace(fixture.db, 'LIM1'), await insertSpace(fixture.db, 'LIM2')]
    await insertCall(fixture.db, 'LIMITED', ids)
    for (const [code, status] of [
      ['LIM1', 200],
      ['LIM2', 409],
    ] as const) {
      const taken = await act(await read((await sendFor(anna, code)).id), 'take')
      const admitted = await act((await identify(taken.body)).body, 'admit')
      expect((await act(admitted.body, 'award', award(code))).status).toBe(status)
    }
  })

  test.runIf(fixture.kind === 'postgis')(
    'not even where two officers award two of its spaces at once',
    async () => {
      const codes = ['RACE1', 'RACE2', 'RACE3', 'RACE4']
      const ids: number[] = []
      for (const code of codes) ids.push(await insertSpace(fixture.db, code))
      await insertCall(fixture.db, 'RACE', ids)
      const admitted: { id: string; version: number }[] = []
      for (const code of codes) {
        const taken = await act(await read((await sendFor(anna, code)).id), 'take')
        admitted.push((await act((await identify(taken.body)).body, 'admit')).body)
      }
      const answers = await Promise.all(
        admitted.map((request, index) => act(request, 'award', award(codes[index] ?? ''))),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    },
  )

  test.runIf(fixture.kind === 'postgis')(
    'regression 10: fifty officers at once, on fifty requests for one space: one succeeds',
    async () => {
      await insertSpace(fixture.db, 'FIFTY')
      const requests = await copies(await noted('FIFTY'), 49)
      const officers = await Promise.all(requests.map(() => signIn(fixture.app, 'propertyOffice')))
      const answers = await Promise.all(
        requests.map(({ id, version }, index) =>
          officers[index]?.post(`/api/desk/requests/${id}/award`, {
            version,
            ...notice('FIFTY', { from: `2027-01-${String((index % 20) + 1).padStart(2, '0')}` }),
          }),
        ),
      )
      const statuses = answers.map((answer) => answer?.statusCode)
      expect(statuses.filter((status) => status === 200)).toHaveLength(1)
      expect(statuses.filter((status) => status === 409)).toHaveLength(49)
      const refused = answers.find((answer) => answer?.statusCode === 409)
      expect(refused?.json().detail).toMatch(/awarded already from 2027-01-\d\d to 2032-12-31/)
      const { count } = await fixture
        .db('award')
        .whereIn(
          'request_id',
          requests.map(({ id }) => id),
        )
        .first(fixture.db.raw('count(*)::integer'))
      expect(count).toBe(1)
    },
  )

  test.runIf(fixture.kind === 'postgis')('fifty officers at once on one request: one succeeds', async () => {
    await insertSpace(fixture.db, 'ONE')
    const request = await noted('ONE')
    const answers = await Promise.all(Array.from({ length: 50 }, () => act(request, 'award', notice('ONE'))))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(49)
  })
})

describe('sealed applications', () => {
  test('until they are opened the office knows how many there are, and can do nothing', async () => {
    const spaceId = await insertSpace(fixture.db, 'SEALED')
    await insertCall(fixture.db, 'SEALED-CALL', [spaceId], {
      standing: false,
      closes_at: fixture.db.raw("now() + interval '1 hour'"),
    })
    const { id } = await sendFor(anna, 'SEALED')
    const queue = (await office.get('/api/desk/requests?call=SEALED-CALL')).json()
    expect(queue).toMatchObject({ total: 0, items: [] })
    expect(queue.sealed).toMatchObject([{ call: { code: 'SEALED-CALL' }, total: 1 }])
    expect((await office.get(`/api/desk/requests/${id}`)).statusCode).toBe(404)
    const taken = await office.post(`/api/desk/requests/${id}/take`, { version: 2 })
    expect(taken.json().type).toBe('/problems/sealed')

    const call = () => fixture.db('call').where({ code: 'SEALED-CALL' })
    await call().update({ closes_at: fixture.db.raw("now() - interval '1 second'") })
    expect((await office.get(`/api/desk/requests/${id}`)).statusCode).toBe(404)
    await call().update({ unsealed_at: fixture.db.fn.now(), unsealed_by: office.me.account?.id })
    expect((await read(id)).content?.makes).toBe('Biciclette su misura')
    expect((await office.get('/api/desk/requests?space=SEALED')).json().total).toBe(1)
  })
})

describe('the queue', () => {
  const queue = async (query: string, limit = 200) =>
    (await office.get(`/api/desk/requests?limit=${limit}&${query}`)).json()

  test('regression 13: every counter equals the list behind it', async () => {
    for (const filter of [
      '',
      'kind=application',
      'assigned=none',
      'assigned=me',
      'q=Biciclette',
      'space=TWICE',
    ]) {
      const whole = await queue(filter)
      expect(whole.items).toHaveLength(whole.total)
      for (const { value, count } of whole.statuses) {
        const narrowed = await queue(`${filter}&status=${value}`)
        expect(narrowed.total).toBe(count)
        expect(narrowed.items).toHaveLength(count)
        expect(narrowed.statuses).toEqual(whole.statuses)
      }
    }
  })

  test('the longest waiting comes first, pages follow on, and several states can be asked for', async () => {
    const { items, total } = await queue('')
    const times = items.map((item: { receivedAt: string }) => item.receivedAt)
    expect(times).toEqual([...times].sort())
    const pages = [await queue('', 3), await queue('offset=3', 3)]
    expect(pages.flatMap((page) => page.items).map((item) => item.id)).toEqual(
      items.slice(0, 6).map((item: { id: string }) => item.id),
    )
    expect(pages[0].total).toBe(total)
    const several = await queue('status=awarded,closed')
    expect(new Set(several.items.map((item: { status: string }) => item.status))).toEqual(
      new Set(['awarded', 'closed']),
    )
  })

  test('finds by number, applicant and what is made; signs of SQL mean themselves', async () => {
    const { items } = await queue('')
    expect((await queue(`q=${items[0].number}`)).total).toBe(1)
    expect((await queue('q=ferrari')).total).toBeGreaterThan(3)
    expect((await queue('q=%25')).total).toBe(0)
    expect((await queue(`q=${encodeURIComponent("'; DROP TABLE request; --")}`)).total).toBe(0)
  })

  test('an unknown filter or value is a 400 that names it', async () => {
    expect((await office.get('/api/desk/requests?colour=red')).json().errors[0].pointer).toBe('colour')
    expect((await office.get('/api/desk/requests?status=draft')).statusCode).toBe(400)
  })
})
