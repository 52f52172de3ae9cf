import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertPlan, movePlanWindow } from '../testing/plans.ts'
import { followPlans } from './leading.ts'
import type { DeskPlan } from './schema.ts'

const fixture = testApp()
let head: Client
let planner: Client
let count = 0
let code = ''

beforeAll(async () => {
  head = await signInAs(fixture.app, { roles: ['planningHead'] })
  planner = await signInAs(fixture.app, { roles: ['planner'] })
})
beforeEach(() => {
  count += 1
  code = `PGT-${count}`
})

const path = () => `/api/desk/plans/${code}`
const desk = async () => (await planner.get(path())).json() as DeskPlan
const put = async (below: string, body: object, client = planner) => {
  const { version } = await desk()
  return client.inject({ method: 'PUT', url: `${path()}${below}`, payload: { version, ...body } })
}
const move = async (action: string, client = head, more: object = {}) => {
  const { version } = await desk()
  return client.post(`${path()}/move`, { version, action, ...more })
}
const begin = () => head.post('/api/desk/plans', { code, title: 'Variante al PGT', kind: 'variant' })
const facts = async (changes: object) => put('', { facts: { ...(await desk()).facts, ...changes } })
const publicly = () => fixture.app.inject({ method: 'GET', url: `/api/plans/${code}` })
const window = { opensAt: '2099-06-15T09:00', closesAt: '2099-07-15T12:00', actNumber: null, actDate: null }

describe('a plan that is prepared', () => {
  test('begins with the usual places of the work, and nobody else knows of it', async () => {
    expect((await begin()).statusCode).toBe(201)
    const { places, status } = await desk()
    expect(status).toBe('draft')
    expect(places.map(({ code: place }) => place)).toEqual([
      'draft',
      'technical',
      'legal',
      'editing',
      'complete',
    ])
    expect(places.at(-1)).toMatchObject({ locks: true, solved: true })
    expect((await publicly()).statusCode).toBe(404)
    expect((await begin()).json().type).toBe('/problems/plan-code-taken')
  })

  test('is public from its beginning on, with the calendar the law gives', async () => {
    await begin()
    await move('initiate')
    await facts({
      adoptedOn: '2099-03-05',
      adoptedAct: 'DCC 2',
      depositFrom: '2099-05-15',
      depositUntil: '2099-06-14',
    })
    await put('/windows/observation', window, head)
    const { timeline } = (await publicly()).json()
    const computed = timeline.filter((entry: { computed: boolean }) => entry.computed)
    expect(computed).toEqual([{ code: 'decision', on: '2099-10-13', computed: true }])
    const { terms, steps } = await desk()
    expect(terms.window).toEqual({ counted: '2099-07-14', lastDay: '2099-07-14' })
    expect(steps.map(({ code: step }) => step)).toEqual([
      'split',
      'drafts',
      'giunta',
      'publication',
      'commission',
      'council',
    ])
  })

  test('two who save: the second is told', async () => {
    await begin()
    const { facts: before } = await desk()
    const save = (title: string) =>
      planner.inject({ method: 'PUT', url: path(), payload: { version: 1, facts: { ...before, title } } })
    const answers = await Promise.all([save('Uno'), save('Due')])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  })

  test('a step that is done stays so when an extension moves its day', async () => {
    await begin()
    await put('/windows/observation', window, head)
    const [first] = (await desk()).steps
    await put(`/steps/${first?.code}`, { doneOn: '2099-08-01', note: null })
    await put('/windows/observation', { ...window, closesAt: '2099-07-22T12:00' }, head)
    const [moved] = (await desk()).steps
    expect(moved?.doneOn).toBe('2099-08-01')
    expect(moved?.dueOn).not.toBe(first?.dueOn)
    const history = await fixture
      .db('audit_event')
      .where({ object_kind: 'plan', object_id: code })
      .orderBy('id')
      .pluck('action')
    expect(history).toEqual(['create', 'setWindow', 'markStep', 'setWindow'])
  })
})

