import { beforeAll, expect, test } from 'vitest'
import { addDays, romeDate } from '../city/rules.ts'
import { applyRetention } from '../privacy/retention.ts'
import { testApp } from '../testing/app.ts'
import { company, enterParty } from '../testing/parties.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { formOf, pdfOf } from '../testing/uploads.ts'
import type { MyNeed, MyNeeds, NeedList, PublicNeed } from './schema.ts'

const fixture = testApp()
const today = romeDate(new Date())
const people = {} as { firm: Client; keeper: Client; stranger: Client }
let firmParty = ''

async function insertLab(code: string, changes: object = {}, machine: object | null = {}): Promise<void> {
  const [{ id }] = await fixture
    .db('lab')
    .insert({ code, name: `Laboratorio ${code}`, activity: 'active', source: 'prova', ...changes })
    .returning('id')
  if (machine)
    await fixture.db('lab_equipment').insert({
      lab_id: id,
      machine: 'laser_co2',
      working_x_mm: 600,
      working_y_mm: 400,
      working_z_mm: 100,
      materials: ['wood'],
      state: 'working',
      ...machine,
    })
}

beforeAll(async () => {
  const { app } = fixture
  people.firm = await signInAs(app, { roles: ['applicant'], email: 'impresa@example.org' })
  people.keeper = await signInAs(app, { roles: ['applicant'], email: 'lab@example.org' })
  people.stranger = await signInAs(app, { roles: ['applicant'] })
  firmParty = (await enterParty(people.firm)).id
  const keeper = (await enterParty(people.keeper, { ...company, name: 'Associazione Lab' })).id
  await insertLab('KEPT', { party_id: keeper })
  await insertLab('MAIL', { email: 'info@mail.example.org' })
  await insertLab('SMALL', { email: 'small@example.org' }, { working_x_mm: 100, working_y_mm: 100 })
  await insertLab('MUTE', {}, null)
})

const needOf = (changes: object = {}) => ({
  party: firmParty,
  actsFor: 'itself',
  firmName: null,
  firmShown: false,
  title: 'Vassoi di legno incisi',
  description: 'Duecento vassoi incisi con il nome della cooperativa.',
  process: 'laserCutting',
  material: 'wood',
  sizeXMm: 400,
  sizeYMm: 300,
  sizeZMm: 8,
  quantity: 200,
  dueOn: addDays(today, 60),
  endsOn: addDays(today, 30),
  place: null,
  audience: 'public',
  ...changes,
})

async function create(changes: object = {}): Promise<MyNeed> {
  const answer = await people.firm.post('/api/needs', needOf(changes))
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

test('a need ranks every lab with reasons and tells the keepers of those that could do it', async () => {
  const need = await create()
  expect(need.code).toMatch(/^N-\d{4}-\d{6}$/)
  expect(need.labs.map(({ lab, verdict }) => [lab, verdict])).toEqual([
    ['KEPT', 'can'],
    ['MAIL', 'can'],
    ['MUTE', 'unknown'],
    ['SMALL', 'cannot'],
  ])
  const told = await fixture.db('notification').where({ object_id: need.code, kind: 'need.matched' })
  expect(told.map(({ account_id }) => account_id)).toEqual([people.keeper.me.account?.id])
  const seen = await fixture.app.inject(`/api/needs/${need.code}`)
  expect(seen.json<PublicNeed>().labs).toHaveLength(4)
  expect(seen.body).not.toContain('impresa@')
})

test('a need entered again with its key is the same one, also at one moment; another with that key is refused', async () => {
  const firm = await signInAs(fixture.app, { roles: ['applicant'] })
  const party = (await enterParty(firm, { ...company, name: 'Altra impresa' })).id
  const enter = (key: string, changes: object = {}) =>
    firm.inject({
      method: 'POST',
      url: '/api/needs',
      headers: { 'idempotency-key': key },
      payload: needOf({ party, ...changes }),
    })
  const answers = await Promise.all([enter('targhe'), enter('targhe'), enter('targhe')])
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201])
  const [code, ...others] = new Set(answers.map((answer) => answer.json<MyNeed>().code))
  expect(others).toEqual([])
  expect(await fixture.db('notification').where({ object_id: code, kind: 'need.matched' })).toHaveLength(1)
  expect((await enter('targhe', { quantity: 3 })).json()).toMatchObject({
    status: 422,
    type: '/problems/reused-key',
  })
  expect((await enter('altre')).json<MyNeed>().code).not.toBe(code)
})

test('the name and prison of a firm that is withheld are told to nobody', async () => {
  const need = await create({
    actsFor: 'prisonFirm',
    firmName: 'Sartoria San Vittore',
    place: 'sanVittore',
    audience: 'public',
  })
  expect(need).toMatchObject({ firmName: 'Sartoria San Vittore', place: 'sanVittore' })
  const list = await fixture.app.inject('/api/needs')
  const shown = list.json<NeedList>().items.find(({ code }) => code === need.code)
  expect(shown).toMatchObject({ actsFor: 'prisonFirm', firmName: null, place: null, askedBy: company.name })
  for (const body of [
    list.body.replace(/"places":.*/, ''),
    (await fixture.app.inject(`/api/needs/${need.code}`)).body,
    (await people.keeper.get(`/api/account/needs/${need.code}`)).body,
  ])
    expect(body).not.toMatch(/Sartoria San Vittore|sanVittore|"near"/)
  await people.firm.post(`/api/needs/${need.code}/contacts`, {
    lab: 'MAIL',
    message: 'Potete farlo per noi?',
  })
  const letter = await fixture.db('mail_outbox').where({ object_id: need.code }).first()
  expect(letter).toMatchObject({ recipient: 'info@mail.example.org', reply_to: company.email })
  expect(letter.body_text).not.toContain('Sartoria')
})

