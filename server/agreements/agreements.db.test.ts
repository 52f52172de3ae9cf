import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import { agreementOf, agreementTerms, awardTo, doTo, type Ranked, rankedCall } from '../testing/agreements.ts'
import { testApp } from '../testing/app.ts'
import { type Client, signIn, signInAs } from '../testing/people.ts'
import { ground, insertCity } from '../testing/spaces.ts'
import { followAgreements } from './clock.ts'

const fixture = testApp()
let officer: Client
let count = 0
let space = ''
let applicant: Ranked
let id = ''

beforeAll(async () => {
  await insertCity(fixture.db)
  officer = await signIn(fixture.app, 'propertyOffice')
})

/** An agreement being prepared for one space, six years long. */
async function prepare(terms: Parameters<typeof agreementOf>[4] = {}, instrument = 'lease'): Promise<void> {
  count += 1
  space = `C-${count}`
  const call = await rankedCall(fixture.app, {
    code: `CONTR-${count}`,
    lots: [[space]],
    applicants: 1,
    ranks: [[0]],
    winners: [0],
    columns: { instrument },
    spaceColumns: { geom: ground(9.25, 45.55), surveyed_on: '2025-10-03' },
  })
  const [first] = call.applicants
  if (!first) throw new Error('one applied')
  applicant = first
  const until = instrument === 'temporaryConcession' ? { until: '2028-12-31' } : {}
  id = await agreementOf(fixture.app, officer, first, await awardTo(officer, call, 1, first, until), terms)
}
beforeEach(() => prepare())

const read = async () => (await officer.get(`/api/desk/agreements/${id}`)).json()
const spaceRow = () => fixture.db('space').where({ code: space }).first()
const kinds = async () =>
  (await officer.get('/api/desk/agreements'))
    .json()
    .due.flatMap((due: { kind: string; path: string }) => (due.path.endsWith(id) ? [due.kind] : []))
const handOver = async (on = '2026-01-11') => {
  await doTo(officer, id, 'sign', { signedOn: '2026-01-02' })
  return doTo(officer, id, 'handOver', { happenedOn: on, meterReadings: 'luce 1200' })
}
/** Moves the period of an agreement as no officer can. */
async function endIn(days: number): Promise<void> {
  await fixture.db.raw('ALTER TABLE agreement DISABLE TRIGGER keep_agreement')
  await fixture.db.raw(
    `UPDATE agreement SET period = daterange(lower(period), (clock_timestamp() AT TIME ZONE 'Europe/Rome')::date + ?::integer + 1)
     WHERE id = ?`,
    [days, id],
  )
  await fixture.db.raw('ALTER TABLE agreement ENABLE TRIGGER keep_agreement')
}
const letters = (kind: string) => fixture.db('mail_outbox').where({ kind, object_id: applicant.id })
const documentXml = (bytes: Buffer) =>
  new Promise<string>((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('entry', (entry) => {
        if (entry.fileName !== 'word/document.xml') return zip.readEntry()
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed)
          const chunks: Buffer[] = []
          stream.on('data', (chunk) => chunks.push(chunk))
          stream.on('end', () => resolve(Buffer.concat(chunks).toString()))
        })
      })
      zip.readEntry()
    })
  })

