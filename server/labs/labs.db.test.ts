import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { labContent } from '../testing/labs.ts'
import { type Client, insertAccount, sessionOf, signIn } from '../testing/people.ts'
import { insertCity, point, spaceRecord } from '../testing/spaces.ts'
import { followLabs } from './confirming.ts'
import type { Hours } from './hours.ts'
import type { LabContent, LabProfile, Machine } from './schema.ts'

const fixture = testApp()
const people: { officer?: Client; keeper?: Client; other?: Client; keeperId?: string } = {}
const officer = () => people.officer as Client
const keeper = () => people.keeper as Client

beforeAll(async () => {
  await insertCity(fixture.db)
  people.officer = await signIn(fixture.app, 'propertyOffice')
  people.keeperId = await insertAccount(fixture.app, { roles: ['applicant'], name: 'Carla' })
  people.keeper = await sessionOf(fixture.app, people.keeperId)
  people.other = await sessionOf(fixture.app, await insertAccount(fixture.app, { roles: ['applicant'] }))
})

const machine = (changes: Partial<Machine>): Machine => ({
  machine: 'fdm',
  label: null,
  brand: null,
  workingMm: null,
  powerW: null,
  materials: [],
  training: null,
  bookable: null,
  priceEurHour: null,
  state: null,
  ...changes,
})
const evenings: Hours = {
  weekly: [{ weekday: 4, from: '18:00', to: '22:00' }],
  exceptions: [],
  byAppointment: false,
}
const create = (code: string, changes: Partial<LabContent> = {}) =>
  officer().post('/api/desk/labs', { code, content: labContent(changes), source: 'prova' })
const list = async (query = '') => {
  const answer = (await fixture.app.inject(`/api/labs${query}`)).json()
  return answer.items.map(({ code }: { code: string }) => code)
}
const profile = async (code: string): Promise<LabProfile> =>
  (await fixture.app.inject(`/api/labs/${code}`)).json()
const save = (client: Client, prefix: string, code: string, version: number, changes: Partial<LabContent>) =>
  client.inject({
    method: 'PUT',
    url: `${prefix}/${code}`,
    payload: { version, content: labContent(changes), confirm: false },
  })
const faultsOf = (answer: { json(): { errors?: { pointer: string; detail: string }[] } }) =>
  answer.json().errors?.map(({ pointer, detail }) => `${pointer} ${detail}`)

