import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertPlan, insertSubmission, type PlanMade } from '../testing/points.ts'
import { insertCity, point } from '../testing/spaces.ts'

const fixture = testApp()
const first = 'Prima cosa: 🏭 più laboratori.'
const second = 'Seconda cosa: l’articolo 11 va cambiato.'
const text = `${first}\n\n${second}`
/** The factory’s sign counts as one character, as it does in the database. */
const firstSpan = { start: 0, end: 29 }
const secondSpan = { start: 31, end: 71 }
let plan: PlanMade
let planner: Client

beforeAll(async () => {
  await insertCity(fixture.db)
  plan = await insertPlan(fixture.db, 'PGT')
  planner = await signInAs(fixture.app, { roles: ['planner'] })
})

const statusOf = async (id: string) => (await fixture.db('submission').where({ id }).first('status')).status
const mark = (id: string, body: object) => planner.post(`/api/desk/observations/${id}/points`, body)

describe('splitting a submission', () => {
  test('keeps the span of the words marked, in characters, without blanks at its ends', async () => {
    const { id, number } = await insertSubmission(fixture.db, plan, text)
    const answer = await mark(id, {
      start: 0,
      end: 31,
      synthesis: 'Laboratori',
      themes: [plan.themes.manufacturing],
    })
    expect(answer.statusCode, answer.body).toBe(201)
    const [made] = answer.json().points
    expect(made).toMatchObject({
      ...firstSpan,
      reference: `${number}/1`,
      themes: [plan.themes.manufacturing],
    })
    const other = (await mark(id, { start: 30, end: 71 })).json().points[1]
    expect(other).toMatchObject({ reference: `${number}/2`, ...secondSpan })
    const stored = await fixture.db('point').where({ id: other.id }).first('text')
    expect(stored.text).toBe(second)
    expect(await statusOf(id)).toBe('split')
  })

  test('regression 16: a point begins with what its author said of those words, and what they drew stays theirs', async () => {
    const { db } = fixture
    const { id } = await insertSubmission(db, plan, text)
    const drawn = JSON.stringify({ type: 'Point', coordinates: [9.25, 45.55] })
    await db('submission_target').insert([
      {
        submission_id: id,
        position: 1,
        kind: 'place',
        text: 'Prima',
        geom: point(9.25, 45.55),
        span_start: 0,
        span_end: 29,
      },
      {
        submission_id: id,
        position: 2,
        kind: 'article',
        text: 'Seconda',
        document_id: plan.documents.pds,
        article_id: plan.articles.pds11,
        paragraph: '3',
        letter: 'b',
        span_start: 31,
        span_end: 71,
      },
    ])
    const place = (await mark(id, firstSpan)).json().points[0]
    const article = (await mark(id, secondSpan)).json().points[1]
    const detail = (await planner.get(`/api/desk/points/${article.id}`)).json()
    expect(detail).toMatchObject({ target: 'article', provision: 'PdS art. 11 c. 3 lett. b' })
    const before = (await planner.get(`/api/desk/points/${place.id}`)).json()
    expect(before).toMatchObject({ target: 'place', district: '9', hasPlace: true })
    const moved = { type: 'Point', coordinates: [9.15, 45.45] }
    const answer = await planner.inject({
      method: 'PATCH',
      url: `/api/desk/points/${place.id}`,
      payload: { version: 1, geometry: moved },
    })
    expect(answer.json()).toMatchObject({ district: '1', geometry: moved })
    const target = await db('submission_target')
      .where({ submission_id: id, position: 1 })
      .first({
        geom: db.raw('ST_AsGeoJSON(geom)'),
      })
    expect(target.geom).toBe(drawn)
  })

  test('refuses a span outside the text, one of blanks, and a theme of another plan', async () => {
    const { id } = await insertSubmission(fixture.db, plan, text)
    const other = await insertPlan(fixture.db, 'ALTRO')
    expect((await mark(id, { start: 0, end: 5000 })).json().type).toBe('/problems/no-words')
    expect((await mark(id, { start: 29, end: 31 })).json().type).toBe('/problems/no-words')
    const foreign = await mark(id, { start: 0, end: 10, themes: [other.themes.parks] })
    expect(foreign.json().type).toBe('/problems/not-of-plan')
    expect(await fixture.db('point').where({ submission_id: id })).toEqual([])
    expect(await statusOf(id)).toBe('registered')
  })

  test('a draft is not there, what was withdrawn is not split, and nothing is in a plan that is closed', async () => {
    const { db } = fixture
    const draft = await insertSubmission(db, plan, text, { status: 'draft' })
    expect((await mark(draft.id, { start: 0, end: 10 })).statusCode).toBe(404)
    expect((await planner.get(`/api/desk/observations/${draft.id}/points`)).statusCode).toBe(404)
    const withdrawn = await insertSubmission(db, plan, text, {
      status: 'withdrawn',
      withdrawn_at: new Date(),
    })
    expect((await mark(withdrawn.id, { start: 0, end: 10 })).json().type).toBe('/problems/not-split')
    const closed = await insertPlan(db, 'CHIUSO', { status: 'withdrawn' })
    const late = await insertSubmission(db, closed, text)
    expect((await mark(late.id, { start: 0, end: 10 })).json().errors).toEqual([
      { pointer: '/planClosed', detail: 'planClosed' },
    ])
  })

  test('a point is taken away with a reason, keeps its number, and the submission waits again', async () => {
    const { id } = await insertSubmission(fixture.db, plan, text)
    const [made] = (await mark(id, firstSpan)).json().points
    const url = `/api/desk/points/${made.id}/remove`
    expect((await planner.post(url, { version: 1, reason: 'corto' })).statusCode).toBe(400)
    const answer = await planner.post(url, { version: 1, reason: 'Segnato per errore.' })
    expect(answer.json().points).toEqual([])
    expect(await statusOf(id)).toBe('admissible')
    const [again] = (await mark(id, firstSpan)).json().points
    expect(again.position).toBe(2)
    const events = await fixture
      .db('audit_event')
      .where({ object_kind: 'point', object_id: String(made.id) })
      .orderBy('id')
      .select('action')
    expect(events.map(({ action }) => action)).toEqual(['addPoint', 'removePoint'])
  })

  test('the list says what still waits to be split, and each leads to the next', async () => {
    const own = await insertPlan(fixture.db, 'CODA')
    const at = (minutes: number) => fixture.db.raw("clock_timestamp() - ? * interval '1 minute'", [minutes])
    const [a, b, c] = [
      await insertSubmission(fixture.db, own, text, { received_at: at(30) }),
      await insertSubmission(fixture.db, own, text, { received_at: at(20) }),
      await insertSubmission(fixture.db, own, text, { received_at: at(10) }),
    ]
    await mark(b.id, firstSpan)
    const list = (await planner.get('/api/desk/points/submissions?plan=CODA&toSplit=true')).json()
    expect(list).toMatchObject({ total: 2, toSplit: 2 })
    expect(list.items.map(({ number }: { number: string }) => number)).toEqual([a.number, c.number])
    const shown = (await planner.get(`/api/desk/observations/${a.id}/points`)).json()
    expect(shown).toMatchObject({ previous: null, next: c.id })
  })
})
