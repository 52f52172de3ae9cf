import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertPlan, insertPoint, type PlanMade } from '../testing/points.ts'
import { insertCouncil } from '../testing/redaction.ts'

const fixture = testApp()
let plan: PlanMade
let planner: Client
let head: Client
let otherHead: Client

beforeAll(async () => {
  planner = await signInAs(fixture.app, { roles: ['planner'] })
  head = await signInAs(fixture.app, { roles: ['planningHead'] })
  otherHead = await signInAs(fixture.app, { roles: ['planningHead'] })
  plan = await insertPlan(fixture.db, 'OSCURARE')
})

const words = '🏭 Sono Anna Verdi, tel. 333 1234567, e chiedo più verde in via Padova.'
const annaVerdi = { start: 7, end: 17 }
const phone = { start: 24, end: 35 }

const newPoint = (text = words, columns: Record<string, unknown> = {}, of: Record<string, unknown> = {}) =>
  insertPoint(fixture.db, plan, text, { synthesis: 'Chiede più verde', ...columns }, of)
const path = (id: number, below = '') => `/api/desk/redaction/${id}${below}`
const read = async (id: number, by = planner) => (await by.get(path(id))).json()

/** What somebody sends who covers what must be covered and keeps the rest. */
async function makingOf(id: number, changes: Record<string, unknown> = {}) {
  const { text } = await read(id)
  const required = text.suggestions.filter(({ required: must }: { required: boolean }) => must)
  const others = text.suggestions.filter(({ required: must }: { required: boolean }) => !must)
  const spans = (all: { start: number; end: number }[]) => all.map(({ start, end }) => ({ start, end }))
  return {
    revision: text.revision,
    sourceHash: text.sourceHash,
    covers: spans(required),
    kept: spans(others),
    synthesis: 'Chiede più verde',
    place: 'hidden',
    ...changes,
  }
}
const make = async (id: number, changes: Record<string, unknown> = {}, by = planner) =>
  by.post(path(id, '/text'), await makingOf(id, changes))
