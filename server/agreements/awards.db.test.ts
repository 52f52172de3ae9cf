import { beforeAll, describe, expect, test } from 'vitest'
import { romeDate } from '../city/rules.ts'
import {
  agreementOf,
  agreementTerms,
  awardBody,
  awardTo,
  doTo,
  passChecks,
  rankedCall,
} from '../testing/agreements.ts'
import { testApp } from '../testing/app.ts'
import { type Client, signIn, signInAs } from '../testing/people.ts'

const fixture = testApp()
let officer: Client
let count = 0

beforeAll(async () => {
  officer = await signIn(fixture.app, 'propertyOffice')
})

/** Two lots, the first of two spaces; three applicants, the first of whom wins both rankings but may have one. */
const prepare = (changes: object = {}) => {
  count += 1
  return rankedCall(fixture.app, {
    code: `GRAD-${count}`,
    lots: [[`G${count}-A`, `G${count}-B`], [`G${count}-C`]],
    applicants: 3,
    ranks: [
      [0, 1, 2],
      [0, 2, 1],
    ],
    winners: [0, 2],
    ...changes,
  })
}
type Call = Awaited<ReturnType<typeof prepare>>
const path = ({ code }: Call) => `/api/desk/calls/${code}/awards`
const read = async (call: Call) => (await officer.get(path(call))).json()
const statuses = async (codes: string[]) =>
  Object.fromEntries(
    (await fixture.db('space').whereIn('code', codes).orderBy('code').select('code', 'status')).map(
      ({ code, status }) => [code, status],
    ),
  )
const requestStatus = async (id: string) => (await fixture.db('request').where({ id }).first('status')).status
const answer = (applicant: { client: Client; id: string }, award: string, said: string) =>
  applicant.client.post(`/api/requests/${applicant.id}/awards/${award}/answer`, { answer: said })