describe('from signature to return', () => {
  test('keys go out and come back, the space follows, and each step is in its history', async () => {
    expect(await kinds()).toEqual(['sign'])
    await doTo(officer, id, 'sign', { signedOn: '2026-01-02', registration: 'Milano 1, n. 12' })
    expect(await kinds()).toEqual(['handOver'])
    const early = await doTo(officer, id, 'handOver', { happenedOn: '2026-01-01' })
    expect(early.json()).toMatchObject({ status: 422, errors: [{ pointer: '/happenedOn' }] })
    expect((await doTo(officer, id, 'handOver', { happenedOn: '2026-01-11' })).json()).toMatchObject({
      status: 'handedOver',
      handedOverOn: '2026-01-11',
      actions: ['extend', 'terminate'],
    })
    expect(await spaceRow()).toMatchObject({
      status: 'inUse',
      holder_kind: 'person',
      holder_name: 'Anna Ferrari',
    })
    const ended = await doTo(officer, id, 'terminate', {
      endedOn: '2026-06-30',
      reason: 'idle',
      note: 'Locale chiuso da sei mesi.',
    })
    expect(ended.json()).toMatchObject({ status: 'terminated', endReason: 'idle', actions: ['takeBack'] })
    expect(await kinds()).toEqual(['takeBack'])
    await doTo(officer, id, 'takeBack', { happenedOn: '2026-07-10' })
    expect(await spaceRow()).toMatchObject({ status: 'released', holder_name: null, use_ends_on: null })
    const history = await fixture
      .db('space_history')
      .where({ space_id: (await spaceRow()).id })
      .orderBy('id')
      .pluck('status')
    expect(history).toEqual(['awarded', 'inUse', 'expiring', 'released'])
    const events = await fixture
      .db('audit_event')
      .where({ object_kind: 'agreement', object_id: id })
      .orderBy('id')
    expect(events.map(({ action }) => action)).toEqual([
      'create',
      'sign',
      'handOver',
      'terminate',
      'takeBack',
    ])
    const again = await doTo(officer, id, 'takeBack', { happenedOn: '2026-07-10' })
    expect(again.json()).toMatchObject({ status: 409, type: '/problems/not-in-this-state' })
  })

  test('ended in its last months, it ends the use of its space on that day', async () => {
    await handOver()
    await endIn(150)
    await followAgreements(fixture.app.context)
    const ended = { endedOn: '2026-06-30', reason: 'idle', note: 'Locale chiuso da sei mesi.' }
    expect((await doTo(officer, id, 'terminate', ended)).statusCode).toBe(200)
    const useEndsOn = fixture.db.raw('use_ends_on::text AS "useEndsOn"')
    expect(await fixture.db('space').where({ code: space }).first('status', useEndsOn)).toEqual({
      status: 'expiring',
      useEndsOn: '2026-06-30',
    })
  })

  test('two officers at one agreement: the second is told', async () => {
    const sign = () => officer.post(`/api/desk/agreements/${id}/sign`, { version: 1, signedOn: '2026-01-02' })
    const answers = await Promise.all([sign(), sign()])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  })

  test('what was signed is kept by the database, and no state is skipped', async () => {
    await expect(
      fixture.db('agreement').where({ id }).update({ status: 'handedOver', signed_on: '2026-01-02' }),
    ).rejects.toMatchObject({ code: '23001' })
    await doTo(officer, id, 'sign', { signedOn: '2026-01-02' })
    await expect(fixture.db('agreement').where({ id }).update({ rent_eur_year: 1 })).rejects.toMatchObject({
      code: '23001',
    })
  })
})

test('regression 10: two agreements of one space never overlap, in the rules and in the database', async () => {
  const { id: spaceId } = await spaceRow()
  const first = await read()
  await expect(
    fixture.db.transaction(async (trx) => {
      const [other] = await trx('agreement')
        .insert({
          ...(await trx('agreement')
            .where({ id })
            .first('party_id', 'act_number', 'act_date', 'made_by', 'period', 'instrument', 'rent_eur_year')),
          award_id: (
            await trx('award')
              .insert({
                space_id: spaceId,
                party_id: (await trx('agreement').where({ id }).first('party_id')).party_id,
                period: '[2050-01-01,2051-01-01)',
                procedure: 'publicCall',
                act_number: 'X',
                act_date: '2026-01-01',
                awarded_by: officer.me.account?.id,
              })
              .returning('id')
          )[0].id,
          number: 'ALTRO',
        })
        .returning('id')
      await trx('agreement_space').insert({
        agreement_id: other.id,
        space_id: spaceId,
        period: '[2030-01-01,2033-01-01)',
      })
    }),
  ).rejects.toMatchObject({ code: '23P01' })
  await doTo(officer, id, 'cancel', { note: 'Atto sbagliato, si rifà.' })
  const again = await officer.post(`/api/desk/awards/${first.awardId}/agreement`, agreementTerms())
  expect(again.statusCode).toBe(201)
})

