import { beforeAll, describe, expect, test } from 'vitest'
import { addDays, romeDate } from '../city/rules.ts'
import { testApp } from '../testing/app.ts'
import { opinionGiven, opinionQuestion } from '../testing/opinions.ts'
import { type Client, signIn, signInAs } from '../testing/people.ts'
import { insertPlan } from '../testing/plans.ts'
import { insertSpace } from '../testing/requests.ts'
import { insertCity } from '../testing/spaces.ts'
import { formOf, pdfOf } from '../testing/uploads.ts'
import { followOpinions } from './clock.ts'
import { listDueOpinions } from './reading.ts'
import type { AskedOpinion, DistrictDesk, NewOpinion, NewOpinionRequest } from './schema.ts'

const fixture = testApp()
let officer: Client
let planner: Client
let nine: Client
let one: Client
let councillor: Client

beforeAll(async () => {
  await insertCity(fixture.db)
  officer = await signIn(fixture.app, 'propertyOffice')
  planner = await signIn(fixture.app, 'planner')
  nine = await signIn(fixture.app, 'districtOffice')
  one = await signInAs(fixture.app, { roles: ['districtOffice'], district: '1' })
  councillor = await signIn(fixture.app, 'districtCouncillor')
})

const ask = (changes: Partial<NewOpinionRequest> = {}, client = officer, days?: number) =>
  client.post('/api/desk/opinions', opinionQuestion(changes, days))
const deskOf = async (client: Client): Promise<DistrictDesk> => (await client.get('/api/municipio')).json()
/** Asks Municipio 9, and gives what it then finds on its desk. */
async function asked(changes: Partial<NewOpinionRequest> = {}): Promise<AskedOpinion> {
  const { id } = (await ask(changes)).json()
  const found = (await deskOf(nine)).asked.find(({ requestId }) => requestId === id)
  if (!found) throw new Error('it does not stand on the desk')
  return found
}
const give = (changes: Partial<NewOpinion> = {}, client = nine) =>
  client.post('/api/municipio/opinions', opinionGiven(changes))
const publicly = (url: string) => fixture.app.inject(url)
const refusalsOf = (answer: { json(): { errors?: { detail: string }[] } }) =>
  (answer.json().errors ?? []).map(({ detail }) => detail)
/** Moves the due day, past the trigger that keeps what was asked. */
async function dueIn(requestId: string, days: number): Promise<void> {
  await fixture.db.transaction(async (trx) => {
    await trx.raw('ALTER TABLE opinion_request DISABLE TRIGGER keep_asked')
    await trx.raw(
      "UPDATE opinion_request SET due_on = (clock_timestamp() AT TIME ZONE 'Europe/Rome')::date + ?::integer WHERE id = ?",
      [days, requestId],
    )
    await trx.raw('ALTER TABLE opinion_request ENABLE TRIGGER keep_asked')
  })
}
const newsOf = (client: Client, kind: string) =>
  fixture.db('notification').where({ account_id: client.me.account?.id, kind })