async function sign(id: number, by = head, part: 'text' | 'reply' = 'text') {
  const { revision, hash } = (await read(id))[part]
  return by.post(path(id, `/${part}/sign`), { revision, hash })
}
const faultsOf = (answer: { json(): { errors?: { pointer: string; detail: string }[] } }) =>
  (answer.json().errors ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`)
const refusalsOf = (answer: { json(): { errors?: { detail: string }[] } }) =>
  (answer.json().errors ?? []).map(({ detail }) => detail)

describe('a copy', () => {
  test('is the words of the point with covers on them, counted in characters', async () => {
    const id = await newPoint()
    const made = await make(id, { covers: [annaVerdi, phone], kept: [] })
    expect(made.statusCode, made.body).toBe(200)
    expect(made.json().text).toMatchObject({
      state: 'made',
      public: '🏭 Sono [omissis], tel. [omissis], e chiedo più verde in via Padova.',
      covers: [annaVerdi, phone],
      revision: 1,
    })
    const event = await fixture
      .db('audit_event')
      .where({ object_kind: 'point', object_id: String(id) })
      .first()
    expect(event).toMatchObject({ action: 'redactPoint', changes: { covers: { new: 2 } } })
  })

  test('says whether the register names who wrote: a body that writes for itself, and nobody else', async () => {
    const by = (kind: string, submitter: object) =>
      newPoint('Si chiede più verde.', {}, { submitter_kind: kind, submitter: JSON.stringify(submitter) })
    const ids = [
      await by('district', { name: 'Municipio 9' }),
      await by('publicBody', { name: 'Ente di prova', onBehalfOf: 'Rosa Neri' }),
      await by('citizen', { name: 'Rosa Neri' }),
    ]
    expect(await Promise.all(ids.map(async (id) => (await read(id)).named))).toEqual([true, false, false])
  })

  test('needs every suggestion looked at, and keeps no name of a person who wrote', async () => {
    const id = await newPoint()
    const kept = await make(id, { covers: [], kept: [annaVerdi] })
    expect(kept.statusCode).toBe(422)
    expect(faultsOf(kept)).toEqual(['/suggestions/7 nameKept', '/suggestions/24 notLooked'])
    const named = await make(id, { synthesis: 'Anna Verdi chiede verde' })
    expect(faultsOf(named)).toEqual(['/synthesis/0 synthesisPersonal'])
  })

  test('shows a person’s place to the metre only with a word why, kept in the log', async () => {
    const id = await newPoint('Chiedo alberi in questa piazza.', {
      target: 'place',
      geom: 'SRID=4326;POINT(9.19 45.47)',
    })
    expect((await read(id)).text.place).toBe('neighbourhood')
    expect(faultsOf(await make(id, { place: 'exact' }))).toEqual(['/place homeShown'])
    const notHome = 'È una piazza, non una casa.'
    expect((await make(id, { place: 'exact', notHome })).statusCode).toBe(200)
    const kept = await fixture.db('audit_personal').where({ field: 'notHome' }).first('new_value')
    expect(kept.new_value).toBe(notHome)
  })

  test('is not made of words that were not seen, nor over another copy', async () => {
    const id = await newPoint()
    expect(refusalsOf(await make(id, { sourceHash: 'a'.repeat(64) }))).toEqual(['changed'])
    await make(id)
    expect(refusalsOf(await make(id, { revision: null }))).toEqual(['changed'])
    expect((await make(id)).json().text.revision).toBe(2)
    expect(await fixture.db('public_text').where({ point_id: id })).toHaveLength(2)
  })
})

describe('signing', () => {
  test('is for a second person, of the copy that was seen', async () => {
    const id = await newPoint()
    expect(
      refusalsOf(await head.post(path(id, '/text/sign'), { revision: 1, hash: 'a'.repeat(64) })),
    ).toEqual(['notMade'])
    await make(id, {}, head)
    expect(refusalsOf(await sign(id, head))).toEqual(['ownCopy'])
    const unseen = await otherHead.post(path(id, '/text/sign'), { revision: 1, hash: 'a'.repeat(64) })
    expect(refusalsOf(unseen)).toEqual(['changed'])
    expect((await sign(id, planner)).statusCode).toBe(403)
    expect((await sign(id, otherHead)).json().text.state).toBe('signed')
    expect(refusalsOf(await sign(id, otherHead))).toEqual(['signed'])
  })

  test('and making are never for who wrote it, in the program as in the database', async () => {
    const id = await newPoint(words, {}, { account_id: otherHead.me.account?.id })
    const own = await make(id, {}, otherHead)
    expect(own.statusCode).toBe(403)
    expect(own.json().type).toBe('/problems/own-observation')
    await make(id)
    expect((await sign(id, otherHead)).statusCode).toBe(403)
    const forced = fixture
      .db('public_text')
      .where({ point_id: id })
      .update({ signed_by: otherHead.me.account?.id, signed_at: fixture.db.fn.now() })
    await expect(forced).rejects.toThrow('nobody makes or signs')
  })

  test('of a place to the metre holds for that place: one that is drawn anew is looked at anew', async () => {
    const place = { target: 'place', geom: 'SRID=4326;POINT(9.19 45.47)' }
    const [exact, near] = [await newPoint(words, place), await newPoint(words, place)]
    await make(exact, { place: 'exact', notHome: 'È una piazza, non una casa.' })
    await make(near, { place: 'neighbourhood' })
    for (const id of [exact, near]) {
      expect((await sign(id)).json().text.state).toBe('signed')
      const { version } = (await planner.get(`/api/desk/points/${id}`)).json()
      const geometry = { type: 'Point', coordinates: [9.2, 45.48] }
      const drawn = await planner.inject({
        method: 'PATCH',
        url: `/api/desk/points/${id}`,
        payload: { version, geometry },
      })
      expect(drawn.statusCode, drawn.body).toBe(200)
    }
    expect((await read(exact)).text).toMatchObject({ state: 'withdrawn', public: null })
    expect((await read(near)).text.state).toBe('signed')
  })

  test('by two at once leaves one signature', async () => {
    const id = await newPoint()
    await make(id)
    const { revision, hash } = (await read(id)).text
    const answers = await Promise.all(
      [head, otherHead].map((by) => by.post(path(id, '/text/sign'), { revision, hash })),
    )
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  })

  test('is undone by other words: the copy counts as none', async () => {
    const { db } = fixture
    const id = await newPoint()
    await make(id)
    await sign(id)
    await db('point')
      .where({ id })
      .update({ text: [...words].slice(0, 40).join(''), span_end: 40 })
    expect((await read(id, head)).text).toMatchObject({
      state: 'outdated',
      refusals: { sign: ['signed', 'outdated'] },
    })
  })

  test('is final: what was signed is replaced, never changed', async () => {
    const id = await newPoint()
    await make(id)
    await sign(id)
    const changed = fixture.db('public_text').where({ point_id: id }).update({ covers: '[]' })
    await expect(changed).rejects.toThrow('replaced, not changed')
  })
})

describe('taking a signed copy back', () => {
  test('is at once, with a reason in the log, and asks for another', async () => {
    const id = await newPoint()
    await make(id)
    expect(
      refusalsOf(
        await planner.post(path(id, '/text/withdraw'), { revision: 1, reason: 'È rimasto un nome.' }),
      ),
    ).toEqual(['notSigned'])
    await sign(id)
    const back = await planner.post(path(id, '/text/withdraw'), { revision: 1, reason: 'È rimasto un nome.' })
    expect(back.json().text).toMatchObject({ state: 'withdrawn', revision: null, public: null })
    expect(await fixture.db('public_text').where({ point_id: id }).whereNull('replaced_at')).toEqual([])
    expect((await make(id)).json().text).toMatchObject({ state: 'made', revision: 2 })
  })
})

describe('replies', () => {
  test('of a group are made once, without the names of any who wrote', async () => {
    const { db } = fixture
    const [group] = await db('point_group')
      .insert({ plan_id: plan.id, title: 'Verde', made_by: planner.me.account?.id })
      .returning('id')
    const ids = [
      await newPoint(words, { group_id: group.id }),
      await newPoint(words, { group_id: group.id }, { submitter: JSON.stringify({ name: 'Bruno Neri' }) }),
    ] as const
    const reason = 'Come scrive Bruno Neri, il verde serve: si accoglie in parte la richiesta.'
    const decision = await insertCouncil(db, { group_id: group.id }, head.me.account?.id ?? '', { reason })
    const { reply } = await read(ids[0])
    expect(reply.suggestions).toMatchObject([{ start: 12, end: 22, required: true }])
    const making = {
      revision: null,
      sourceHash: reply.sourceHash,
      covers: [],
      kept: [{ start: 12, end: 22 }],
    }
    expect(faultsOf(await planner.post(path(ids[0], '/reply'), making))).toEqual(['/suggestions/12 nameKept'])
    const covered = { ...making, covers: [{ start: 12, end: 22 }], kept: [] }
    const made = await planner.post(path(ids[0], '/reply'), covered)
    expect(made.json().reply.public).toBe(
      'Come scrive [omissis], il verde serve: si accoglie in parte la richiesta.',
    )
    expect((await read(ids[1])).reply).toMatchObject({ state: 'made', revision: 1 })
    expect((await sign(ids[1], head, 'reply')).json().reply.state).toBe('signed')
    expect(await db('public_reply').where({ decision_id: decision })).toHaveLength(1)
    const queue = await planner.get(`/api/desk/redaction?plan=${plan.code}&part=reply`)
    expect(queue.json()).toMatchObject({ total: 1, reply: { signed: 1 }, items: [{ id: ids[0] }] })
  })

  test('are there only once the Council has decided', async () => {
    const id = await newPoint()
    expect((await read(id)).reply).toBeNull()
    const making = { revision: null, sourceHash: 'a'.repeat(64), covers: [], kept: [] }
    expect(refusalsOf(await planner.post(path(id, '/reply'), making))).toEqual(['noReply'])
  })
})

describe('the others of a group with the same words', () => {
  test('get the same copy, but for those whom it would name, with a result for each', async () => {
    const { db } = fixture
    const same = 'Chiediamo più verde in piazza Bianchi, come dice il comitato.'
    const [group] = await db('point_group')
      .insert({ plan_id: plan.id, title: 'Piazza', made_by: planner.me.account?.id })
      .returning('id')
    const named = (name: string) => ({ submitter: JSON.stringify({ name }) })
    const model = await newPoint(same, { group_id: group.id }, named('Anna Verdi'))
    const fits = await newPoint(same, { group_id: group.id }, named('Carla Gialli'))
    const told = await newPoint(same, { group_id: group.id }, named('Dino Bianchi'))
    const other = await newPoint(`${same} Grazie.`, { group_id: group.id }, named('Elio Rossi'))
    await make(model)
    expect((await read(model)).group).toMatchObject({ size: 4, same: 2 })
    const ask = async (below: string, preview: boolean, by = planner) =>
      (await by.post(path(model, below), { preview, revision: 1 })).json()
    const expected = {
      done: 1,
      same: 0,
      refused: 1,
      items: [
        { id: fits, result: 'done', refusals: [] },
        { id: told, result: 'refused', refusals: ['personalFound'] },
      ],
    }
    expect(await ask('/text/make-same', true)).toMatchObject(expected)
    expect((await read(fits)).text.state).toBe('missing')
    expect(await ask('/text/make-same', false)).toMatchObject(expected)
    expect((await read(fits)).text).toMatchObject({ state: 'made', public: same })
    expect((await read(other)).text.state).toBe('missing')
    expect(await ask('/text/sign-same', false, head)).toMatchObject({
      done: 1,
      items: [
        { id: fits, result: 'done' },
        { id: told, result: 'refused', refusals: ['notMade'] },
      ],
    })
    expect((await read(fits)).text.state).toBe('signed')
  })
})

describe('the queue', () => {
  test('counts what is missing, made, signed and mine to sign, and leads from one to the next', async () => {
    plan = await insertPlan(fixture.db, 'CODA')
    const ids = [await newPoint(), await newPoint(), await newPoint(), await newPoint()] as const
    await newPoint(words, {}, { status: 'inadmissible', inadmissible_reason: 'Anonima' })
    await make(ids[0])
    await make(ids[1], {}, head)
    await make(ids[2])
    await sign(ids[2])
    const queue = async (search: string, by = head) =>
      (await by.get(`/api/desk/redaction?plan=CODA&part=text${search}`)).json()
    const counts = { total: 4, missing: 1, withdrawn: 0, outdated: 0, made: 2, signed: 1, toSign: 1 }
    expect((await queue('')).text).toEqual(counts)
    const idsOf = ({ items }: { items: { id: number }[] }) => items.map(({ id }) => id)
    expect(idsOf(await queue('&state=toSign'))).toEqual([ids[0]])
    expect(idsOf(await queue('&state=missing'))).toEqual([ids[3]])
    expect(idsOf(await queue('&q=padova&limit=2&offset=1'))).toEqual([ids[1], ids[2]])
    const onward = async (id: number, search = '') =>
      (await head.get(path(id, `/onward?plan=CODA&part=text${search}`))).json()
    expect(await onward(ids[1])).toEqual({ next: ids[2], previous: ids[0], others: 3 })
    expect(await onward(ids[3])).toEqual({ next: ids[0], previous: ids[2], others: 3 })
    expect(await onward(ids[0], '&state=toSign')).toEqual({ next: null, previous: null, others: 0 })
  })
})
