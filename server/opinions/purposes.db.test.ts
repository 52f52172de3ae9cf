import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { callContent } from '../testing/calls.ts'
import { opinionGiven } from '../testing/opinions.ts'
import { type Client, signIn, signInAs } from '../testing/people.ts'
import { completeContent, insertCall, insertSpace, sendFor } from '../testing/requests.ts'
import { insertCity } from '../testing/spaces.ts'
import type { CallPurposes, DistrictDesk, NewPurpose, SpacePurpose } from './schema.ts'

const fixture = testApp()
let officer: Client
let nine: Client
let one: Client
let count = 0
let space = ''
let call = ''

beforeAll(async () => {
  await insertCity(fixture.db)
  officer = await signIn(fixture.app, 'propertyOffice')
  nine = await signIn(fixture.app, 'districtOffice')
  one = await signInAs(fixture.app, { roles: ['districtOffice'], district: '1' })
})
beforeEach(async () => {
  count += 1
  space = `MI-9-F${count}`
  call = `BANDO-${count}`
  await insertSpace(fixture.db, space, { geom: 'SRID=4326;POINT(9.25 45.45)' })
})

const purpose = (changes: Partial<NewPurpose> = {}): NewPurpose => ({
  district: '9',
  space,
  uses: ['fablab_makerspace'],
  reasons: 'Mancano laboratori per i ragazzi.',
  priority: 'high',
  sitting: null,
  ...changes,
})
const propose = (changes: Partial<NewPurpose> = {}, client = nine) =>
  client.post('/api/municipio/purposes', purpose(changes))
/** Proposes a purpose for the space; gives it. */
async function proposed(changes: Partial<NewPurpose> = {}): Promise<SpacePurpose> {
  const desk: DistrictDesk = (await propose(changes)).json()
  const found = desk.purposes.find((item) => item.space.code === space && item.withdrawnOn === null)
  if (!found) throw new Error('it is not there')
  return found
}
/** Begins a call with the space in its first lot, and another space in its second. */
async function draft(): Promise<CallPurposes> {
  await insertSpace(fixture.db, `${space}-B`)
  await officer.post('/api/desk/calls', { code: call, title: 'Botteghe' })
  const payload = { version: 1, content: callContent([space, `${space}-B`]) }
  await officer.inject({ method: 'PUT', url: `/api/desk/calls/${call}`, payload })
  return (await officer.get(`/api/desk/calls/${call}/purposes`)).json()
}
const take = (id: string, version: number, body: object = {}) =>
  officer.post(`/api/desk/calls/${call}/purposes/${id}`, {
    version,
    lot: 1,
    taken: 'points',
    points: 8,
    reason: null,
    ...body,
  })
const contentOf = async () => (await officer.get(`/api/desk/calls/${call}`)).json()

describe('a purpose for a space', () => {
  test('is proposed by the office of its Municipio, by a vote or without one', async () => {
    const { sitting } = opinionGiven()
    expect((await propose({}, one)).statusCode).toBe(404)
    expect((await propose({ district: '1' }, one)).statusCode).toBe(404)
    expect((await propose({ uses: ['magia'] })).statusCode).toBe(422)
    const few = sitting && { ...sitting, inFavour: 2 }
    expect((await propose({ sitting: few })).json().errors[0].detail).toBe('noQuorum')
    expect(await proposed({ sitting })).toMatchObject({ priority: 'high', sitting: { quorum: 16 } })
    const voice = (await fixture.app.inject(`/api/spaces/${space}/voice`)).json()
    expect(voice.purposes).toMatchObject([{ district: '9', uses: ['fablab_makerspace'] }])
  })

  test('is proposed once by a form that is sent twice', async () => {
    const both = await Promise.all([propose(), propose(), propose()])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409])
    expect((await propose({ uses: ['workshop'] })).statusCode).not.toBe(409)
  })

  test('tells nothing of a space whose place is hidden, then or before', async () => {
    await proposed()
    const voice = async (): Promise<{ purposes: SpacePurpose[] }> =>
      (await fixture.app.inject('/api/districts/9/voice')).json()
    const told = async () => (await voice()).purposes.some((item) => item.space.code === space)
    expect(await told()).toBe(true)
    await fixture.db('space').where({ code: space }).update({ public_position: 'hidden' })
    expect(await told()).toBe(false)
    const desk: DistrictDesk = (await nine.get('/api/municipio')).json()
    expect(desk.purposes.find((item) => item.space.code === space)?.space.name).toBe(space)
    expect((await propose({ priority: 'low' })).statusCode).toBe(404)
  })

  test('is taken back with a reason, and then no longer shown on the space nor taken over', async () => {
    const { id } = await proposed()
    const reason = 'Il quartiere ha cambiato idea.'
    expect((await one.post(`/api/municipio/purposes/${id}/withdraw`, { reason })).statusCode).toBe(404)
    expect((await nine.post(`/api/municipio/purposes/${id}/withdraw`, { reason })).statusCode).toBe(200)
    expect((await nine.post(`/api/municipio/purposes/${id}/withdraw`, { reason })).statusCode).toBe(409)
    expect((await fixture.app.inject(`/api/spaces/${space}/voice`)).json().purposes).toEqual([])
    const { version } = await draft()
    expect((await take(id, version)).statusCode).toBe(409)
  })
})