describe('opinions asked for', () => {
  test('reach the Municipi that are named, with the term and the silence of the city', async () => {
    const answer = await ask({ districts: ['1', '9'], title: 'Due Municipi' })
    expect(answer.statusCode).toBe(201)
    for (const client of [nine, one, councillor]) {
      const [found] = (await deskOf(client)).asked.filter(({ title }) => title === 'Due Municipi')
      expect(found).toMatchObject({ state: 'waiting', daysLeft: 30, silence: 'proceed', opinion: null })
      expect(found?.legalBasis).toContain('art. 17')
    }
    expect(await newsOf(nine, 'opinion.asked')).not.toEqual([])
    expect(refusalsOf(await ask({ districts: ['77'] }, officer, 3))).toEqual([
      'dueTooSoon',
      'districtUnknown',
    ])
  })

  test('are about spaces and calls where the office asks, about plans where the planners do', async () => {
    const { code } = await insertPlan(fixture.db, { code: 'PIANO-A' })
    await insertSpace(fixture.db, 'MI-1', { geom: 'SRID=4326;POINT(9.25 45.45)' })
    const plan = { kind: 'plan', code } as const
    const space = { kind: 'space', code: 'MI-1' } as const
    expect(refusalsOf(await ask({ object: plan }))).toEqual(['objectNotYours'])
    expect(refusalsOf(await ask({ object: space }, planner))).toEqual(['objectNotYours'])
    expect(refusalsOf(await ask({ object: { kind: 'space', code: 'MI-99' } }))).toEqual(['objectUnknown'])
    expect((await ask({ object: plan }, planner)).statusCode).toBe(201)
    expect((await ask({ object: space })).statusCode).toBe(201)
    const { items } = (await planner.get('/api/desk/opinions')).json()
    expect(items.some(({ object }: AskedOpinion) => object.kind === 'space')).toBe(false)
    expect((await nine.get('/api/desk/opinions')).statusCode).toBe(403)
  })

  test('are taken back with a reason; then no opinion is taken', async () => {
    const { id, requestId } = await asked()
    const reason = 'Il bando non si fa.'
    expect((await planner.post(`/api/desk/opinions/${requestId}/withdraw`, { reason })).statusCode).toBe(204)
    expect(refusalsOf(await give({ asked: id }))).toEqual(['withdrawn'])
    expect((await officer.post(`/api/desk/opinions/${requestId}/withdraw`, { reason })).statusCode).toBe(409)
  })
})