describe('labs', () => {
  test('are found by machine, family, process, material, part of the week, access and distance', async () => {
    await create('LASER', {
      stepFree: true,
      hours: evenings,
      machines: [
        machine({ machine: 'laser_co2', bookable: true, training: false, priceEurHour: 0 }),
        machine({ machine: 'fdm', state: 'outOfOrder' }),
      ],
    })
    await create('CUCITO', {
      name: 'Sartoria',
      point: [9.25, 45.55],
      stepFree: false,
      machines: [machine({ machine: 'sewing', materials: ['leather'] })],
    })
    expect(await list('?equipment=laser_co2')).toEqual(['LASER'])
    expect(await list('?equipment=subtractive,textile')).toEqual(['LASER', 'CUCITO'])
    expect(await list('?process=sewing')).toEqual(['CUCITO'])
    expect(await list('?material=leather')).toEqual(['LASER', 'CUCITO'])
    expect(await list('?material=fabric')).toEqual(['LASER'])
    expect(await list('?open=thu-evening')).toEqual(['LASER'])
    expect(await list('?open=fri-evening')).toEqual([])
    expect(await list('?stepFree=true')).toEqual(['LASER'])
    expect(await list('?bookable=true')).toEqual(['LASER'])
    expect(await list('?near=9.15,45.455,1000&sort=distance')).toEqual(['LASER', 'L1'])
    expect(await list('?q=plotter laser')).toEqual([])
    expect(await list('?q=co₂ laser cutter')).toEqual(['LASER'])
    expect(await list('?district=9&kind=makerspace')).toEqual(['CUCITO'])
    expect((await fixture.app.inject('/api/labs?equipment=fornace')).statusCode).toBe(400)
    expect((await fixture.app.inject('/api/labs?sort=distance')).statusCode).toBe(400)
    expect((await fixture.app.inject('/api/labs?open=always')).statusCode).toBe(400)
  })

  test('a machine out of order is shown and not found; an unknown value is counted apart and never a no', async () => {
    expect(await list('?equipment=fdm')).toEqual([])
    expect((await profile('LASER')).equipment).toEqual(['laser_co2', 'fdm'])
    expect((await profile('LASER')).machines[0]).toMatchObject({ priceEurHour: 0, training: false })
    expect((await profile('LASER')).machines[1]).toMatchObject({ priceEurHour: null, training: null })
    const answer = (await fixture.app.inject('/api/labs?stepFree=false')).json()
    expect(answer.items.map(({ code }: { code: string }) => code)).toEqual(['CUCITO'])
    expect(answer.unknowns).toEqual({ stepFree: 3 })
    expect(await list('?stepFree=false&unknown=include')).toHaveLength(4)
  })

  test('each facet counts with all filters but its own', async () => {
    const { facets } = (await fixture.app.inject('/api/labs?equipment=sewing&kind=makerspace')).json()
    const count = (name: string, value: string) =>
      facets[name].find((one: { value: string }) => one.value === value)?.count
    expect([count('equipment', 'sewing'), count('equipment', 'laser_co2')]).toEqual([1, 1])
    expect([count('kind', 'makerspace'), count('kind', 'fablab')]).toEqual([1, 0])
    expect(count('district', '1')).toBe(0)
  })

  test('open now is asked of the hours at the moment of the request, for lists and tiles alike', async () => {
    const always = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, from: '00:00', to: '00:00' }))
    await create('SEMPRE', { name: 'Sempre', hours: { ...evenings, weekly: always } })
    await create('MAI', {
      name: 'Mai',
      hours: {
        ...evenings,
        weekly: always,
        exceptions: [{ firstOn: '2020-01-01', lastOn: '2090-01-01', intervals: [], note: null }],
      },
    })
    const open = await list('?open=now')
    expect(open).toContain('SEMPRE')
    expect(open).not.toContain('MAI')
    expect(open).not.toContain('L1')
    await officer().post('/api/desk/labs/SEMPRE/activities', {
      activity: 'suspended',
      fromOn: '2026-01-01',
      note: null,
    })
    expect(await list('?open=now')).not.toContain('SEMPRE')
    expect((await profile('SEMPRE')).opening).toEqual({ state: 'closed', opensAt: null })
    expect(
      (await fixture.app.inject('/api/exports/labs.geojson?open=now')).json().features,
    ).not.toContainEqual(expect.objectContaining({ id: 'SEMPRE' }))
  })

  test('say what lies near, in a straight line, and never a space whose place is not public', async () => {
    await fixture
      .db('space')
      .insert([
        spaceRecord('S1', { geom: point(9.151, 45.455) }),
        spaceRecord('S2', { geom: point(9.152, 45.455), public_position: 'neighbourhood' }),
      ])
    const { nearSpaces, nearLabs } = await profile('LASER')
    expect(nearSpaces).toMatchObject([{ code: 'S1', distanceM: 78 }])
    expect(nearLabs.map(({ code }) => code)).toContain('L1')
    expect(nearLabs.map(({ code }) => code)).not.toContain('SEMPRE')
  })
})