describe('a call that is prepared', () => {
  test('takes a purpose over as points: lot and criteria hold it, with where it comes from', async () => {
    const { id } = await proposed()
    const { items, version } = await draft()
    expect(items).toMatchObject([{ lot: 1, purpose: { id }, decision: null, inLot: false }])
    const answer = await take(id, version)
    expect(answer.json().items).toMatchObject([{ inLot: true, decision: { taken: 'points', points: 8 } }])
    const { content, faults } = await contentOf()
    expect(content.lots[0].purposes).toEqual([
      {
        code: 'm9p1',
        text: 'Fablab o makerspace',
        textEn: 'Fablab or makerspace',
        points: 8,
        district: '9',
        uses: ['fablab_makerspace'],
        proposal: id,
      },
    ])
    expect(content.criteria.technical.at(-1)).toMatchObject({
      code: 'districtPurpose',
      kind: 'purposes',
      scope: 'lot',
      maxPoints: 8,
    })
    expect(faults.filter(({ code }: { code: string }) => code === 'purposesMissing')).toEqual([])
    expect((await take(id, version)).statusCode).toBe(409)
  })

  test('takes it as words alone, or not at all with a reason; the last word stands', async () => {
    const { id } = await proposed()
    const { version } = await draft()
    await take(id, version)
    await take(id, version + 1, { taken: 'text', points: null })
    const asText = (await contentOf()).content
    expect(asText.lots[0].purposes).toMatchObject([{ points: 0, proposal: id }])
    expect(asText.criteria.technical.map(({ code }: { code: string }) => code)).toEqual(['quality'])
    expect((await take(id, version + 2, { taken: 'no', points: null })).statusCode).toBe(422)
    const reason = 'Lo spazio non ha gli impianti per un laboratorio.'
    const answer = await take(id, version + 2, { taken: 'no', points: null, reason })
    expect(answer.json().items).toMatchObject([{ inLot: false, decision: { taken: 'no', reason } }])
    expect((await contentOf()).content.lots[0].purposes).toEqual([])
    expect(await fixture.db('purpose_decision').where({ purpose_id: id })).toHaveLength(3)
    expect((await fixture.app.inject(`/api/spaces/${space}/voice`)).body).not.toContain('impianti')
  })

  test('does not take it into a lot without the space', async () => {
    const { id } = await proposed()
    const { version } = await draft()
    expect((await take(id, version, { lot: 2 })).json().errors[0].detail).toBe('spaceNotInLot')
    expect((await nine.get(`/api/desk/calls/${call}/purposes`)).statusCode).toBe(403)
  })
})

describe('an award', () => {
  /** Awards the space to a request that declares this use; gives the id. */
  async function award(use: string | undefined): Promise<string> {
    const { id: spaceId } = await fixture.db('space').where({ code: space }).first('id')
    await insertCall(fixture.db, call, [spaceId])
    const applicant = await signInAs(fixture.app, { roles: ['applicant'] })
    const { use: _, ...content } = completeContent
    const { id } = await sendFor(applicant, space, { ...content, ...(use && { use }) })
    const request = await fixture.db('request').where({ id }).first('party_id')
    const [row] = await fixture
      .db('award')
      .insert({
        space_id: spaceId,
        request_id: id,
        party_id: request.party_id,
        period: '[2027-01-01,2033-01-01)',
        procedure: 'publicCall',
        act_number: 'DD 1',
        act_date: '2026-11-01',
        awarded_by: officer.me.account?.id,
      })
      .returning('id')
    return row.id
  }
  const matchOf = async (id: string) => (await officer.get(`/api/desk/awards/${id}/voice`)).json().items[0]
  const publicMatch = async () => (await fixture.app.inject(`/api/calls/${call}/voice`)).json().awards

  test('of who declares a proposed use matches, for the office, everybody and the Municipio', async () => {
    const { id } = await proposed()
    const awarded = await award('fablab_makerspace')
    expect(await matchOf(awarded)).toMatchObject({ match: 'matched', declaredUse: 'fablab_makerspace' })
    expect(await publicMatch()).toEqual([{ lot: 1, space, match: 'matched', isAwarded: true }])
    const desk: DistrictDesk = (await nine.get('/api/municipio')).json()
    expect(desk.purposes.find((item) => item.id === id)?.match).toBe('matched')
    await nine.post(`/api/municipio/purposes/${id}/withdraw`, { reason: 'Non serve più a nessuno.' })
    expect(await matchOf(awarded)).toMatchObject({ match: 'matched' })
  })

  test('of another use does not; without a use, or without purposes, it is said', async () => {
    await proposed()
    expect(await matchOf(await award('deposito'))).toMatchObject({ match: 'notMatched' })
  })

  test('is not judged by what was proposed afterwards', async () => {
    const awarded = await award('deposito')
    await proposed()
    expect(await matchOf(awarded)).toMatchObject({ match: 'noPurposes', purposes: [] })
  })

  test('of who declares no use says so', async () => {
    await proposed()
    expect(await matchOf(await award(undefined))).toMatchObject({ match: 'notDeclared' })
  })
})