describe('opinions given', () => {
  test('hold the votes, the members in office and the quorum of their day, and never change', async () => {
    const { id } = await asked({ title: 'Con i voti' })
    const answer = await give({ asked: id })
    expect(answer.statusCode).toBe(201)
    const opinion = answer.json()
    expect(opinion).toMatchObject({
      title: 'Con i voti',
      isLate: false,
      sitting: { inFavour: 14, against: 3, abstained: 1, notVoting: 1, members: 31, quorum: 16 },
    })
    const row = fixture.db('opinion').where({ id: opinion.id })
    await expect(row.clone().update({ in_favour: 30 })).rejects.toThrow(/not allowed/)
    await expect(row.clone().delete()).rejects.toThrow()
    expect(await newsOf(officer, 'desk.opinionGiven')).not.toEqual([])
    expect(refusalsOf(await give({ asked: id }))).toEqual(['alreadyGiven'])
  })

  test('of a sitting without quorum are none', async () => {
    const { id } = await asked()
    const few = { ...opinionGiven().sitting, inFavour: 9, notVoting: 2 } as NewOpinion['sitting']
    expect(refusalsOf(await give({ asked: id, sitting: few }))).toEqual(['noQuorum'])
  })

  test('are corrected by another that takes their place, with a reason', async () => {
    const { id } = await asked({ title: 'Da correggere' })
    const first = (await give({ asked: id })).json()
    const correction = { asked: id, replaces: first.id, outcome: 'noObjection' } as const
    expect(refusalsOf(await give(correction))).toEqual(['correctionMissing'])
    const second = (await give({ ...correction, correction: 'Esito trascritto male.' })).json()
    expect(second).toMatchObject({ replaces: first.id, correction: 'Esito trascritto male.' })
    expect((await publicly(`/api/opinions/${first.id}`)).json().replacedBy).toBe(second.id)
    const { items } = (await publicly('/api/opinions?district=9')).json()
    const titled = items.filter(({ title }: { title: string }) => title === 'Da correggere')
    expect(titled.map((one: { id: string }) => one.id)).toEqual([second.id])
    expect(refusalsOf(await give({ ...correction, correction: 'Un’altra volta ancora.' }))).toEqual([
      'otherStands',
    ])
  })

  test('are of one’s own Municipio alone; councillors read', async () => {
    const { id } = await asked()
    expect((await give({ asked: id, district: '1' }, one)).statusCode).toBe(404)
    expect((await give({ asked: id }, one)).statusCode).toBe(404)
    expect((await give({ asked: id }, councillor)).statusCode).toBe(403)
    expect((await one.get('/api/municipio?district=9')).statusCode).toBe(404)
    const hearing = { on: '2099-01-10', place: 'Sala consiliare' }
    expect((await one.post(`/api/municipio/asked/${id}/hearing`, hearing)).statusCode).toBe(404)
    expect((await nine.post(`/api/municipio/asked/${id}/hearing`, hearing)).statusCode).toBe(204)
  })

  test('can be given unasked, and named by their number in the register of a plan', async () => {
    await insertPlan(fixture.db, { code: 'PIANO-B' })
    const object = { kind: 'plan', code: 'PIANO-B' } as const
    const title = 'Sul piano'
    expect((await give({ title: null, object })).statusCode).toBe(422)
    expect(refusalsOf(await give({ title, object, submissionNumber: 'P-0' }))).toEqual(['submissionUnknown'])
    const given = await give({ title, object })
    expect(given.json()).toMatchObject({ title, asked: null, object: { kind: 'plan', code: 'PIANO-B' } })
    const { items } = (await publicly('/api/opinions?kind=plan&code=PIANO-B')).json()
    expect(items).toHaveLength(1)
  })

  test('unasked are given once by a form that is sent twice, and only about what is public', async () => {
    const unasked = { asked: null, title: 'Orari', object: { kind: 'free', code: null } } as const
    const both = await Promise.all([give(unasked), give(unasked), give(unasked)])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409])
    await officer.post('/api/desk/calls', { code: 'BOZZA-SEGRETA', title: 'Segreto' })
    await insertSpace(fixture.db, 'MI-9-HID', {
      public_position: 'hidden',
      geom: 'SRID=4326;POINT(9.25 45.45)',
    })
    for (const [kind, code] of [
      ['call', 'BOZZA-SEGRETA'],
      ['space', 'MI-9-HID'],
    ] as const)
      expect((await give({ asked: null, title: 'Su questo', object: { kind, code } })).statusCode).toBe(422)
  })

  test('come with files, which are public when they are', async () => {
    const given = (await give({ title: 'Con allegato', object: { kind: 'free', code: null } })).json()
    const url = `/api/municipio/opinions/${given.id}/files`
    const send = (client: Client) =>
      client.inject({ method: 'POST', url, payload: formOf(pdfOf('delibera'), 'delibera.pdf') })
    expect((await send(one)).statusCode).toBe(404)
    const [file] = (await send(nine)).json().files
    expect((await publicly(`/api/opinions/${given.id}/files/${file.id}`)).statusCode).toBe(200)
    expect((await councillor.get(`/api/municipio/files/${given.id}/${file.id}`)).statusCode).toBe(200)
    expect((await one.get(`/api/municipio/files/${given.id}/${file.id}`)).statusCode).toBe(404)
  })
})

describe('the public', () => {
  test('reads opinions from their day, of what is no secret, and nothing of who wrote them', async () => {
    const since = (publicFrom: string) =>
      give({ title: 'Più tardi', object: { kind: 'free', code: null }, publicFrom })
    expect(refusalsOf(await since('2099-01-01'))).toEqual(['publicTooLate'])
    const later = (await since(addDays(romeDate(new Date()), 20))).json()
    expect((await publicly(`/api/opinions/${later.id}`)).statusCode).toBe(404)
    const secret = await asked({ audience: 'internal', title: 'Riservato' })
    const given = (await give({ asked: secret.id })).json()
    expect((await publicly(`/api/opinions/${given.id}`)).statusCode).toBe(404)
    expect((await councillor.get(`/api/municipio/opinions/${given.id}`)).statusCode).toBe(200)
    expect((await one.get(`/api/municipio/opinions/${given.id}`)).statusCode).toBe(404)
    const voice = (await publicly('/api/districts/9/voice')).body
    expect(voice).not.toContain('Riservato')
    expect(voice).not.toContain('Più tardi')
    expect(voice).not.toContain('Nora Galbiati')
    expect((await publicly('/api/districts/77/voice')).statusCode).toBe(404)
  })

  test('reads an opinion until what corrects it is public', async () => {
    const { id: askedId } = await asked({ title: 'Da correggere poi' })
    const { id } = (await give({ asked: askedId, title: null, object: null })).json()
    const publicFrom = addDays(romeDate(new Date()), 20)
    const later = { asked: askedId, title: null, object: null, publicFrom }
    expect((await give({ ...later, replaces: id, correction: 'Esito trascritto male.' })).statusCode).toBe(
      201,
    )
    const { items } = (await publicly('/api/opinions?district=9')).json()
    expect(items.map((item: { id: string }) => item.id)).toContain(id)
    const voice = (await publicly('/api/districts/9/voice')).json()
    const found = voice.asked.find(({ title }: { title: string }) => title === 'Da correggere poi')
    expect(found.opinion.id).toBe(id)
  })

  test('reads nothing about a call that is still prepared', async () => {
    await officer.post('/api/desk/calls', { code: 'SEGRETO', title: 'Bando segreto' })
    await ask({ object: { kind: 'call', code: 'SEGRETO' }, title: 'Sul bando segreto' })
    expect((await publicly('/api/districts/9/voice')).body).not.toContain('segreto')
    expect((await deskOf(nine)).asked.some(({ title }) => title === 'Sul bando segreto')).toBe(true)
  })
})