describe('an award by the final ranking', () => {
  test('gives every space of a lot to who is proposed, by an act, with a letter and a notice', async () => {
    const call = await prepare()
    const [first, second, third] = call.applicants
    if (!first || !second || !third) throw new Error('three applied')
    expect((await read(call)).lots.map((lot: { proposed: string }) => lot.proposed)).toEqual([
      first.id,
      third.id,
    ])
    const wrong = await officer.post(path(call), awardBody(1, second.id))
    expect(wrong.json()).toMatchObject({ status: 409, type: '/problems/not-next' })
    const given = await officer.post(path(call), awardBody(1, first.id))
    expect(given.statusCode).toBe(200)
    expect(given.json()).toMatchObject({
      call: { status: 'awarded' },
      lots: [{ isAwarded: true }, { isAwarded: false }],
    })
    expect(await statuses(call.spaces)).toEqual({
      [`G${count}-A`]: 'awarded',
      [`G${count}-B`]: 'awarded',
      [`G${count}-C`]: 'inCall',
    })
    expect(await requestStatus(first.id)).toBe('awarded')
    const notices = await fixture.db('notice').where({ object_id: first.id }).select('kind')
    expect(notices).toEqual([{ kind: 'award' }])
    const letters = await fixture
      .db('mail_outbox')
      .where({ object_id: first.id, kind: 'award.proposed' })
      .select()
    expect(letters.map(({ channel }) => channel).sort()).toEqual(['mail', 'post'])
    expect(letters[0].body_text).toContain('1º posto')
  })

  test('is told by a notice on paper to who asked on paper, without an account; the office takes the answer', async () => {
    const call = await prepare()
    const [first] = call.applicants
    if (!first) throw new Error('three applied')
    await fixture.db.transaction(async (trx) => {
      await trx.raw('SET LOCAL session_replication_role = replica')
      const paper = { channel: 'paper', account_id: null, sent_by: null, entered_by: officer.me.account?.id }
      const [{ party_id }] = await trx('request').where({ id: first.id }).update(paper).returning('party_id')
      await trx('party_member').where({ party_id }).update({ ended_at: trx.fn.now() })
    })
    const given = await officer.post(path(call), awardBody(1, first.id))
    expect(given.statusCode, given.body).toBe(200)
    const letters = await fixture.db('mail_outbox').where({ object_id: first.id, kind: 'award.proposed' })
    expect(letters.map(({ channel }) => channel)).toEqual(['post'])
    const { id } = await fixture.db('award').where({ request_id: first.id, first_id: null }).first('id')
    const page = await officer.get(`/api/desk/awards/${id}`)
    expect(page.statusCode, page.body).toBe(200)
    const revoked = await officer.post(`/api/desk/awards/${id}/revoke`, {
      reason: 'declined',
      note: 'Ha rinunciato con una lettera.',
      actNumber: 'DD 400',
    })
    expect(revoked.statusCode, revoked.body).toBe(200)
  })

  test('gives two that are linked by a third in the ranking no more than one', async () => {
    const call = await prepare()
    const [first, second, third] = call.applicants
    if (!first || !second || !third) throw new Error('three applied')
    const link = (id: string, code: string) => fixture.db('request_subject').insert({ request_id: id, code })
    for (const [id, code] of [
      [first.id, `A${count}`],
      [second.id, `A${count}`],
      [second.id, `B${count}`],
      [third.id, `B${count}`],
    ] as const)
      await link(id, code)
    expect((await officer.post(path(call), awardBody(1, first.id))).statusCode).toBe(200)
    // Its codes are written anew with its state.
    await link(first.id, `A${count}`)
    const given = await officer.post(path(call), awardBody(2, third.id))
    expect(given.json()).toMatchObject({ status: 409, type: '/problems/not-next' })
  })

  test('regression 10: two officers who award the same lot at once: one award', async () => {
    const call = await prepare()
    const [first] = call.applicants
    const other = await signInAs(fixture.app, { roles: ['caseOfficer'] })
    const body = awardBody(1, first?.id ?? '')
    const answers = await Promise.all([officer.post(path(call), body), other.post(path(call), body)])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const rows = await fixture.db('award').where({ request_id: first?.id })
    expect(rows).toHaveLength(2)
  })

  test('asks for the de minimis aid where the rent is reduced, and for dates that can be', async () => {
    const call = await prepare({ reduced: true, columns: { instrument: 'temporaryConcession' } })
    const [first] = call.applicants
    const body = awardBody(1, first?.id ?? '', { from: '2027-01-01', until: '2029-12-31' })
    const pointerOf = async (changes: object) =>
      (await officer.post(path(call), { ...body, ...changes })).json().errors?.[0].pointer
    expect(await pointerOf({})).toBe('/deMinimisEur')
    expect(await pointerOf({ deMinimisEur: 450, until: '2030-01-01' })).toBe('/until')
    expect(await pointerOf({ deMinimisEur: 450, actDate: '2999-01-01' })).toBe('/actDate')
    const given = await officer.post(path(call), { ...body, deMinimisEur: 450 })
    expect(given.statusCode).toBe(200)
  })

  test('is refused by the database where the ranking does not give it', async () => {
    const call = await prepare()
    const [first, second] = call.applicants
    const { party_id } = await fixture.db('request').where({ id: second?.id }).first('party_id')
    const space = await fixture.db('space').where({ code: call.spaces[0] }).first('id')
    const row = {
      space_id: space.id,
      request_id: first?.id,
      party_id,
      period: '[2027-01-01,2028-01-01)',
      procedure: 'publicCall',
      act_number: 'X',
      act_date: '2026-01-01',
      awarded_by: officer.me.account?.id,
    }
    await expect(fixture.db('award').insert(row)).rejects.toMatchObject({ code: '23001' })
    await expect(fixture.db('award').insert({ ...row, lot_id: call.lotIds[1] })).rejects.toMatchObject({
      code: '23001',
    })
  })

  test('is not made at the desk of requests', async () => {
    const call = await prepare()
    const [first] = call.applicants
    const { version, actions } = (await officer.get(`/api/desk/requests/${first?.id}`)).json()
    expect(actions).not.toContain('award')
    const tried = await officer.post(`/api/desk/requests/${first?.id}/award`, {
      version,
      spaceCode: call.spaces[0],
      from: '2027-01-01',
      until: '2028-01-01',
      procedure: 'publicCall',
      actNumber: 'X',
      actDate: '2026-01-01',
    })
    expect(tried.json()).toMatchObject({ status: 409, type: '/problems/award-by-ranking' })
  })
})