describe('activity', () => {
  test('regression: a closed lab keeps its address and history, and never shows as active', async () => {
    await create('FU', { name: 'Fu', hours: evenings })
    const add = (activity: string, fromOn: string | null, note: string | null = null) =>
      officer().post('/api/desk/labs/FU/activities', { activity, fromOn, note })
    expect((await add('active', '2014-03-01')).json()).toMatchObject({ activity: 'active' })
    expect(await list('?open=thu-evening')).toContain('FU')
    await add('closed', '2020-06-30', 'fine del comodato')
    expect(await list('?open=thu-evening')).not.toContain('FU')
    expect(await profile('FU')).toMatchObject({
      activity: 'closed',
      activitySince: '2020-06-30',
      closedOn: '2020-06-30',
      activeFrom: '2014-03-01',
      opening: { state: 'closed' },
    })
    expect((await profile('FU')).activities.map(({ activity }) => activity)).toEqual(['closed', 'active'])
    expect(await list('?activity=active')).not.toContain('FU')
    expect(await list('?activity=closed')).toContain('FU')
    expect((await add('active', '2019-01-01')).json().type).toBe('/problems/lab-closed')
    await add('closed', '2020-12-31', 'data corretta')
    expect(await profile('FU')).toMatchObject({ activity: 'closed', closedOn: '2020-12-31' })
    expect((await add('active', null)).statusCode).toBe(422)
    await expect(
      fixture.db('lab').where({ code: 'FU' }).update({ activity: 'active', closed_on: null }),
    ).rejects.toMatchObject({ constraint: 'lab_closed_stays_closed' })
    await expect(fixture.db('lab_activity').update({ activity: 'active' })).rejects.toMatchObject({
      code: '23001',
    })
    await fixture.db('lab_activity').insert({
      lab_id: fixture.db('lab').where({ code: 'FU' }).select('id'),
      activity: 'active',
      from_on: '2012-01-01',
    })
    expect((await profile('FU')).activity).toBe('closed')
    expect((await add('active', '2026-01-10')).json()).toMatchObject({ activity: 'active' })
    expect((await profile('FU')).activities).toHaveLength(5)
  })

  test('regression: an activity nobody has recorded is unknown, neither active nor closed', async () => {
    expect((await profile('L3')).activity).toBeNull()
    expect(await list('?activity=none')).toContain('L3')
    expect(await list('?activity=active')).not.toContain('L3')
  })

  test('a period that begins later shows on its day', async () => {
    await create('DOMANI', { name: 'Domani' })
    const add = (activity: string, fromOn: string | null) =>
      officer().post('/api/desk/labs/DOMANI/activities', { activity, fromOn, note: null })
    await add('planned', null)
    await add('active', '2090-01-01')
    expect((await profile('DOMANI')).activity).toBe('planned')
    await fixture.db.raw(`ALTER TABLE lab_activity DISABLE TRIGGER append_only`)
    await fixture.db('lab_activity').where({ from_on: '2090-01-01' }).update({ from_on: '2026-01-01' })
    await fixture.db.raw(`ALTER TABLE lab_activity ENABLE TRIGGER append_only`)
    await followLabs(fixture.app.context)
    expect(await fixture.db('lab').where({ code: 'DOMANI' }).first('activity')).toEqual({
      activity: 'active',
    })
  })

  test('what a file says becomes a period; weekly hours can be read in SQL', async () => {
    await fixture
      .db('lab')
      .insert({ code: 'FILE', name: 'F', source: 'f', active_from: '2015-01-01', activity: 'active' })
    await fixture.db('lab').where({ code: 'FILE' }).update({ activity: 'closed', closed_on: '2019-01-01' })
    const state = await fixture
      .db('lab_state')
      .whereIn('lab_id', fixture.db('lab').where({ code: 'FILE' }).select('id'))
      .first(fixture.db.raw('activity, since::text'))
    expect(state).toEqual({ activity: 'closed', since: '2019-01-01' })
    const { rows } = await fixture.db.raw(
      `SELECT s.weekly_hours::float8 AS hours FROM lab_state s JOIN lab l ON l.id = s.lab_id WHERE l.code IN ('LASER', 'L1') ORDER BY l.code DESC`,
    )
    expect(rows).toEqual([{ hours: 4 }, { hours: null }])
  })
})