describe('the clock', () => {
  const context = () => fixture.app.context
  const letters = (title: string) =>
    fixture.db('mail_outbox').where({ kind: 'opinion.due' }).whereLike('subject', `%${title}%`)

  test('reminds the office of the Municipio on each of its days, once', async () => {
    const { requestId } = await asked({ title: 'Da ricordare' })
    await signInAs(fixture.app, { roles: ['districtOffice'], email: 'nove@example.org' })
    await dueIn(requestId, 9)
    await followOpinions(context())
    await followOpinions(context())
    expect((await letters('Da ricordare')).map(({ recipient }) => recipient)).toEqual(['nove@example.org'])
    await dueIn(requestId, 3)
    await Promise.all([followOpinions(context()), followOpinions(context())])
    expect(await letters('Da ricordare')).toHaveLength(2)
    const due = await newsOf(nine, 'opinion.due').where({ object_id: requestId })
    expect(due).toHaveLength(2)
    const today = '2026-01-01'
    expect(await listDueOpinions(fixture.db, { district: '9', today })).toContainEqual(
      expect.objectContaining({ title: 'Da ricordare', askedBy: 'Ufficio concessione spazi' }),
    )
  })

  test('reminds of the others where one goes wrong', async () => {
    const [one, broken, other] = [await asked({}), await asked({}), await asked({})]
    for (const { requestId } of [one, broken, other]) await dueIn(requestId, 3)
    await fixture.db.raw(
      `ALTER TABLE opinion_reminder ADD CONSTRAINT broken CHECK (asked_id::text <> '${broken.id}')`,
    )
    await expect(followOpinions(context())).rejects.toThrow('broken')
    await fixture.db.raw('ALTER TABLE opinion_reminder DROP CONSTRAINT broken')
    const reminded = await fixture.db('opinion_reminder').whereIn('asked_id', [one.id, broken.id, other.id])
    expect(reminded.map((row) => row.asked_id).sort()).toEqual([one.id, other.id].sort())
  })

  test('records silence once; an opinion is still taken, and marked as late', async () => {
    const { id, requestId } = await asked({ title: 'Senza risposta' })
    await dueIn(requestId, -1)
    await Promise.all([followOpinions(context()), followOpinions(context())])
    await followOpinions(context())
    const events = fixture.db('audit_event').where({ object_id: requestId, action: 'recordSilence' })
    expect(await events).toHaveLength(1)
    const find = async () => (await deskOf(nine)).asked.find((one) => one.id === id)
    expect(await find()).toMatchObject({ state: 'silent', daysLeft: -1 })
    await expect(fixture.db('opinion_asked').where({ id }).update({ silent_at: null })).rejects.toThrow()
    expect((await give({ asked: id })).json().isLate).toBe(true)
    expect(await find()).toMatchObject({ state: 'given', opinion: { isLate: true } })
  })
})