describe('the next in the ranking', () => {
  test('is proposed where the winner declines, and the lot is no longer for the one who did', async () => {
    const call = await prepare()
    const [first, second] = call.applicants
    if (!first || !second) throw new Error('three applied')
    const award = await awardTo(officer, call, 1, first)
    const editor = await signInAs(fixture.app, { roles: ['applicant'] })
    expect((await answer({ ...first, client: editor }, award, 'accepted')).statusCode).toBe(404)
    expect((await answer(first, award, 'declined')).statusCode).toBe(200)
    expect((await answer(first, award, 'accepted')).json().type).toBe('/problems/award-revoked')
    expect(await requestStatus(first.id)).toBe('declined')
    expect(await statuses(call.spaces.slice(0, 2))).toEqual({
      [`G${count}-A`]: 'inCall',
      [`G${count}-B`]: 'inCall',
    })
    expect((await read(call)).lots[0]).toMatchObject({ isAwarded: false, proposed: second.id })
    const told = await fixture.db('notification').where({ kind: 'desk.nextInRank', object_id: call.code })
    expect(told.length).toBeGreaterThan(0)
    await awardTo(officer, call, 1, second)
    expect(await requestStatus(second.id)).toBe('awarded')
  })

  test('is proposed where a check fails; who lost it is told why by a notice', async () => {
    const call = await prepare()
    const [first, second] = call.applicants
    if (!first || !second) throw new Error('three applied')
    const award = await awardTo(officer, call, 1, first)
    await answer(first, award, 'accepted')
    await officer.post(`/api/desk/awards/${award}/checks`, {
      item: 'arrears',
      outcome: 'failed',
      checkedOn: romeDate(new Date()),
      note: 'Morosità non rateizzata.',
    })
    const revoked = await officer.post(`/api/desk/awards/${award}/revoke`, {
      reason: 'checkFailed',
      note: 'Risultano debiti scaduti verso il Comune.',
      actNumber: 'DD 305',
    })
    expect(revoked.json()).toMatchObject({ revoked: { reason: 'checkFailed', actNumber: 'DD 305' } })
    expect(await requestStatus(first.id)).toBe('forfeited')
    const kinds = await fixture
      .db('notice')
      .where({ object_id: first.id })
      .orderBy('created_at')
      .pluck('kind')
    expect(kinds).toEqual(['award', 'revocation'])
    expect((await read(call)).lots[0].proposed).toBe(second.id)
  })

  test('a call of which every lot is settled is concluded, and what nobody got can be had again', async () => {
    const call = await prepare({ ranks: [[0], [1]], winners: [0, 1], applicants: 2 })
    const [first, second] = call.applicants
    if (!first || !second) throw new Error('two applied')
    const agreement = await agreementOf(fixture.app, officer, first, await awardTo(officer, call, 1, first))
    const award = await awardTo(officer, call, 2, second)
    expect((await doTo(officer, agreement, 'sign', { signedOn: '2026-01-02' })).statusCode).toBe(200)
    expect(await requestStatus(first.id)).toBe('agreement')
    await answer(second, award, 'declined')
    expect((await read(call)).call.status).toBe('concluded')
    expect(await statuses([`G${count}-C`])).toEqual({ [`G${count}-C`]: 'available' })
  })
})

describe('awards of standing calls', () => {
  test('are answered, checked and agreed on the same pages', async () => {
    const { insertCall, insertSpace, sendFor } = await import('../testing/requests.ts')
    const space = await insertSpace(fixture.db, 'SP-1')
    await insertCall(fixture.db, 'SPORTELLO', [space])
    const client = await signInAs(fixture.app, { roles: ['applicant'], email: 'sp@example.org' })
    const { id, number } = await sendFor(client, 'SP-1')
    await fixture.db('request').where({ id }).update({ status: 'admitted', identified_by: 'spid' })
    const { version } = (await officer.get(`/api/desk/requests/${id}`)).json()
    const body = {
      version,
      spaceCode: 'SP-1',
      from: '2026-12-01',
      until: '2032-11-30',
      procedure: 'publicCall',
      actNumber: 'DD 1',
      actDate: '2026-11-20',
    }
    expect((await officer.post(`/api/desk/requests/${id}/award`, body)).statusCode).toBe(200)
    const { items } = (await client.get(`/api/requests/${id}/awards`)).json()
    expect(items).toMatchObject([{ lot: null, spaces: ['SP-1'], mayAnswer: true }])
    const before = (await officer.get('/api/desk/agreements')).json().due
    expect(before).toContainEqual(
      expect.objectContaining({
        kind: 'askAnswer',
        about: `${number} · SP-1`,
        path: `/desk/awards/${items[0].id}`,
      }),
    )
    const agreement = await agreementOf(fixture.app, officer, { client, id, number }, items[0].id)
    expect((await doTo(officer, agreement, 'sign', { signedOn: '2026-01-02' })).statusCode).toBe(200)
    expect(await requestStatus(id)).toBe('agreement')
  })
})