describe('temporary use', () => {
  beforeEach(() => prepare({ instrument: 'temporaryConcession', until: '2028-12-31' }, 'temporaryConcession'))

  test('lasts three years, and five with an act of extension, in the rules and in the database', async () => {
    const save = (until: string) =>
      officer.inject({
        method: 'PUT',
        url: `/api/desk/agreements/${id}`,
        payload: { version: 1, ...agreementTerms({ instrument: 'temporaryConcession', until }) },
      })
    expect((await save('2029-01-01')).json()).toMatchObject({ status: 422, errors: [{ pointer: '/until' }] })
    await expect(
      fixture.db('agreement').where({ id }).update({ period: '[2026-01-01,2029-01-02)' }),
    ).rejects.toMatchObject({ constraint: 'agreement_temporary' })
    await handOver()
    expect((await read()).latestEnd).toBe('2030-12-31')
    const extend = (until: string) =>
      doTo(officer, id, 'extend', { until, actNumber: 'DD 400', actDate: '2026-02-01' })
    expect((await extend('2031-01-01')).statusCode).toBe(422)
    expect((await extend('2030-12-31')).json()).toMatchObject({ until: '2030-12-31', extensionAct: 'DD 400' })
    expect(
      await fixture
        .db('agreement_space')
        .where({ agreement_id: id })
        .first(fixture.db.raw('upper(period)::text AS over')),
    ).toEqual({ over: '2031-01-01' })
  })

  test('six and three months before its end holder and office are told, once each', async () => {
    await handOver()
    await followAgreements(fixture.app.context)
    expect(await letters('agreement.ending')).toHaveLength(0)
    await endIn(150)
    await followAgreements(fixture.app.context)
    await followAgreements(fixture.app.context)
    expect(await spaceRow()).toMatchObject({ status: 'expiring' })
    expect(await kinds()).toEqual(['ending'])
    const told = await letters('agreement.ending')
    expect(told.map(({ channel }) => channel).sort()).toEqual(['mail', 'post'])
    await endIn(60)
    await followAgreements(fixture.app.context)
    expect(await letters('agreement.ending')).toHaveLength(4)
    await endIn(-1)
    await followAgreements(fixture.app.context)
    expect(await read()).toMatchObject({ status: 'ended', endReason: 'term', actions: ['takeBack'] })
  })
})

test('the agreement is a Word file with its parties, spaces, rent, obligations', async () => {
  const { body, rawPayload, headers } = await officer.get(`/api/desk/agreements/${id}/agreement.docx`)
  expect(headers['content-type']).toContain('wordprocessingml')
  expect(body.length).toBeGreaterThan(1000)
  const xml = await documentXml(rawPayload)
  for (const word of [space, 'Anna Ferrari', '1.425,00', 'due pomeriggi', 'DD 310', 'Contratto di locazione'])
    expect(xml).toContain(word)
})

