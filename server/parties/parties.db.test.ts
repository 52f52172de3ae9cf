import { beforeAll, describe, expect, test } from 'vitest'
import { verifyChain } from '../db/auditChain.ts'
import { testApp } from '../testing/app.ts'
import { addEditor, company, enterParty, grouping } from '../testing/parties.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { draftFor, insertSpace } from '../testing/requests.ts'
import type { Party } from './schema.ts'

const fixture = testApp()
let anna: Client
let bruno: Client
let stranger: Client

beforeAll(async () => {
  anna = await signInAs(fixture.app, { roles: ['applicant'], name: 'Anna Ferrari' })
  bruno = await signInAs(fixture.app, { roles: ['applicant'], name: 'Bruno Riva' })
  stranger = await signInAs(fixture.app, { roles: ['applicant'], name: 'Carla Neri' })
  for (const code of ['S1', 'S2', 'S3']) await insertSpace(fixture.db, code)
})

const read = async (client: Client, id: string) => (await client.get(`/api/parties/${id}`)).json<Party>()
const put = (client: Client, url: string, payload: object) => client.inject({ method: 'PUT', url, payload })
const remove = (client: Client, url: string) => client.inject({ method: 'DELETE', url })
const myself = (party: Party) => party.members.find(({ isMe }) => isMe)?.id

describe('entering who one acts for', () => {
  test('an organisation is kept with its codes in one form, and who entered it represents it', async () => {
    const { id } = await enterParty(anna, { ...company, vatNumber: 'IT 0119 9250158', name: '  Telai  ' })
    expect(await read(anna, id)).toMatchObject({
      kind: 'organisation',
      isOwn: false,
      name: 'Telai',
      role: 'representative',
      people: 1,
      version: 1,
      data: { ...company, name: 'Telai' },
      members: [{ name: 'Anna Ferrari', role: 'representative', isMe: true }],
    })
    expect(await verifyChain(fixture.db, 'party', id)).toMatchObject({ valid: true, events: 1 })
  })

  test('a grouping keeps its members and its one lead; the database refuses a second', async () => {
    const { id } = await enterParty(anna, grouping)
    expect((await read(anna, id)).data).toEqual(grouping)
    const [first = {}, ...others] = grouping.members ?? []
    const data = { ...grouping, members: [{ ...first, vatNumber: '01199250158' }, ...others] }
    expect((await put(anna, `/api/parties/${id}`, { version: 1, data })).statusCode).toBe(200)
    expect(await verifyChain(fixture.db, 'party', id)).toMatchObject({ valid: true, events: 2 })
    const member = { grouping_id: id, name: 'Terza', fiscal_code: '12345670785', representative: 'X' }
    await expect(fixture.db('grouping_member').insert({ ...member, is_lead: true })).rejects.toThrow(/lead/)
  })

  test('what is missing or wrong is named, and nothing is written', async () => {
    const data = { ...company, fiscalCode: '01199250159', vatNumber: undefined }
    const before = await fixture.db('party').pluck('id')
    const answer = await anna.post('/api/parties', { kind: 'organisation', data })
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({
      type: '/problems/incomplete-party',
      errors: [
        { pointer: '/data/fiscalCode', detail: 'is not a valid codice fiscale' },
        { pointer: '/data/vatNumber', detail: 'is needed' },
      ],
    })
    expect((await anna.post('/api/parties', { kind: 'person', data })).statusCode).toBe(400)
    expect(await fixture.db('party').pluck('id')).toEqual(before)
  })

  test.each([
    'Telai\nLeggi qui',
    'Telai\r\nBcc: x@example.org',
    'Telai\u2028srl',
    'Telai\u0007',
    'Telai \u202Elrs',
    'Clicca http://evil.example',
    'HTTPS://evil.example',
    'Premio: WwW.evil.example',
    'ftp://evil.example',
  ])('a name such as %j, which a letter would carry to others, is refused at its field', async (name) => {
    const refused = async (client: Client, data: object, kind = 'organisation') =>
      (await client.post('/api/parties', { kind, data })).json()
    const problem = (pointer: string) => ({ status: 400, type: '/problems/name-form', errors: [{ pointer }] })
    expect(await refused(anna, { ...company, name })).toMatchObject(problem('/data/name'))
    expect(await refused(anna, { ...company, representative: name })).toMatchObject(
      problem('/data/representative'),
    )
    const members = [{ ...grouping.members?.[0], name }]
    expect(await refused(anna, { ...grouping, members }, 'temporaryGrouping')).toMatchObject(
      problem('/data/members/0/name'),
    )
    const self = await anna.inject({ method: 'PATCH', url: '/api/account', payload: { name } })
    expect(self.json()).toMatchObject(problem('/name'))
  })

  test('a name with marks and words of every kind is a name', async () => {
    for (const name of [
      'D’Angiò & C. – «Wwwow» s.n.c.',
      'Società coop. 3/4: legno, ferro',
      'العربية',
      '木工',
    ]) {
      expect((await enterParty(anna, { ...company, name })).name).toBe(name)
    }
  })

  test('two people who enter the same organisation share nothing', async () => {
    const hers = await enterParty(anna)
    const his = await enterParty(bruno, { ...company, phone: '02 9999' })
    expect(his.id).not.toBe(hers.id)
    expect((await bruno.get(`/api/parties/${hers.id}`)).statusCode).toBe(404)
    await put(bruno, `/api/parties/${his.id}`, { version: 1, data: { ...company, name: 'Altro nome srl' } })
    expect((await read(anna, hers.id)).data).toEqual(company)
    expect((await bruno.get('/api/parties')).body).not.toContain(hers.id)
  })

  test('a change on an old version is refused with the current one', async () => {
    const { id } = await enterParty(anna)
    const change = (version: number, phone: string) =>
      put(anna, `/api/parties/${id}`, { version, data: { ...company, phone } })
    expect((await change(1, '02 1111')).json()).toMatchObject({ version: 2, data: { phone: '02 1111' } })
    const late = await change(1, '02 2222')
    expect(late.statusCode).toBe(409)
    expect(late.json()).toMatchObject({ type: '/problems/version', errors: [{ detail: '2' }] })
    expect((await read(anna, id)).data.phone).toBe('02 1111')
  })
})

