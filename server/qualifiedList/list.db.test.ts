import { beforeAll, describe, expect, test } from 'vitest'
import { addDays, romeDate } from '../city/rules.ts'
import { testApp } from '../testing/app.ts'
import { addEditor, enterParty } from '../testing/parties.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { formOf, pdfOf } from '../testing/uploads.ts'
import { followList } from './clock.ts'
import type { DeskApplication, EditionContent, MyApplication, PublicList } from './schema.ts'

const fixture = testApp()
const today = romeDate(new Date())
const people = {} as { lab: Client; editor: Client; office: Client; other: Client }
let made = 0

const requirement = {
  labelEn: null,
  unit: null,
  minimum: null,
  options: [],
  mandatory: true,
  evidence: null,
  evidenceEn: null,
  source: 'prova',
}
const content: EditionContent = {
  title: 'Elenco di prova',
  titleEn: null,
  act: 'Determina 1',
  actDate: addDays(today, -400),
  opensOn: addDays(today, -400),
  closesOn: null,
  validityYears: 3,
  takeDays: 5,
  examineDays: 30,
  answerDays: 15,
  source: 'prova',
  requirements: [
    { ...requirement, code: 'area', label: 'Superficie', type: 'number', unit: 'm²', minimum: 50 },
    { ...requirement, code: 'courses', label: 'Corsi', type: 'bool' },
    { ...requirement, code: 'insurance', label: 'Polizza', type: 'document' },
    {
      ...requirement,
      code: 'charter',
      label: 'Carta',
      type: 'choice',
      mandatory: false,
      options: [
        { code: 'yes', label: 'sì', labelEn: null, accepted: true },
        { code: 'no', label: 'no', labelEn: null, accepted: false },
      ],
    },
  ],
}
const answers = [
  { requirement: 'area', number: 80, yes: null, choice: null, note: null },
  { requirement: 'courses', number: null, yes: true, choice: null, note: 'Ogni sabato.' },
]

/** A lab kept by the organisation of `people.lab`. */
async function newLab(party: string): Promise<string> {
  made += 1
  const code = `LAB${made}`
  await fixture.db('lab').insert({ code, name: `Laboratorio ${made}`, source: 'prova', party_id: party })
  return code
}

let party = ''
let partyEditor = 0

beforeAll(async () => {
  const { app } = fixture
  people.lab = await signInAs(app, { roles: ['applicant'] })
  const editorEmail = 'redattore@example.org'
  people.editor = await signInAs(app, { roles: ['applicant'], email: editorEmail })
  people.office = await signInAs(app, { roles: ['caseOfficer'], name: 'Rita Moretti' })
  people.other = await signInAs(app, { roles: ['applicant'] })
  party = (await enterParty(people.lab)).id
  await fixture
    .db('account')
    .where({ id: people.editor.me.account?.id })
    .update({ email: `${people.editor.me.account?.id}@example.org` })
  partyEditor = (await addEditor(people.lab, party, people.editor)).id
  await people.office.post('/api/desk/lab-list/editions', { code: 'ELENCO', content })
  const published = await people.office.post('/api/desk/lab-list/editions/ELENCO/publish', { version: 1 })
  expect(published.statusCode, published.body).toBe(200)
})

const own = (id: string) => `/api/lab-list/applications/${id}`
const desk = (id: string) => `/api/desk/lab-list/applications/${id}`