test('a private need is for the labs that could do it alone', async () => {
  const { code } = await create({ audience: 'matched' })
  expect((await fixture.app.inject(`/api/needs/${code}`)).statusCode).toBe(404)
  expect((await fixture.app.inject('/api/needs')).body).not.toContain(code)
  expect((await people.stranger.get(`/api/account/needs/${code}`)).statusCode).toBe(404)
  const kept = (await people.keeper.get(`/api/account/needs/${code}`)).json<MyNeed>()
  expect(kept).toMatchObject({ isMine: false, replyTo: null, keptLabs: ['KEPT'] })
  expect(kept.labs.map(({ lab }) => lab)).toEqual(['KEPT'])
  const listed = (await people.keeper.get('/api/account/needs')).json<MyNeeds>()
  expect(listed.forMyLabs.map((need) => need.code)).toContain(code)
})

test('needs for the labs one keeps are found by as many queries, however many needs are open', async () => {
  const queriesOf = async () => {
    let count = 0
    const counted = () => {
      count += 1
    }
    fixture.db.on('query', counted)
    const { forMyLabs } = (await people.keeper.get('/api/account/needs')).json<MyNeeds>()
    fixture.db.removeListener('query', counted)
    return { count, found: forMyLabs.length }
  }
  const before = await queriesOf()
  await create({ audience: 'matched' })
  await create({ audience: 'matched', process: 'welding' })
  expect(await queriesOf()).toEqual({ count: before.count, found: before.found + 1 })
})

test('a letter goes to the lab with the firm as who is answered, is kept, and is limited by day', async () => {
  const { code } = await create()
  const write = (lab: string) =>
    people.firm.post(`/api/needs/${code}/contacts`, { lab, message: 'Buongiorno, potete farlo?' })
  const sent = await write('KEPT')
  expect(sent.json<MyNeed>().contacts).toMatchObject([{ lab: 'KEPT', message: 'Buongiorno, potete farlo?' }])
  const letters = await fixture.db('mail_outbox').where({ object_id: code, kind: 'need.contact' })
  expect(letters).toMatchObject([{ recipient: 'lab@example.org', reply_to: company.email }])
  expect((await write('KEPT')).json().type).toBe('/problems/written-today')
  expect((await write('MUTE')).json().type).toBe('/problems/lab-without-address')
  for (const number of [1, 2, 3, 4]) {
    await insertLab(`MORE${number}`, { email: `more${number}@example.org` }, null)
    expect((await write(`MORE${number}`)).statusCode).toBe(200)
  }
  expect((await write('MAIL')).statusCode).toBe(429)
  await fixture.db('lab').where('code', 'like', 'MORE%').update({ ended_on: today })
  expect(
    (await people.stranger.post(`/api/needs/${code}/contacts`, { lab: 'MAIL', message: 'Non mio, questo.' }))
      .statusCode,
  ).toBe(404)
})

test('the keeper of a lab says whether it can, and who asks is told', async () => {
  const { code } = await create()
  const say = (client: Client, lab: string, can: boolean) =>
    client.post(`/api/needs/${code}/answers`, { lab, can, note: 'Da settembre.' })
  expect((await say(people.keeper, 'KEPT', true)).statusCode).toBe(200)
  expect((await say(people.keeper, 'KEPT', false)).statusCode).toBe(200)
  expect((await say(people.keeper, 'MAIL', true)).statusCode).toBe(404)
  expect((await say(people.stranger, 'KEPT', true)).statusCode).toBe(404)
  const mine = (await people.firm.get(`/api/account/needs/${code}`)).json<MyNeed>()
  expect(mine.labs.find(({ lab }) => lab === 'KEPT')?.said).toMatchObject({
    can: false,
    note: 'Da settembre.',
  })
  const told = await fixture.db('notification').where({ object_id: code, kind: 'need.answer' })
  expect(told.length).toBe(2)
})

test('files are for who asks and for the labs that could do it', async () => {
  const { code } = await create()
  const added = await people.firm.inject({
    method: 'POST',
    url: `/api/needs/${code}/files`,
    payload: formOf(pdfOf('disegno'), 'disegno.pdf'),
  })
  expect(added.statusCode, added.body).toBe(201)
  const at = `/api/needs/${code}/files/${added.json().id}`
  expect((await people.keeper.get(at)).headers['content-type']).toBe('application/pdf')
  expect((await people.stranger.get(at)).statusCode).toBe(404)
})

test('what is missing or wrong is named', async () => {
  const answer = await people.firm.post(
    '/api/needs',
    needOf({ process: 'magic', endsOn: addDays(today, -1) }),
  )
  expect(answer.json().errors).toEqual([
    { pointer: '/process', detail: 'processUnknown' },
    { pointer: '/endsOn', detail: 'dayOver' },
  ])
  expect((await people.stranger.post('/api/needs', needOf())).statusCode).toBe(404)
})

test('a closed need is looked for no longer, and goes when it has been kept long enough', async () => {
  const { code } = await create()
  expect((await people.firm.post(`/api/needs/${code}/close`)).json()).toMatchObject({ isOpen: false })
  const late = await people.firm.post(`/api/needs/${code}/contacts`, {
    lab: 'MAIL',
    message: 'Ancora possibile?',
  })
  expect(late.json().type).toBe('/problems/need-over')
  await fixture
    .db('need')
    .where({ code })
    .update({ ends_on: addDays(today, -800) })
  const rules = fixture.app.context.city.retention
  const counts = await applyRetention(fixture.db, rules)
  expect(counts.find(({ kind }) => kind === 'needs')?.count).toBe(1)
  expect(await fixture.db('need').where({ code })).toEqual([])
})