describe('keeping a profile', () => {
  let partyId = ''

  test('is asked for by who represents an organisation, and granted by the office', async () => {
    const [party] = await fixture
      .db('party')
      .insert({
        account_id: people.keeperId,
        kind: 'organisation',
        name: 'Coop Prova',
        email: 'coop@example.org',
      })
      .returning('id')
    partyId = party.id
    await fixture
      .db('party_member')
      .insert({ party_id: partyId, account_id: people.keeperId, role: 'representative' })
      .onConflict(fixture.db.raw('(party_id, account_id) WHERE ended_at IS NULL'))
      .ignore()
    const claim = (client: Client, code = 'LASER') =>
      client.post(`/api/labs/${code}/claims`, { partyId, reason: 'Siamo noi a gestire il laboratorio.' })
    expect((await claim(people.other as Client)).statusCode).toBe(404)
    const asked = await claim(keeper())
    expect(asked.json()).toMatchObject({ state: 'waiting', party: 'Coop Prova', labCode: 'LASER' })
    expect((await claim(keeper())).json().type).toBe('/problems/lab-claimed')
    expect((await keeper().get('/api/kept-labs/LASER')).statusCode).toBe(404)
    const decide = (body: object) => officer().post(`/api/desk/lab-claims/${asked.json().id}/decide`, body)
    expect((await decide({ grant: false, note: null })).statusCode).toBe(422)
    expect((await decide({ grant: true, note: null })).statusCode).toBe(200)
    expect((await decide({ grant: true, note: null })).statusCode).toBe(409)
    expect((await keeper().get('/api/kept-labs')).json()).toMatchObject({
      items: [{ code: 'LASER' }],
      claims: [{ state: 'granted' }],
    })
    expect((await claim(keeper())).json().type).toBe('/problems/lab-kept')
    expect((await profile('LASER')).keeper).toBe('Coop Prova')
  })

  test('its members write on it, nobody else; who saves second is told; each change leaves an event', async () => {
    const { version } = (await keeper().get('/api/kept-labs/LASER')).json()
    const changes = {
      areaM2: 120,
      machines: [machine({ machine: 'laser_co2', workingMm: { x: 900, y: 600, z: null } })],
    }
    expect((await save(people.other as Client, '/api/kept-labs', 'LASER', version, changes)).statusCode).toBe(
      404,
    )
    const saved = await save(keeper(), '/api/kept-labs', 'LASER', version, changes)
    expect(saved.json()).toMatchObject({ version: version + 1, content: { areaM2: 120 } })
    expect((await save(keeper(), '/api/kept-labs', 'LASER', version, {})).json().type).toBe(
      '/problems/version',
    )
    const event = await fixture
      .db('audit_event')
      .where({ object_kind: 'lab', object_id: 'LASER' })
      .orderBy('id', 'desc')
      .first()
    expect(event).toMatchObject({ action: 'change', actor_id: people.keeperId })
    expect(event.changes.areaM2).toEqual({ class: 'public', old: null, new: 120 })
    expect(await fixture.db('lab_equipment').where({ working_x_mm: 900 }).select('machine')).toEqual([
      { machine: 'laser_co2' },
    ])
  })

  test('the office takes it from its keeper: nobody keeps it, and who runs it can ask again', async () => {
    const release = (code: string, version: number) =>
      officer().post(`/api/desk/labs/${code}/release`, { version })
    const { version } = (await officer().get('/api/desk/labs/LASER')).json()
    expect((await keeper().post('/api/desk/labs/LASER/release', { version })).statusCode).toBe(403)
    expect((await release('LASER', version - 1)).json().type).toBe('/problems/version')
    expect((await release('LASER', version)).json()).toMatchObject({ keeper: null, version: version + 1 })
    expect((await release('LASER', version + 1)).statusCode).toBe(409)
    expect((await keeper().get('/api/kept-labs/LASER')).statusCode).toBe(404)
    expect(await profile('LASER')).toMatchObject({ kept: false, keeper: null })
    const asking = { partyId, reason: 'Siamo ancora noi a gestirlo.' }
    expect((await keeper().post('/api/labs/LASER/claims', asking)).statusCode).toBe(201)
  })

  test('what cannot be is refused by its place', async () => {
    const faults = async (changes: Partial<LabContent>) => faultsOf(await create('SBAGLIATO', changes))
    const weekly = [
      { weekday: 1, from: '10:00', to: '13:00' },
      { weekday: 1, from: '12:00', to: '15:00' },
    ]
    expect(await faults({ hours: { weekly, exceptions: [], byAppointment: false } })).toEqual([
      '/content/hours/weekly hoursOverlap',
    ])
    const night = [
      { weekday: 7, from: '20:00', to: '03:00' },
      { weekday: 1, from: '02:00', to: '04:00' },
    ]
    expect(await faults({ hours: { weekly: night, exceptions: [], byAppointment: false } })).toEqual([
      '/content/hours/weekly hoursOverlap',
    ])
    expect(await faults({ hours: { weekly: [], exceptions: [], byAppointment: false } })).toEqual([
      '/content/hours/weekly hoursEmpty',
    ])
    expect(
      await faults({ machines: [machine({ machine: 'fornace' }), machine({ machine: 'other' })] }),
    ).toEqual(['/content/machines/0/machine unknownMachine', '/content/machines/1/label labelMissing'])
    expect(await faults({ point: [12.5, 41.9], email: 'nessuno' })).toEqual([
      '/content/email notAnAddress',
      '/content/point outsideReach',
    ])
  })
})