async function draft(lab?: string): Promise<MyApplication> {
  const answer = await people.lab.post('/api/lab-list/applications', {
    edition: 'ELENCO',
    lab: lab ?? (await newLab(party)),
  })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

async function complete(id: string): Promise<void> {
  const saved = await people.lab.inject({ method: 'PUT', url: own(id), payload: { version: 1, answers } })
  expect(saved.statusCode, saved.body).toBe(200)
  const file = await people.lab.inject({
    method: 'POST',
    url: `${own(id)}/files?requirement=insurance`,
    payload: formOf(pdfOf('polizza'), 'polizza.pdf'),
  })
  expect(file.statusCode, file.body).toBe(201)
}

/** An application that was sent; gives its id. */
async function sent(lab?: string): Promise<string> {
  const { id } = await draft(lab)
  await complete(id)
  const answer = await people.lab.post(`${own(id)}/send`, { version: 2 })
  expect(answer.statusCode, answer.body).toBe(201)
  return id
}

const versionOf = async (id: string): Promise<number> =>
  (await fixture.db('lab_list_application').where({ id }).first('version')).version

/** Does something at the desk with the version that stands; gives the answer. */
const act = async (id: string, action: string, body: object = {}) =>
  people.office.post(`${desk(id)}/${action}`, { version: await versionOf(id), ...body })

async function done(id: string, action: string, body: object = {}): Promise<DeskApplication> {
  const answer = await act(id, action, body)
  expect(answer.statusCode, `${action}: ${answer.body}`).toBe(200)
  return answer.json()
}

const check = (id: string, code: string, outcome = 'met') =>
  done(id, 'checks', { requirement: code, outcome, note: null, checkedOn: today })

/** Takes an application and finds every mandatory requirement met. */
async function examined(id: string): Promise<void> {
  await done(id, 'take')
  for (const code of ['area', 'courses', 'insurance']) await check(id, code)
}

const listing = (from = today) => ({ actNumber: 'D-12', actDate: today, from })

async function listed(lab?: string): Promise<string> {
  const id = await sent(lab)
  await examined(id)
  await done(id, 'list', listing())
  return id
}

/** Moves what happened to an application back by days of the calendar of Rome, at the same hour. */
const age = (id: string, days: number) =>
  fixture.db.raw(
    `UPDATE lab_list_step SET
       began_at = (began_at AT TIME ZONE 'Europe/Rome' - make_interval(days => :days)) AT TIME ZONE 'Europe/Rome',
       ended_at = (ended_at AT TIME ZONE 'Europe/Rome' - make_interval(days => :days)) AT TIME ZONE 'Europe/Rome'
       WHERE application_id = :id`,
    { id, days },
  )

describe('applying', () => {
  test('a member of the organisation of a lab fills, saves and sends; nobody else reads it', async () => {
    const { id, version } = await draft()
    expect(version).toBe(1)
    expect((await people.editor.get(own(id))).json()).toMatchObject({ mayBind: false })
    expect((await people.other.get(own(id))).statusCode).toBe(404)
    expect((await people.office.get(desk(id))).statusCode).toBe(404)
    await complete(id)
    expect((await people.editor.post(`${own(id)}/send`, { version: 2 })).statusCode).toBe(403)
    const receipt = await people.lab.post(`${own(id)}/send`, { version: 2 }, { 'idempotency-key': 'k1' })
    expect(receipt.statusCode, receipt.body).toBe(201)
    expect(receipt.json().number).toMatch(/^L-\d{4}-\d{6}$/)
    const again = await people.lab.post(`${own(id)}/send`, { version: 2 }, { 'idempotency-key': 'k1' })
    expect(again.json()).toEqual(receipt.json())
    const letters = await fixture.db('mail_outbox').where({ object_id: id, kind: 'labList.send' })
    expect(letters.map(({ account_id }) => account_id).sort()).toEqual(
      [people.lab.me.account?.id, people.editor.me.account?.id].sort(),
    )
    const told = await fixture.db('notification').where({ object_id: id, kind: 'desk.labListSent' })
    expect(told.length).toBe(1)
    const frozen = await people.lab.inject({ method: 'PUT', url: own(id), payload: { version: 3, answers } })
    expect(frozen.statusCode).toBe(409)
  })

  test('what is missing is named, and below a minimum can be sent', async () => {
    const { id } = await draft()
    const empty = await people.lab.post(`${own(id)}/send`, { version: 1 })
    expect(empty.statusCode).toBe(422)
    expect(empty.json().errors).toEqual([
      { pointer: '/answers/area', detail: 'answerMissing' },
      { pointer: '/answers/courses', detail: 'answerMissing' },
      { pointer: '/documents/insurance', detail: 'documentMissing' },
    ])
    const low = [{ ...answers[0], number: 10 }, answers[1]]
    await people.lab.inject({ method: 'PUT', url: own(id), payload: { version: 1, answers: low } })
    await people.lab.inject({
      method: 'POST',
      url: `${own(id)}/files?requirement=insurance`,
      payload: formOf(pdfOf('p'), 'p.pdf'),
    })
    expect((await people.lab.post(`${own(id)}/send`, { version: 2 })).statusCode).toBe(201)
  })

  test('a file that is none of the types is refused, as is one for nothing', async () => {
    const { id } = await draft()
    const upload = (code: string, content: Buffer) =>
      people.lab.inject({
        method: 'POST',
        url: `${own(id)}/files?requirement=${code}`,
        payload: formOf(content, 'x.pdf'),
      })
    expect((await upload('insurance', Buffer.from('no pdf'))).statusCode).toBe(422)
    expect((await upload('nothing', pdfOf('x'))).statusCode).toBe(422)
  })

  test('one application of a lab is open in an edition, and none of a lab in the list', async () => {
    const lab = await newLab(party)
    const { id } = await draft(lab)
    const again = await people.lab.post('/api/lab-list/applications', { edition: 'ELENCO', lab })
    expect(again.json().id).toBe(id)
    const other = await listed()
    const { lab_id } = await fixture.db('lab_list_application').where({ id: other }).first('lab_id')
    const { code } = await fixture.db('lab').where({ id: lab_id }).first('code')
    const twice = await people.lab.post('/api/lab-list/applications', { edition: 'ELENCO', lab: code })
    expect(twice.json()).toMatchObject({ status: 409, type: '/problems/listed-already' })
    const elsewhere = await people.other.post('/api/lab-list/applications', { edition: 'ELENCO', lab })
    expect(elsewhere.statusCode).toBe(404)
  })
})

describe('examining', () => {
  test('a lab is listed only with every mandatory requirement met, for the years of the edition', async () => {
    const id = await sent()
    await done(id, 'take')
    await check(id, 'area')
    await check(id, 'courses', 'not_met')
    const early = await act(id, 'list', listing())
    expect(early.json()).toMatchObject({ status: 409, errors: [{ detail: 'mandatoryNotMet' }] })
    const direct = fixture.db('lab_list_application').where({ id }).update({
      status: 'listed',
      validity: '[2030-01-01,2031-01-01)',
      act_number: '1',
      act_date: today,
      decided_by: people.office.me.account?.id,
      decided_at: new Date(),
    })
    await expect(direct).rejects.toThrow('every mandatory requirement met')
    await check(id, 'courses')
    await check(id, 'insurance')
    const after = await done(id, 'list', listing())
    expect(after).toMatchObject({ status: 'listed', validFrom: today, actNumber: 'D-12' })
    expect(after.validUntil).toBe(addDays(`${Number(today.slice(0, 4)) + 3}${today.slice(4)}`, -1))
    expect(after.checks.filter(({ requirement: code }) => code === 'courses')).toMatchObject([
      { outcome: 'met', isLast: true, officer: 'Rita Moretti' },
      { outcome: 'not_met', isLast: false },
    ])
  })

  test('an integration is asked with a last day, answered once, and stops the days of the office', async () => {
    const id = await sent()
    await done(id, 'take')
    const dueOn = addDays(today, 10)
    const asked = await done(id, 'ask', { message: 'Manca la polizza.', requirements: ['insurance'], dueOn })
    expect(asked.steps.map(({ step, isOpen }) => [step, isOpen])).toEqual([
      ['submitted', false],
      ['examining', false],
      ['integration', true],
    ])
    expect((await act(id, 'resume')).json().errors).toEqual([{ pointer: '', detail: 'integrationStillOpen' }])
    const version = await versionOf(id)
    const added = await people.lab.inject({
      method: 'POST',
      url: `${own(id)}/files?requirement=insurance`,
      payload: formOf(pdfOf('nuova polizza'), 'nuova.pdf'),
    })
    expect(added.statusCode).toBe(201)
    const before = (await people.office.get(desk(id))).json<DeskApplication>()
    expect(before.files.map(({ name }) => name)).not.toContain('nuova.pdf')
    const answered = await people.lab.post(`${own(id)}/answer`, { version, text: 'Eccola.' })
    expect(answered.json()).toMatchObject({
      status: 'examining',
      asks: [{ answer: 'Eccola.', isOpen: false }],
    })
    const twice = await people.lab.post(`${own(id)}/answer`, { version: version + 1, text: 'Ancora.' })
    expect(twice.statusCode).toBe(409)
    const after = (await people.office.get(desk(id))).json<DeskApplication>()
    expect(after.files.map(({ name }) => name)).toContain('nuova.pdf')
    const file = after.files.find(({ name }) => name === 'nuova.pdf')
    expect((await people.office.get(`${desk(id)}/files/${file?.id}`)).headers['content-type']).toBe(
      'application/pdf',
    )
  })

  test('a refusal comes after its grounds, ten days or an answer later, in the rules and in the database', async () => {
    const id = await sent()
    await done(id, 'take')
    const refusal = { actNumber: 'D-13', actDate: today, reasons: 'Superficie sotto il minimo.' }
    expect((await act(id, 'refuse', refusal)).json().errors[0].detail).toBe('groundsNotGiven')
    const direct = fixture.db('lab_list_application').where({ id }).update({
      status: 'refused',
      reasons: 'x',
      act_number: '1',
      act_date: today,
      decided_by: people.office.me.account?.id,
      decided_at: new Date(),
    })
    await expect(direct).rejects.toThrow('after its grounds')
    const message = 'La superficie è sotto il minimo.'
    const soon = await act(id, 'grounds', { message, dueOn: addDays(today, 9) })
    expect(soon.statusCode).toBe(422)
    await done(id, 'grounds', { message, dueOn: addDays(today, 10) })
    expect((await act(id, 'resume')).json().errors[0].detail).toBe('groundsStillOpen')
    await people.lab.post(`${own(id)}/answer`, { version: await versionOf(id), text: 'Abbiamo altri 60 m².' })
    const refused = await done(id, 'refuse', refusal)
    expect(refused).toMatchObject({ status: 'refused', reasons: refusal.reasons })
    const letter = await fixture.db('mail_outbox').where({ object_id: id, kind: 'labList.refuse' }).first()
    expect(letter.body_text).toContain('TAR')
  })

  test('an officer who acts for the organisation decides nothing on its lab', async () => {
    const id = await sent()
    const officer = await signInAs(fixture.app, { roles: ['propertyOffice'] })
    await fixture
      .db('party_member')
      .insert({ party_id: party, account_id: officer.me.account?.id, role: 'editor', ended_at: new Date() })
    expect((await officer.post(`${desk(id)}/take`, { version: 2 })).json().type).toBe('/problems/own-lab')
  })

  test('somebody else’s change in the meantime is a conflict', async () => {
    const id = await sent()
    await done(id, 'take')
    expect((await people.office.post(`${desk(id)}/take`, { version: 1 })).statusCode).toBe(409)
  })
})

describe('in the list', () => {
  test('an entry is suspended, lifted, and taken off; the list shows it', async () => {
    const id = await listed()
    await done(id, 'suspend', { from: today, until: null, reason: 'Polizza scaduta.' })
    const number = (await people.office.get(desk(id))).json().number
    const entryOf = async () =>
      (await fixture.app.inject('/api/lab-list'))
        .json<PublicList>()
        .editions[0]?.entries.find((entry) => entry.number === number)
    expect(await entryOf()).toMatchObject({ status: 'suspended', suspendedFrom: today })
    await done(id, 'lift', { reason: 'Polizza rinnovata.' })
    expect(await entryOf()).toMatchObject({ status: 'listed', suspendedFrom: null })
    const off = await done(id, 'cancel', { reason: 'Il laboratorio ha chiuso.' })
    expect(off).toMatchObject({ status: 'cancelled', endedOn: today })
    expect((await act(id, 'cancel', { reason: 'Di nuovo.' })).statusCode).toBe(409)
  })

  test('two entries of one lab never overlap, even by SQL', async () => {
    const lab = await newLab(party)
    const first = await listed(lab)
    const { edition_id, lab_id } = await fixture.db('lab_list_application').where({ id: first }).first()
    const [{ id }] = await fixture
      .db('lab_list_application')
      .insert({ edition_id, lab_id, party_id: party, account_id: people.lab.me.account?.id })
      .returning('id')
    const move = (changes: object) => fixture.db('lab_list_application').where({ id }).update(changes)
    await move({
      status: 'submitted',
      number: 'L-X',
      received_at: new Date(),
      sent_by: people.lab.me.account?.id,
    })
    await move({ status: 'examining' })
    for (const code of ['area', 'courses', 'insurance']) await check(id, code)
    const answer = await act(id, 'list', listing())
    expect(answer.json().errors).toEqual([{ pointer: '', detail: 'overlaps' }])
    const direct = move({
      status: 'listed',
      validity: `[${today},2099-01-01)`,
      act_number: '1',
      act_date: today,
      decided_by: people.office.me.account?.id,
      decided_at: new Date(),
    })
    await expect(direct).rejects.toThrow('lab_list_no_overlap')
  })

  test('near its end a lab is reminded twice and can renew; the renewal follows without a gap', async () => {
    const lab = await newLab(party)
    const id = await listed(lab)
    const end = (days: number) =>
      fixture.db.raw(
        "UPDATE lab_list_application SET validity = daterange(?::date, ?::date, '[]') WHERE id = ?",
        [addDays(today, -900), addDays(today, days), id],
      )
    const reminders = async () =>
      (await fixture.db('notification').where({ object_id: id, kind: 'labList.ending' })).length
    await end(80)
    await followList(fixture.app.context)
    await followList(fixture.app.context)
    expect(await reminders()).toBe(2)
    await end(20)
    await followList(fixture.app.context)
    expect(await reminders()).toBe(4)
    const renewal = await draft(lab)
    expect(renewal).toMatchObject({ renews: (await people.lab.get(own(id))).json().number })
    expect(renewal.answers).toHaveLength(2)
    await complete(renewal.id)
    await people.lab.post(`${own(renewal.id)}/send`, { version: 2 })
    await examined(renewal.id)
    expect((await act(renewal.id, 'list', listing())).statusCode).toBe(422)
    await done(renewal.id, 'list', listing(addDays(today, 21)))
    const { items } = (await fixture.app.inject(`/api/lab-list/labs/${lab}`)).json()
    expect(items.map(({ validFrom }: { validFrom: string }) => validFrom > today)).toEqual([false, true])
    await end(-1)
    await followList(fixture.app.context)
    expect((await people.lab.get(own(id))).json().status).toBe('renewed')
  })

  test('an entry that nobody renews ends by the clock, a suspension with its last day', async () => {
    const [over, paused] = [await listed(), await listed()]
    await fixture.db.raw(
      "UPDATE lab_list_application SET validity = daterange(?::date, ?::date, '[]') WHERE id = ?",
      [addDays(today, -900), addDays(today, -1), over],
    )
    await done(paused, 'suspend', { from: today, until: today, reason: 'Lavori.' })
    await fixture
      .db('lab_list_suspension')
      .where({ application_id: paused })
      .update({ from_on: addDays(today, -9), until_on: addDays(today, -1) })
    await followList(fixture.app.context)
    expect((await people.lab.get(own(over))).json().status).toBe('expired')
    expect((await people.lab.get(own(paused))).json().status).toBe('listed')
  })
})

describe('the public waiting clock', () => {
  test('who waits longer than promised is shown over its days by number alone, and the office is told once', async () => {
    const lab = await newLab(party)
    const id = await sent(lab)
    await age(id, 430)
    await followList(fixture.app.context)
    await followList(fixture.app.context)
    const told = await fixture.db('notification').where({ object_id: id, kind: 'desk.labListOver' })
    expect(told.length).toBeGreaterThan(0)
    expect(new Set(told.map(({ account_id }) => account_id)).size).toBe(told.length)
    const answer = await fixture.app.inject('/api/lab-list')
    const [edition] = answer.json<PublicList>().editions
    const { number } = (await people.lab.get(own(id))).json()
    const waiting = edition?.waiting.find((one) => one.number === number)
    expect(waiting).toMatchObject({ step: 'submitted', isOver: true, steps: [{ days: 430, promised: 5 }] })
    expect(answer.body).not.toContain(`"${lab}"`)
    const figures = edition?.figures.find(({ step }) => step === 'submitted')
    expect(figures?.longestDays).toBeGreaterThan(280)
    const csv = await fixture.app.inject('/api/lab-list/waiting.csv')
    expect(csv.headers['content-type']).toContain('text/csv')
    expect(csv.body).toContain(`;${number};`)
  })
})

describe('editions', () => {
  const put = (code: string, body: object) =>
    people.office.inject({ method: 'PUT', url: `/api/desk/lab-list/editions/${code}`, payload: body })

  test('the template of the pack can be kept and published, and is frozen then', async () => {
    const template = (await people.office.get('/api/desk/lab-list/template')).json()
    const { title, titleEn, act: actOf, actDate, opensOn, closesOn } = content
    const from = { title, titleEn, act: actOf, actDate, opensOn, closesOn, ...template }
    const made = await people.office.post('/api/desk/lab-list/editions', { code: 'PACK', content: from })
    expect(made.statusCode, made.body).toBe(201)
    expect(made.json().content.requirements.length).toBeGreaterThan(10)
    expect((await put('PACK', { version: 1, content: from })).statusCode).toBe(200)
    await people.office.post('/api/desk/lab-list/editions/PACK/publish', { version: 2 })
    expect((await put('PACK', { version: 3, content: from })).json().type).toBe('/problems/edition-published')
    const direct = fixture.db('lab_list_requirement').where({ code: 'floorArea' }).update({ minimum: 10 })
    await expect(direct).rejects.toThrow('frozen')
    const closed = await people.office.post('/api/desk/lab-list/editions/PACK/close', {
      version: 3,
      closesOn: addDays(today, 30),
    })
    expect(closed.json().content.closesOn).toBe(addDays(today, 30))
  })

  test('a faulty edition and an empty one are refused', async () => {
    const twice = { ...content, requirements: [content.requirements[0], content.requirements[0]] }
    const faulty = await people.office.post('/api/desk/lab-list/editions', { code: 'F', content: twice })
    expect(faulty.statusCode).toBe(400)
    const named = await people.office.post('/api/desk/lab-list/editions', { code: 'FAULTY', content: twice })
    expect(named.json().errors).toEqual([{ pointer: '/content/requirements/1/code', detail: 'codeRepeated' }])
    await people.office.post('/api/desk/lab-list/editions', {
      code: 'EMPTY',
      content: { ...content, requirements: [] },
    })
    const empty = await people.office.post('/api/desk/lab-list/editions/EMPTY/publish', { version: 1 })
    expect(empty.json().type).toBe('/problems/edition-empty')
  })
})
