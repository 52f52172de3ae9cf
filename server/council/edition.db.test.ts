import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { insertGroup, propose } from '../testing/council.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertPlan, insertPoint, type PlanMade } from '../testing/points.ts'

const fixture = testApp()
let plan: PlanMade
let secretary: Client
let head: Client
let group: number

const path = '/api/council/plans/EDIZIONE'
const secret = 'zqxriservato'

beforeAll(async () => {
  const { db } = fixture
  plan = await insertPlan(db, 'EDIZIONE', { status: 'voting' })
  secretary = await signInAs(fixture.app, { roles: ['councilSecretary'], name: 'Silvia Segretaria' })
  head = await signInAs(fixture.app, { roles: ['planningHead'], name: 'Teresa' })
  const by = head.me.account?.id
  const one = await insertPoint(
    db,
    plan,
    'Si chiede una quota minore di servizi per i laboratori.',
    { target: 'article', article_id: plan.articles.pds11, paragraph: '3' },
    {
      submitter: JSON.stringify({
        name: 'Zoe Bianchi',
        onBehalfOf: 'Officine Bovisa srl',
        fiscalCode: `${secret}cf`,
        email: `${secret}@example.org`,
        phone: `${secret}1`,
        address: `via ${secret} 1`,
      }),
      private_reasons: `${secret} salute`,
      registry: 'PG',
      protocol_year: 2026,
      protocol_number: '185714',
      protocol_at: '2026-01-01',
    },
  )
  await db('point_theme').insert({ point_id: one, theme_id: plan.themes.parks })
  await propose(db, by, { point_id: one })
  const twins = [
    await insertPoint(db, plan, 'Deposito per biciclette, uno.'),
    await insertPoint(db, plan, 'Deposito per biciclette, due.'),
  ]
  group = await insertGroup(db, { planId: plan.id, by, points: twins })
  await insertPoint(db, plan, 'Ritirata.', {}, { status: 'withdrawn', withdrawn_at: '2026-01-01' })
})

const open = async (query = '', client = secretary) => (await client.get(`${path}/edition${query}`)).json()

describe('the Council’s edition', () => {
  test('has names, protocol numbers, full words and what the Giunta proposes; nothing that is private', async () => {
    const answer = await secretary.get(`${path}/edition?sort=name`)
    expect(answer.headers['cache-control']).toBe('no-store')
    const edition = answer.json()
    expect(edition).toMatchObject({ reader: 'Silvia Segretaria', total: 3 })
    expect(edition.items.at(-1)).toMatchObject({
      protocol: 'PG 185714/2026',
      submitter: 'Zoe Bianchi',
      onBehalfOf: 'Officine Bovisa srl',
      text: 'Si chiede una quota minore di servizi per i laboratori.',
      provision: 'PdS art. 11 c. 3',
      themes: [plan.themes.parks],
      proposal: { outcome: 'rejected', actNumber: 'DG 12/2026' },
      council: null,
    })
    expect(answer.body).not.toContain(secret)
  })

  test.each([
    ['a name', '?q=bovisa', 1],
    ['a protocol number', '?q=185714', 1],
    ['words, whatever their case', '?q=BICICLETTE', 2],
    ['nothing', '?q=100%25', 0],
    ['a theme, those below it included', () => `?theme=${plan.themes.services}`, 1],
    ['an article', () => `?article=${plan.articles.pds11}`, 1],
    ['a group', () => `?group=${group}`, 2],
    ['an outcome', '?outcome=rejected', 1],
  ])('is narrowed by %s', async (_by, query, total) => {
    expect(await open(typeof query === 'string' ? query : query())).toMatchObject({ total })
  })

  test('logs each opening, who, what and when; what is not logged is not shown', async () => {
    const before = (await head.get(`${path}/openings`)).json().total
    await open('?q=bovisa&limit=1')
    await open('', head)
    const { total, items } = (await head.get(`${path}/openings?limit=2`)).json()
    expect(total).toBe(before + 2)
    expect(items.map(({ by, what }: Record<string, string>) => [by, what])).toEqual([
      ['Teresa', 'edition'],
      ['Silvia Segretaria', 'edition?q=bovisa&limit=1'],
    ])
    const events = await fixture
      .db('audit_event')
      .where({ object_kind: 'councilEdition' })
      .select('object_id')
    expect(events).toHaveLength(total)
    expect((await secretary.get(`${path}/openings`)).statusCode).toBe(403)
    await secretary.get('/api/council/plans/NESSUNO/edition')
    expect((await head.get(`${path}/openings`)).json().total).toBe(total)
  })

  test('logs the order of voting and what is voted on too: the words of points and names are in both', async () => {
    const before = (await head.get(`${path}/openings`)).json().total
    expect((await secretary.get(`${path}/votes?state=toVote`)).statusCode).toBe(200)
    expect((await secretary.get(`${path}/votes/group/${group}`)).statusCode).toBe(200)
    expect((await secretary.get(`${path}/votes/group/999999`)).statusCode).toBe(404)
    const { total, items } = (await head.get(`${path}/openings?limit=2`)).json()
    expect(total).toBe(before + 2)
    expect(items.map(({ what }: Record<string, string>) => what)).toEqual([
      `votes/group/${group}`,
      'votes?state=toVote',
    ])
  })

  test('is walked back page by page in the log', async () => {
    const first = (await head.get(`${path}/openings?limit=2`)).json()
    const second = (await head.get(`${path}/openings?limit=2&before=${first.next}`)).json()
    const ids = [...first.items, ...second.items].map(({ id }: { id: number }) => id)
    expect(ids).toEqual([...ids].sort((one, other) => other - one))
    expect(new Set(ids).size).toBe(4)
  })

  test('regression 20: what its list of plans counts is what the plan, the edition and the votes count', async () => {
    const [listed] = (await secretary.get('/api/council/plans')).json().items
    const one = (await secretary.get(path)).json()
    const votes = (await secretary.get(`${path}/votes`)).json()
    expect(listed).toMatchObject({ points: 3, toVote: 1, voted: 0, notProposed: 1 })
    expect(one).toMatchObject(listed)
    expect(one.groups).toEqual([{ id: group, title: 'Campagna', count: 2 }])
    expect(one.articles).toMatchObject([{ label: 'PdS art. 11', count: 1 }])
    expect({ toVote: votes.toVote, voted: votes.voted, notProposed: votes.notProposed }).toEqual({
      toVote: listed.toVote,
      voted: listed.voted,
      notProposed: listed.notProposed,
    })
    expect((await open()).total).toBe(listed.points)
  })
})
