import { beforeAll, describe, expect, test } from 'vitest'
import { canonicalHash } from '../db/canonical.ts'
import { testApp } from '../testing/app.ts'
import { addEditor, company, enterParty, grouping } from '../testing/parties.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { completeContent, insertCall, insertSpace, sendingOf } from '../testing/requests.ts'
import type { DraftContent, MyRequest } from './schema.ts'

const fixture = testApp()
let anna: Client
let bruno: Client
let stranger: Client
let party: string
let brunosMembership: number

const { applicant: _, ...work } = completeContent
let spaces = 0
const newSpace = async () => {
  spaces += 1
  await insertSpace(fixture.db, `M${spaces}`)
  return `M${spaces}`
}

beforeAll(async () => {
  anna = await signInAs(fixture.app, { roles: ['applicant'], name: 'Anna Ferrari' })
  bruno = await signInAs(fixture.app, { roles: ['applicant'], name: 'Bruno Riva' })
  stranger = await signInAs(fixture.app, { roles: ['applicant'], name: 'Carla Neri' })
  party = (await enterParty(anna)).id
  brunosMembership = (await addEditor(anna, party, bruno)).id
})

async function draft(client: Client, content: DraftContent = work, partyId = party): Promise<MyRequest> {
  const answer = await client.post('/api/requests/drafts', {
    space: await newSpace(),
    party: partyId,
    content,
  })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}
const save = (client: Client, id: string, version: number, content: DraftContent) =>
  client.inject({ method: 'PUT', url: `/api/requests/drafts/${id}`, payload: { version, content } })
const move = (client: Client, id: string, version: number, partyId?: string) =>
  client.inject({
    method: 'PUT',
    url: `/api/requests/drafts/${id}/party`,
    payload: { version, ...(partyId ? { party: partyId } : {}) },
  })
const read = async (client: Client, id: string) => (await client.get(`/api/requests/${id}`)).json<MyRequest>()
const upload = (client: Client, id: string) => {
  const form = new FormData()
  form.append('file', new Blob(['%PDF-1.7 prova\nstartxref\n9\n%%EOF\n']), 'a.pdf')
  return client.inject({ method: 'POST', url: `/api/requests/${id}/files`, payload: form })
}

describe('a request is of everybody who acts for its party', () => {
  test('a draft is filled in with what is known of the party, and listed for each of them', async () => {
    const { id, content } = await draft(bruno)
    expect(content.applicant).toEqual({ kind: 'organisation', ...company })
    const [row] = (await anna.get('/api/requests')).json().items
    expect(row).toMatchObject({ id, party: { id: party, name: company.name, role: 'representative' } })
    expect(await read(bruno, id)).toMatchObject({ party: { role: 'editor' }, actions: [] })
    expect((await stranger.get('/api/requests')).json().items).toEqual([])
  })

  test('two who save at once: one is told the current version, nothing is overwritten', async () => {
    const { id, version } = await draft(anna)
    const [first, second] = await Promise.all([
      save(anna, id, version, { ...work, text: 'di Anna' }),
      save(bruno, id, version, { ...work, text: 'di Bruno' }),
    ])
    expect([first?.statusCode, second?.statusCode].sort()).toEqual([200, 409])
    const [kept, refused] = first?.statusCode === 200 ? ['di Anna', second] : ['di Bruno', first]
    expect(refused?.json()).toMatchObject({ type: '/problems/version', errors: [{ detail: '2' }] })
    expect((await read(anna, id)).content.text).toBe(kept)
  })

  test('an editor prepares, files included; a representative sends and withdraws', async () => {
    const { id } = await draft(bruno)
    const file = await upload(bruno, id)
    expect(file.statusCode).toBe(201)
    const { version, content } = await read(bruno, id)
    const saved = (await save(bruno, id, version, { ...content, people: 4 } as DraftContent)).json()
    const early = await bruno.post('/api/requests', sendingOf({ id, version: saved.version }))
    expect(early.statusCode).toBe(403)
    expect(early.json().type).toBe('/problems/representative-only')
    expect((await anna.post('/api/requests', sendingOf({ id, version: saved.version }))).statusCode).toBe(201)
    const sent = await read(bruno, id)
    expect(sent).toMatchObject({ status: 'submitted', actions: [], content: { people: 4 } })
    expect((await bruno.get(`/api/requests/${id}/files/${file.json().id}`)).statusCode).toBe(200)
    const withdraw = (client: Client) =>
      client.post(`/api/requests/${id}/withdraw`, { version: sent.version })
    expect((await withdraw(bruno)).statusCode).toBe(403)
    expect((await withdraw(anna)).json()).toMatchObject({ status: 'withdrawn' })
    expect((await fixture.db('request').where({ id }).first('sent_by')).sent_by).toBe(anna.me.account?.id)
  })

  test('throwing a draft away is offered to who began it and to representatives, to nobody else', async () => {
    const discard = (client: Client, id: string) =>
      client.inject({ method: 'DELETE', url: `/api/requests/drafts/${id}` })
    const annas = await draft(anna)
    const brunos = await draft(bruno)
    const offered = async (client: Client, id: string) => (await read(client, id)).mayDiscard
    expect([await offered(anna, annas.id), await offered(bruno, annas.id)]).toEqual([true, false])
    expect([await offered(anna, brunos.id), await offered(bruno, brunos.id)]).toEqual([true, true])
    expect((await discard(bruno, annas.id)).json().type).toBe('/problems/representative-only')
    expect((await discard(anna, brunos.id)).statusCode).toBe(204)
    expect((await discard(anna, annas.id)).statusCode).toBe(204)
  })

  test('each of them gets the letters, in their language', async () => {
    await fixture.db('account').where({ id: bruno.me.account?.id }).update({ language: 'en' })
    const { id, version } = await draft(anna)
    await anna.post('/api/requests', sendingOf({ id, version }))
    const letters = await fixture.db('mail_outbox').where({ object_id: id }).select('account_id', 'language')
    const expected = [
      { account_id: anna.me.account?.id, language: 'it' },
      { account_id: bruno.me.account?.id, language: 'en' },
    ]
    expect(letters).toHaveLength(2)
    expect(letters).toEqual(expect.arrayContaining(expected))
  })

  test('to whom it is not, nothing of it is there', async () => {
    const { id } = await draft(anna)
    const { id: fileId } = (await upload(anna, id)).json()
    const answers = [
      await stranger.get(`/api/requests/${id}`),
      await save(stranger, id, 1, work),
      await move(stranger, id, 1),
      await move(anna, id, 1, (await enterParty(stranger)).id),
      await stranger.post('/api/requests', sendingOf({ id, version: 1 })),
      await stranger.post(`/api/requests/${id}/withdraw`, { version: 1 }),
      await stranger.post(`/api/requests/${id}/completion`, { version: 1, answer: 'Ecco' }),
      await upload(stranger, id),
      await stranger.get(`/api/requests/${id}/files/${fileId}`),
      await stranger.inject({ method: 'DELETE', url: `/api/requests/${id}/files/${fileId}` }),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 404))
  })
})