test('who has a part in a request decides on none of its awards', async () => {
  const call = await prepare()
  const [first] = call.applicants
  if (!first) throw new Error('three applied')
  await fixture.db('account_role').insert({
    account_id: first.client.me.account?.id,
    role: 'caseOfficer',
    valid_until: fixture.db.raw("clock_timestamp() + interval '1 year'"),
  })
  const tried = await first.client.post(path(call), awardBody(1, first.id))
  expect(tried.json()).toMatchObject({ status: 403, type: '/problems/own-request' })
  const award = await awardTo(officer, call, 1, first)
  expect((await first.client.get(`/api/desk/awards/${award}`)).json().isOwn).toBe(true)
  const checked = await first.client.post(`/api/desk/awards/${award}/checks`, {
    item: 'arrears',
    outcome: 'pending',
  })
  expect(checked.statusCode).toBe(403)
})

test('an agreement keeps the instrument and the term of the call, and the rent that was bid', async () => {
  const call = await prepare({ columns: { instrument: 'temporaryConcession', term_years: 2 } })
  const [first] = call.applicants
  if (!first) throw new Error('three applied')
  await fixture.db.transaction(async (trx) => {
    await trx.raw('SET LOCAL session_replication_role = replica')
    await trx('ranking_entry').where({ request_id: first.id }).update({ price_eur_year: 1800 })
  })
  const award = await awardTo(officer, call, 1, first, { from: '2027-01-01', until: '2029-12-31' })
  await answer(first, award, 'accepted')
  const keep = (changes: Parameters<typeof agreementTerms>[0]) =>
    officer.post(
      `/api/desk/awards/${award}/agreement`,
      agreementTerms({
        until: '2027-12-31',
        instrument: 'temporaryConcession',
        rentEurYear: 1800,
        ...changes,
      }),
    )
  const pointerOf = async (changes: Parameters<typeof agreementTerms>[0]) =>
    (await keep(changes)).json().errors?.[0].pointer
  expect(await pointerOf({ instrument: 'lease', until: '2099-12-31' })).toBe('/instrument')
  expect(await pointerOf({ rentEurYear: 1 })).toBe('/rentEurYear')
  expect(await pointerOf({ until: '2028-01-01' })).toBe('/until')
  const kept = await keep({})
  expect(kept.statusCode, kept.body).toBe(201)
  const { id, version } = kept.json()
  const changed = await officer.inject({
    method: 'PUT',
    url: `/api/desk/agreements/${id}`,
    payload: {
      version,
      ...agreementTerms({ until: '2027-12-31', instrument: 'temporaryConcession', rentEurYear: 1799.99 }),
    },
  })
  expect(changed.json().errors[0].pointer).toBe('/rentEurYear')
})

test('an agreement is prepared only of an accepted award, and signed only with every check passed', async () => {
  const call = await prepare({ reduced: true })
  const [first] = call.applicants
  if (!first) throw new Error('three applied')
  const { agreementTerms } = await import('../testing/agreements.ts')
  const award = await awardTo(officer, call, 1, first, { deMinimisEur: 450 })
  const make = () => officer.post(`/api/desk/awards/${award}/agreement`, agreementTerms({ depositEur: 300 }))
  expect((await make()).json().type).toBe('/problems/award-not-accepted')
  await answer(first, award, 'accepted')
  const made = (await make()).json()
  expect(made.notReady).toEqual(['checksPending', 'rnaMissing', 'guaranteeMissing'])
  const early = await doTo(officer, made.id, 'sign', { signedOn: '2026-01-02' })
  expect(early.json()).toMatchObject({ status: 409, type: '/problems/agreement-not-ready' })
  await passChecks(fixture.app, award)
  await officer.post(`/api/desk/awards/${award}/aid`, { deMinimisEur: 450, rnaCode: 'RNA-COR-1' })
  const guarantee = { kind: 'deposit', amountEur: 300, issuer: null, number: null, expiresOn: null } as const
  const saved = await officer.inject({
    method: 'PUT',
    url: `/api/desk/agreements/${made.id}`,
    payload: { version: 1, ...agreementTerms({ depositEur: 300, guarantee }) },
  })
  expect(saved.json()).toMatchObject({ version: 2, notReady: [] })
  expect((await doTo(officer, made.id, 'sign', { signedOn: '2026-01-02' })).json().status).toBe('signed')
})