describe('invitations', () => {
  const invite = (client: Client, id: string, email: string) =>
    client.post(`/api/parties/${id}/invitations`, { email })
  const tokenOf = (answer: { json(): { acceptPath: string } }) => answer.json().acceptPath.split('token=')[1]

  test('a letter holds the link; it says who invites to what, and opens the party once', async () => {
    const { id } = await enterParty(anna)
    const invited = await invite(anna, id, 'bruno@example.org')
    expect(invited.statusCode).toBe(201)
    const token = tokenOf(invited)
    const letter = await fixture.db('mail_outbox').where({ recipient: 'bruno@example.org' }).first()
    expect(letter).toMatchObject({ kind: 'partyInvitation', holds_secret: true })
    expect(letter.body_text).toContain(`/invitations?token=${token}`)
    const stored = JSON.stringify(await fixture.db('party_invitation').where({ party_id: id }))
    expect(stored).not.toContain(token)

    const open = () => bruno.post('/api/invitations/read', { token })
    expect((await open()).json()).toMatchObject({
      party: { name: 'Telai Bovisa srl', kind: 'organisation' },
      invitedBy: 'Anna Ferrari',
    })
    expect((await bruno.get(`/api/parties/${id}`)).statusCode).toBe(404)
    expect((await bruno.post('/api/invitations/accept', { token })).json()).toMatchObject({
      id,
      role: 'editor',
      invitations: [],
    })
    expect((await open()).json().type).toBe('/problems/old-link')
    expect((await stranger.post('/api/invitations/accept', { token })).statusCode).toBe(400)
    expect((await read(anna, id)).members.map(({ name, role }) => [name, role])).toEqual([
      ['Anna Ferrari', 'representative'],
      ['Bruno Riva', 'editor'],
    ])
  })

  test('one taken back, or two weeks old, opens nothing', async () => {
    const { id } = await enterParty(anna)
    const back = await invite(anna, id, 'uno@example.org')
    expect((await remove(anna, `/api/parties/${id}/invitations/${back.json().id}`)).statusCode).toBe(204)
    const old = await invite(anna, id, 'due@example.org')
    const days = (new Date(old.json().expiresAt).getTime() - Date.now()) / 86_400_000
    expect(days).toBeCloseTo(14, 1)
    await fixture
      .db('party_invitation')
      .where({ id: old.json().id })
      .update({ expires_at: fixture.db.raw("now() - interval '1 second'") })
    for (const answer of [back, old]) {
      const refused = await bruno.post('/api/invitations/accept', { token: tokenOf(answer) })
      expect(refused.json().type).toBe('/problems/old-link')
    }
    expect((await read(anna, id)).invitations).toEqual([])
  })

  test('of one person are thirty in a day, for all their parties together, also many at once', async () => {
    const flooder = await signInAs(fixture.app, { roles: ['applicant'] })
    const parties = await Promise.all(Array.from({ length: 4 }, () => enterParty(flooder)))
    const codes: number[] = []
    for (const [at, { id }] of parties.entries()) {
      const sent = Array.from({ length: 9 }, (_, index) => invite(flooder, id, `f${at}-${index}@example.org`))
      codes.push(...(await Promise.all(sent)).map(({ statusCode }) => statusCode))
    }
    expect(codes.filter((code) => code === 201)).toHaveLength(30)
    expect(codes.filter((code) => code === 429)).toHaveLength(6)
    const last = parties.at(-1)?.id ?? ''
    const refused = await invite(flooder, last, 'one.more@example.org')
    expect(refused.json()).toMatchObject({ status: 429, type: '/problems/daily-invitations' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(86_000)
    await fixture
      .db('party_invitation')
      .where({ invited_by: flooder.me.account?.id })
      .update({ created_at: fixture.db.raw("created_at - interval '1 day'") })
    expect((await invite(flooder, last, 'next.day@example.org')).statusCode).toBe(201)
  })

  test('are limited, not sent twice to one address, and not for oneself', async () => {
    const { id } = await enterParty(anna)
    for (let index = 0; index < 10; index += 1)
      expect((await invite(anna, id, `${index}@example.org`)).statusCode).toBe(201)
    expect((await invite(anna, id, '3@EXAMPLE.org')).json().type).toBe('/problems/already-invited')
    expect((await invite(anna, id, 'more@example.org')).json().type).toBe('/problems/invitation-limit')
    await draftFor(anna, 'S1')
    const { items } = (await anna.get('/api/parties')).json()
    expect(items[0]).toMatchObject({ isOwn: true, kind: 'person' })
    expect((await invite(anna, items[0].id, 'x@example.org')).json().type).toBe('/problems/own-party')
  })
})

describe('who acts for a party', () => {
  test('an editor reads, and changes neither data nor people', async () => {
    const { id, members } = await enterParty(anna)
    await addEditor(anna, id, bruno)
    expect(await read(bruno, id)).toMatchObject({ role: 'editor', invitations: [], data: company })
    const url = `/api/parties/${id}`
    for (const answer of [
      await put(bruno, url, { version: 1, data: company }),
      await put(bruno, `${url}/members/${members[0]?.id}`, { role: 'editor' }),
      await remove(bruno, `${url}/members/${members[0]?.id}`),
      await bruno.post(`${url}/invitations`, { email: 'x@example.org' }),
    ]) {
      expect(answer.statusCode).toBe(403)
      expect(answer.json().type).toBe('/problems/representative-only')
    }
  })

  test('a member removed sees nothing more, from the next request on', async () => {
    const { id } = await enterParty(anna)
    const member = await addEditor(anna, id, bruno)
    expect((await remove(anna, `/api/parties/${id}/members/${member.id}`)).statusCode).toBe(204)
    expect((await bruno.get(`/api/parties/${id}`)).statusCode).toBe(404)
    expect((await bruno.get('/api/parties')).body).not.toContain(id)
  })

  test('the last representative stays while requests are open, or others would have none', async () => {
    const party = await enterParty(anna)
    const leave = () => remove(anna, `/api/parties/${party.id}/members/${myself(party)}`)
    const draft = (await anna.post('/api/requests/drafts', { space: 'S2', party: party.id })).json()
    expect((await leave()).json()).toMatchObject({ status: 409, type: '/problems/must-stay/openRequests' })
    await fixture.db('request_lot').where({ request_id: draft.id }).delete()
    await fixture.db('request').where({ id: draft.id }).delete()
    const member = await addEditor(anna, party.id, bruno)
    expect((await leave()).json().type).toBe('/problems/must-stay/lastRepresentative')
    const role = (client: Client, memberId: number | undefined, to: string) =>
      put(client, `/api/parties/${party.id}/members/${memberId}`, { role: to })
    expect((await role(anna, myself(party), 'editor')).json().type).toBe(
      '/problems/must-stay/lastRepresentative',
    )
    expect((await role(anna, member.id, 'representative')).json().members[1].role).toBe('representative')
    expect((await leave()).statusCode).toBe(204)
    expect((await anna.get(`/api/parties/${party.id}`)).statusCode).toBe(404)
    expect(await read(bruno, party.id)).toMatchObject({ people: 1, role: 'representative' })
  })

  test('a party that its last person leaves ends, with its open invitations', async () => {
    const party = await enterParty(anna)
    const invited = await anna.post(`/api/parties/${party.id}/invitations`, { email: 'x@example.org' })
    expect((await remove(anna, `/api/parties/${party.id}/members/${myself(party)}`)).statusCode).toBe(204)
    const token = invited.json().acceptPath.split('token=')[1]
    expect((await bruno.post('/api/invitations/accept', { token })).statusCode).toBe(400)
    expect((await fixture.db('party').where({ id: party.id }).first('ended_at')).ended_at).not.toBeNull()
    expect(await verifyChain(fixture.db, 'party', party.id)).toMatchObject({ valid: true, events: 3 })
  })

  test('nobody can leave themselves', async () => {
    await draftFor(anna, 'S3')
    const { items } = (await anna.get('/api/parties')).json()
    const own = await read(anna, items[0].id)
    expect((await remove(anna, `/api/parties/${own.id}/members/${myself(own)}`)).json().type).toBe(
      '/problems/must-stay/ownParty',
    )
  })
})

test('somebody else’s party, member or invitation is not there, on every route', async () => {
  const { id, members } = await enterParty(anna)
  const { id: invitationId } = (
    await anna.post(`/api/parties/${id}/invitations`, { email: 'x@example.org' })
  ).json()
  const own = await enterParty(stranger)
  const memberId = members[0]?.id
  const answers = [
    await stranger.get(`/api/parties/${id}`),
    await put(stranger, `/api/parties/${id}`, { version: 1, data: company }),
    await put(stranger, `/api/parties/${id}/members/${memberId}`, { role: 'editor' }),
    await remove(stranger, `/api/parties/${id}/members/${memberId}`),
    await stranger.post(`/api/parties/${id}/invitations`, { email: 'y@example.org' }),
    await remove(stranger, `/api/parties/${id}/invitations/${invitationId}`),
    await put(stranger, `/api/parties/${own.id}/members/${memberId}`, { role: 'editor' }),
    await remove(stranger, `/api/parties/${own.id}/members/${memberId}`),
    await remove(stranger, `/api/parties/${own.id}/invitations/${invitationId}`),
    await stranger.post('/api/requests/drafts', { space: 'S1', party: id }),
  ]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 404))
  expect(await read(anna, id)).toMatchObject({ version: 1, people: 1, invitations: [{ id: invitationId }] })
})

test('whom a party has invited stands in its history for representatives alone', async () => {
  const { id } = await enterParty(anna)
  await addEditor(anna, id, bruno)
  await anna.post(`/api/parties/${id}/invitations`, { email: 'invitata@example.org' })
  expect((await anna.get(`/api/history/party/${id}`)).body).toContain('invitata@example.org')
  const told = await bruno.get(`/api/history/party/${id}`)
  expect(told.statusCode).toBe(200)
  expect(told.body).toContain('invitedEmail')
  expect(told.body).not.toContain('invitata@example.org')
})