describe('for whom one asks', () => {
  test('a draft moves from oneself to an organisation, whose data take the place', async () => {
    const mine = (await anna.post('/api/requests/drafts', { space: await newSpace(), content: work })).json()
    expect(mine).toMatchObject({ party: { isOwn: true, kind: 'person' } })
    expect((await bruno.get(`/api/requests/${mine.id}`)).statusCode).toBe(404)
    expect((await move(anna, mine.id, mine.version, party)).json()).toMatchObject({
      version: mine.version + 1,
      party: { id: party },
      content: { applicant: { kind: 'organisation', name: company.name }, text: work.text },
    })
    expect((await bruno.get(`/api/requests/${mine.id}`)).statusCode).toBe(200)
    expect((await move(bruno, mine.id, mine.version + 1)).statusCode).toBe(403)
    expect((await move(anna, mine.id, mine.version)).statusCode).toBe(409)
  })

  test('the request of a grouping holds who its members are, frozen and under the hash', async () => {
    const { id: groupingId } = await enterParty(anna, grouping)
    const { id, version } = await draft(anna, work, groupingId)
    const receipt = (await anna.post('/api/requests', sendingOf({ id, version }))).json()
    expect(receipt.declarations).toMatchObject({ version: '2026-11', by: 'Anna Ferrari' })
    expect(receipt.declarations.accepted).toEqual(expect.arrayContaining(['powers', 'setUp', 'consequences']))
    const row = await fixture.db('request').where({ id }).first('content', 'content_hash', 'party_id')
    expect(row.content.applicant.members).toEqual(grouping.members)
    expect(row.content.declarations).toEqual(receipt.declarations)
    const lot = await fixture.db('request_lot').where({ request_id: id }).first('space_id')
    const asked = { kind: 'expressionOfInterest', spaceId: lot.space_id }
    expect(row.content_hash).toBe(canonicalHash({ asked, content: row.content, files: [] }))
    await expect(fixture.db('request').where({ id }).update({ party_id: party })).rejects.toThrow(/party/)
  })

  test('what changed in the request changes the party as it is sent, on the record', async () => {
    const { id: own } = await enterParty(anna, { ...company, phone: '02 1111' })
    const { id, version, content } = await draft(anna, work, own)
    const applicant = { ...content.applicant, phone: '02 2222' }
    const saved = (await save(anna, id, version, { ...work, applicant })).json()
    expect((await anna.get(`/api/parties/${own}`)).json().data.phone).toBe('02 1111')
    await anna.post('/api/requests', sendingOf(saved))
    expect((await anna.get(`/api/parties/${own}`)).json()).toMatchObject({
      version: 2,
      data: { ...company, phone: '02 2222' },
    })
    const [event] = await fixture
      .db('audit_event')
      .where({ object_kind: 'party', object_id: own, action: 'change' })
      .select('changes')
    expect(Object.keys(event.changes)).toEqual(['phone'])
  })

  test('a request says it is of the kind of its party', async () => {
    const { id, version } = await draft(anna)
    const saved = await save(anna, id, version, completeContent)
    const answer = await anna.post('/api/requests', sendingOf(saved.json()))
    expect(answer.statusCode).toBe(422)
    expect(answer.json().errors[0].pointer).toBe('/content/applicant/kind')
  })

  test('whoever sends declares each thing explicitly', async () => {
    const { id, version } = await draft(anna)
    const send = (declarations: string[]) =>
      anna.post('/api/requests', { draftId: id, version, declarations })
    const silent = await send([])
    expect(silent.statusCode).toBe(422)
    expect(silent.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      ['identity', 'powers', 'requirements', 'project', 'consequences', 'privacy', 'notBinding'].map(
        (code) => `/declarations/${code}`,
      ),
    )
    expect((await send(['everything'])).statusCode).toBe(400)
    expect(await read(anna, id)).toMatchObject({ status: 'draft' })
  })
})