describe('the road of a plan', () => {
  test('only the head sets windows and moves it; a planner prepares', async () => {
    await begin()
    expect((await move('initiate', planner)).statusCode).toBe(403)
    expect((await put('/windows/observation', window, planner)).statusCode).toBe(403)
    expect((await facts({ summary: 'Che cosa cambia' })).statusCode).toBe(200)
  })

  test('a move that cannot be done says what is missing, and the desk showed it before', async () => {
    await begin()
    await move('initiate')
    const refused = await move('adopt')
    expect(refused.json()).toMatchObject({
      status: 409,
      errors: [{ pointer: '/action', detail: 'adoptionMissing' }],
    })
    expect((await desk()).actions).toContainEqual({ action: 'adopt', refusal: 'adoptionMissing' })
  })

  test('a plan is withdrawn with a reason, which stays in the log', async () => {
    await begin()
    const refused = await move('withdraw')
    expect(refused.json()).toMatchObject({ status: 422, errors: [{ pointer: '/reason', detail: 'missing' }] })
    const reason = 'Si riparte da un nuovo avvio.'
    expect((await move('withdraw', head, { reason })).json()).toMatchObject({ status: 'withdrawn' })
    const event = await fixture.db('audit_event').where({ object_id: code, action: 'withdraw' }).first()
    expect(event.changes.reason.new).toBe(reason)
  })

  test('regression 21: a printed end on a holiday is refused, and one that ran is only moved later by an act', async () => {
    await begin()
    const refused = await put('/windows/observation', { ...window, closesAt: '2099-08-15T12:00' }, head)
    expect(refused.json().errors).toEqual([{ pointer: '/closesAt', detail: 'holiday' }])
    await put('/windows/observation', window, head)
    const { id } = await fixture.db('plan').where({ code }).first('id')
    await movePlanWindow(fixture.db, id, { opens: -60, closes: 60 })
    const [open] = (await desk()).windows
    const later = { ...open, kind: undefined, closesAt: '2099-07-15T12:00' }
    const withoutAct = await put('/windows/observation', later, head)
    expect(withoutAct.json().errors).toEqual([{ pointer: '/actNumber', detail: 'actMissing' }])
    const withAct = await put('/windows/observation', { ...later, actNumber: 'DGC 7' }, head)
    expect(withAct.statusCode).toBe(200)
  })

  test('the clock opens a window and closes it once, however many servers look', async () => {
    const plan = await insertPlan(fixture.db, { code, status: 'deposited', opens: -10, closes: 10 })
    await Promise.all([followPlans(fixture.db), followPlans(fixture.db), followPlans(fixture.db)])
    expect((await desk()).status).toBe('observations')
    await movePlanWindow(fixture.db, plan.id, { opens: -20, closes: -10 })
    await Promise.all([followPlans(fixture.db), followPlans(fixture.db)])
    expect((await desk()).status).toBe('examining')
    const log = await fixture
      .db('audit_event')
      .where({ object_kind: 'plan', object_id: code })
      .orderBy('id')
      .pluck('action')
    expect(log).toEqual(['open', 'close'])
  })
})

describe('what can be aimed at', () => {
  const documents = [
    { code: 'PdR', title: 'Piano delle regole', titleEn: null, versionName: 'adottato' },
    { code: 'PdS', title: 'Piano dei servizi', titleEn: null, versionName: 'adottato' },
  ]

  test('art. 11 exists in two documents; a list that is saved again changes what it names and keeps ids', async () => {
    await begin()
    await move('initiate')
    await put('/documents', { items: documents })
    const [rules, services] = (await desk()).documents
    const paste = 'Art. 11 - Usi temporanei\n1. Gli usi…\nArt. 12 - Servizi\nTesto'
    const saved = await put(`/documents/${rules?.id}/articles`, { text: paste })
    expect(saved.json()).toMatchObject({ added: 2, changed: 0 })
    const csv = 'numero;rubrica;testo\n11;Servizi abitativi;"1. Sono\n2. servizi"'
    expect((await put(`/documents/${services?.id}/articles`, { text: csv })).json()).toMatchObject({
      added: 1,
    })
    const again = await put(`/documents/${rules?.id}/articles`, { text: paste.replace('Testo', 'Nuovo') })
    expect(again.json()).toMatchObject({ added: 0, changed: 1, same: 1 })
    const plan = (await publicly()).json()
    const numbers = plan.documents.map((each: { code: string; articles: { number: string }[] }) => [
      each.code,
      ...each.articles.map(({ number }) => number),
    ])
    expect(numbers).toEqual([
      ['PdR', '11', '12'],
      ['PdS', '11'],
    ])
    const swapped = [
      { ...documents[0], id: rules?.id, code: 'PdS' },
      { ...documents[1], id: services?.id, code: 'PdR' },
    ]
    expect((await put('/documents', { items: swapped })).statusCode).toBe(200)
    expect((await desk()).documents.map(({ id, code: name }) => [id, name])).toEqual([
      [rules?.id, 'PdS'],
      [services?.id, 'PdR'],
    ])
    const article = await fixture.app.inject({
      method: 'GET',
      url: `/api/plans/${code}/articles/${plan.documents[0].articles[0].id}`,
    })
    expect(article.json()).toMatchObject({ number: '11', text: '1. Gli usi…' })
    const taken = await put('/documents', { items: swapped.slice(1) })
    expect(taken.json().type).toBe('/problems/reference')
  })

  test('themes are a tree without loops; another plan’s rows are not there', async () => {
    await begin()
    const theme = (name: string, parent: string | null) => ({
      code: name,
      parent,
      title: name,
      titleEn: null,
      retired: false,
    })
    const saved = await put('/themes', { items: [theme('usi', null), theme('temporanei', 'usi')] })
    expect(saved.statusCode).toBe(200)
    const loop = await put('/themes', { items: [theme('a', 'b'), theme('b', 'a')] })
    expect(loop.json().errors).toEqual([{ pointer: '/items/0/parent', detail: 'noParent' }])
    const [root] = (await desk()).themes
    const other = await insertPlan(fixture.db, { code: `${code}-B` })
    const foreign = await put('/sheets', {
      items: [{ documentId: other.documentId, code: 'R.01', title: 'Altrui' }],
    })
    expect(foreign.statusCode).toBe(404)
    expect(root?.code).toBe('usi')
  })
})