describe('confirmation', () => {
  const letters = () =>
    fixture.db('mail_outbox').where({ kind: 'lab.confirm' }).orderBy('created_at').select()

  test('a lab nobody has confirmed says so; its address is reminded once, and again later', async () => {
    await create('VECCHIO', { name: 'Vecchio', email: 'info@vecchio.example' })
    await fixture.db('lab').where({ code: 'VECCHIO' }).update({ confirmed_on: '2025-01-31' })
    expect(await profile('VECCHIO')).toMatchObject({
      notConfirmed: true,
      confirmation: { months: 6, dueOn: '2025-07-31' },
    })
    await followLabs(fixture.app.context)
    expect(await followLabs(fixture.app.context)).toBe(0)
    const sent = (await letters()).filter(({ recipient }) => recipient === 'info@vecchio.example')
    expect(sent).toHaveLength(1)
    expect(sent[0].body_text).toContain('31 gennaio 2025')
    await fixture.db('lab_reminder').update({ told_at: fixture.db.raw("told_at - interval '31 days'") })
    await followLabs(fixture.app.context)
    await followLabs(fixture.app.context)
    expect((await letters()).filter(({ recipient }) => recipient === 'info@vecchio.example')).toHaveLength(2)
  })

  test('the link of a letter confirms once', async () => {
    const [letter] = (await letters()).filter(({ recipient }) => recipient === 'info@vecchio.example')
    const token = /token=([\w-]+)/.exec(letter.body_text)?.[1]
    const confirm = () => fixture.app.inject({ method: 'POST', url: '/api/labs/confirm', payload: { token } })
    expect((await confirm()).json()).toMatchObject({ code: 'VECCHIO' })
    expect((await confirm()).statusCode).toBe(404)
    expect(await profile('VECCHIO')).toMatchObject({ notConfirmed: false })
  })

  test('of who keeps a lab, those whose account is disabled get no letter', async () => {
    const { db } = fixture
    const party = { kind: 'organisation', name: 'Coop Due', email: 'due@example.org' }
    const [{ id }] = await db('party')
      .insert({ account_id: people.keeperId, ...party })
      .returning('id')
    for (const email of ['resta@example.org', 'via@example.org']) {
      const account_id = await insertAccount(fixture.app, { roles: ['applicant'], email })
      await db('party_member').insert({ party_id: id, account_id, role: 'representative' })
    }
    await db('account').where({ email: 'via@example.org' }).update({ disabled_at: db.fn.now() })
    await create('DUE')
    await db('lab').where({ code: 'DUE' }).update({ party_id: id })
    await followLabs(fixture.app.context)
    const recipients = (await letters()).map(({ recipient }) => recipient)
    expect(recipients).toContain('resta@example.org')
    expect(recipients).not.toContain('via@example.org')
  })

  test('a closed lab needs nobody’s word', async () => {
    await create('FINITO', { email: 'info@finito.example' })
    await officer().post('/api/desk/labs/FINITO/activities', {
      activity: 'closed',
      fromOn: '2020-01-01',
      note: null,
    })
    await followLabs(fixture.app.context)
    expect((await letters()).map(({ recipient }) => recipient)).not.toContain('info@finito.example')
    expect((await profile('FINITO')).notConfirmed).toBe(false)
  })
})

describe('incentives', () => {
  const grant = {
    measure: 'renewal2017',
    title: 'Nuova macchina laser',
    year: 2017,
    actNumber: 'DD 12/2017',
    actDate: '2017-10-01',
    amountEur: 9000.5,
    state: 'granted',
    stateOn: null,
    source: 'Determina (prova)',
  }

  test('are entered by the office, shown on the lab’s page and in a list with a table', async () => {
    const made = await officer().post('/api/desk/labs/LASER/grants', { content: grant })
    expect(made.json()).toMatchObject({ version: 1, labCode: 'LASER', amountEur: 9000.5 })
    const change = (version: number, state: string) =>
      officer().inject({
        method: 'PUT',
        url: `/api/desk/lab-grants/${made.json().id}`,
        payload: { version, content: { ...grant, state } },
      })
    expect((await change(1, 'paid')).json()).toMatchObject({ version: 2, state: 'paid' })
    expect((await change(1, 'paid')).statusCode).toBe(409)
    expect((await profile('LASER')).grants).toMatchObject([{ state: 'paid' }])
    expect((await fixture.app.inject('/api/labs/incentives')).json()).toMatchObject({
      total: 1,
      grantedEur: 9000.5,
      paidEur: 9000.5,
    })
    const csv = (await fixture.app.inject('/api/labs/incentives.csv')).body
    expect(csv.split('\r\n')[1]).toContain('LASER;Officina Prova;1;renewal2017;Nuova macchina laser;2017')
    await change(2, 'revoked')
    expect((await fixture.app.inject('/api/labs/incentives')).json()).toMatchObject({ grantedEur: 0 })
  })

  test('are refused with a measure the pack does not have, or a day to come', async () => {
    const answer = await officer().post('/api/desk/labs/LASER/grants', {
      content: { ...grant, measure: 'nessuna', actDate: '2090-01-01' },
    })
    expect(faultsOf(answer)).toEqual(['/content/measure unknownMeasure', '/content/actDate inTheFuture'])
    expect((await keeper().post('/api/desk/labs/LASER/grants', { content: grant })).statusCode).toBe(403)
  })
})