test('what a grouping is awarded counts for each of its members, and the desk sees them side by side', async () => {
  const office = await signInAs(fixture.app, { roles: ['propertyOffice'] })
  const ids = [await insertSpace(fixture.db, 'L1'), await insertSpace(fixture.db, 'L2')]
  await insertCall(fixture.db, 'LIMIT', ids, { max_awards_per_applicant: 1 })
  const admit = async (space: string, partyId: string) => {
    const draft = (await anna.post('/api/requests/drafts', { space, party: partyId, content: work })).json()
    expect((await anna.post('/api/requests', sendingOf(draft))).statusCode).toBe(201)
    await fixture.db('request').where({ id: draft.id }).update({ status: 'admitted', identified_by: 'spid' })
    return draft.id as string
  }
  const award = async (id: string, spaceCode: string) => {
    const { version } = (await office.get(`/api/desk/requests/${id}`)).json()
    const basis = { procedure: 'publicCall', actNumber: '1/2026', actDate: '2026-01-15' }
    const body = { version, spaceCode, from: '2027-01-01', until: '2030-12-31', ...basis }
    return office.post(`/api/desk/requests/${id}/award`, body)
  }
  const together = await admit('L1', (await enterParty(anna, grouping)).id)
  const alone = await admit('L2', (await enterParty(anna, { ...company, fiscalCode: '00743110157' })).id)
  const seen = (await office.get(`/api/desk/requests/${alone}`)).json()
  expect(seen.sameApplicant.map(({ id }: { id: string }) => id)).toContain(together)
  expect((await award(together, 'L1')).statusCode).toBe(200)
  expect((await award(alone, 'L2')).json().type).toBe('/problems/award-limit')
  const { party_id: renamed } = await fixture.db('request').where({ id: alone }).first('party_id')
  const { version } = (await anna.get(`/api/parties/${renamed}`)).json()
  const data = { ...company, fiscalCode: '01199250158' }
  const change = await anna.inject({
    method: 'PUT',
    url: `/api/parties/${renamed}`,
    payload: { version, data },
  })
  expect(change.statusCode).toBe(200)
  expect((await award(alone, 'L2')).json().type, 'by the codes it was sent with').toBe(
    '/problems/award-limit',
  )
})

test('a former member has lost everything at the next request, what they began included', async () => {
  const { id } = await draft(bruno)
  const { id: fileId } = (await upload(bruno, id)).json()
  const url = `/api/parties/${party}/members/${brunosMembership}`
  expect((await anna.inject({ method: 'DELETE', url })).statusCode).toBe(204)
  const answers = [
    await bruno.get(`/api/requests/${id}`),
    await save(bruno, id, 1, work),
    await move(bruno, id, 1),
    await upload(bruno, id),
    await bruno.get(`/api/requests/${id}/files/${fileId}`),
    await bruno.post('/api/requests', sendingOf({ id, version: 1 })),
    await bruno.get(`/api/history/request/${id}`),
    await bruno.get(`/api/history/party/${party}`),
  ]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 404))
  expect((await bruno.get('/api/requests')).json().total).toBe(0)
  expect((await anna.post('/api/requests', sendingOf({ id, version: 1 }))).statusCode).toBe(201)
  expect(await fixture.db('mail_outbox').where({ object_id: id, account_id: bruno.me.account?.id })).toEqual(
    [],
  )
})