describe('milestones', () => {
  const publicOne = async () => {
    const { number } = await read()
    return (await fixture.app.inject(`/api/agreements/${number}`)).json()
  }
  const promise = async (dueOn = '2026-03-31') => {
    await handOver()
    const made = await officer.post(`/api/desk/agreements/${id}/milestones`, {
      kind: 'opening',
      title: 'Apertura al pubblico',
      dueOn,
      source: 'Contratto, art. 6',
    })
    return made.json().milestones[0].id as number
  }
  const find = (milestone: number, met: boolean, observedOn = '2026-06-01') =>
    officer.post(`/api/desk/milestones/${milestone}/facts`, { met, observedOn, source: 'Sopralluogo' })
  /** Moves back when the holder was told, as no officer can. */
  const toldDaysAgo = async (days: number) => {
    await fixture.db.raw('ALTER TABLE milestone_fact DISABLE TRIGGER append_only')
    await fixture
      .db('milestone_fact')
      .update({
        told_at: fixture.db.raw("clock_timestamp() - ? * interval '1 day'", [days]),
      })
      .whereNotNull('told_at')
    await fixture.db.raw('ALTER TABLE milestone_fact ENABLE TRIGGER append_only')
  }

  test('a missed one shows red only 15 days after the holder was told, with the reply beside it', async () => {
    const milestone = await promise()
    expect((await publicOne()).milestones[0]).toMatchObject({ light: 'amber', reason: 'noFact' })
    const fact = (await find(milestone, false)).json().milestones[0].facts[0].id
    expect((await publicOne()).milestones[0]).toMatchObject({ light: 'amber', reason: 'inReview', facts: [] })
    expect(await letters('agreement.milestone')).toHaveLength(2)
    const path = `/api/requests/${applicant.id}/agreements/${id}/facts/${fact}/reply`
    const stranger = await signInAs(fixture.app, { roles: ['applicant'] })
    expect((await stranger.post(path, { text: 'Non è mio, ma ci provo.' })).statusCode).toBe(404)
    const replied = await applicant.client.post(path, { text: 'Apriamo a settembre: mancava il collaudo.' })
    expect(replied.statusCode).toBe(200)
    expect((await applicant.client.post(path, { text: 'Un’altra risposta.' })).json().type).toBe(
      '/problems/reply-sent',
    )
    await toldDaysAgo(14)
    expect((await publicOne()).milestones[0].light).toBe('amber')
    await toldDaysAgo(17)
    const shown = (await publicOne()).milestones[0]
    expect(shown).toMatchObject({
      light: 'red',
      reason: 'missed',
      facts: [{ met: false, source: 'Sopralluogo' }],
    })
    expect(shown.facts[0].reply.text).toContain('collaudo')
    await find(milestone, true, '2026-09-20')
    expect((await publicOne()).milestones[0]).toMatchObject({ light: 'green', reason: 'met' })
  })

  test('a late reply is late; a natural person is never named', async () => {
    const milestone = await promise()
    const fact = (await find(milestone, false)).json().milestones[0].facts[0].id
    await toldDaysAgo(17)
    const late = await applicant.client.post(
      `/api/requests/${applicant.id}/agreements/${id}/facts/${fact}/reply`,
      {
        text: 'Scusate il ritardo.',
      },
    )
    expect(late.json().type).toBe('/problems/reply-late')
    const shown = await publicOne()
    expect(shown.holder).toBeNull()
    expect(JSON.stringify(shown)).not.toContain('Ferrari')
    const list = (await fixture.app.inject(`/api/agreements?space=${space}&light=red`)).json()
    expect(list).toMatchObject({ total: 1, items: [{ number: shown.number }] })
    const beyond = (await fixture.app.inject(`/api/agreements?space=${space}&light=red&offset=1`)).json()
    expect(beyond).toEqual({ total: 1, items: [] })
  })
})

test('the holder reports on a year that is over, once', async () => {
  await handOver()
  expect((await read()).missingReports).toEqual([])
  await fixture.db('agreement_handover').where({ agreement_id: id }).update({ happened_on: '2025-06-01' })
  expect((await read()).missingReports).toEqual([2025])
  expect(await kinds()).toEqual(['report'])
  const path = `/api/requests/${applicant.id}/agreements/${id}/reports`
  const report = {
    year: 2025,
    jobs: 3,
    openingHoursWeek: 40,
    residentHours: 96,
    text: 'Un corso ogni sabato.',
  }
  expect((await applicant.client.post(path, { ...report, year: 2024 })).statusCode).toBe(409)
  const sent = await applicant.client.post(path, report)
  expect(sent.json().items[0].agreement).toMatchObject({
    missingReports: [],
    reports: [{ year: 2025, jobs: 3 }],
  })
  expect((await applicant.client.post(path, report)).json().type).toBe('/problems/report-not-awaited')
})
