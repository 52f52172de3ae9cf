import { Value } from 'typebox/value'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { insertCity, point } from '../testing/spaces.ts'
import { SpaceApi } from './spaceApi.ts'

const fixture = testApp()
const always = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, from: '00:00', to: '00:00' }))
const hours = (weekly: object[], more = {}) =>
  JSON.stringify({ weekly, exceptions: [], byAppointment: false, ...more })

beforeAll(async () => {
  await insertCity(fixture.db)
  await fixture.db('lab').insert([
    {
      code: 'APERTO',
      name: 'Aperto',
      activity: 'active',
      source: 'prova',
      address: 'via Prova 2',
      geom: point(9.15, 45.46),
      email: 'info@aperto.example',
      phone: '02 0000 0160',
      area_m2: 240,
      website: 'https://aperto.example',
      hours: hours(always),
      prices: JSON.stringify([
        { name: 'Tessera', nameEn: null, valueEur: 20, interval: 'monthly', note: 'ridotta' },
        { name: 'Armadietto', nameEn: null, valueEur: 45, interval: 'quarterly', note: null },
      ]),
    },
    {
      code: 'SERA',
      name: 'Sera',
      activity: 'active',
      source: 'prova',
      hours: hours([{ weekday: 1, from: '10:00', to: '10:01' }]),
      position_approximate: true,
      geom: point(9.16, 45.46),
    },
    {
      code: 'APPUNTAMENTO',
      name: 'Su appuntamento',
      source: 'prova',
      hours: hours([], { byAppointment: true }),
    },
    { code: 'DOPPIO', name: 'Sera', source: 'prova' },
  ])
  await fixture.app.context.feed.refresh()
})

const endpoint = (code: string) => fixture.app.inject(`/api/labs/${code}/spaceapi.json`)

/** The rules of SpaceAPI v15 that a schema of ours does not say by itself. */
function checkV15(space: SpaceApi): void {
  expect(Value.Check(SpaceApi, space)).toBe(true)
  for (const name of ['api_compatibility', 'space', 'logo', 'url', 'contact'])
    expect(space).toHaveProperty(name)
  expect(space.api_compatibility).toEqual(['15'])
  if (space.location) {
    expect(Object.keys(space.location).length).toBeGreaterThan(0)
    expect('lat' in space.location).toBe('lon' in space.location)
  }
  if (space.state.lastchange) expect(space.state.lastchange).toBeLessThan(Date.now() / 1000)
}

test('every lab has an endpoint that follows SpaceAPI v15, readable by any page', async () => {
  for (const code of ['APERTO', 'SERA', 'APPUNTAMENTO', 'DOPPIO', 'L1', 'L2', 'L3']) {
    const answer = await endpoint(code)
    expect(answer.headers['access-control-allow-origin']).toBe('*')
    checkV15(answer.json())
  }
  expect((await endpoint('NESSUNO')).statusCode).toBe(404)
})

test('what is known is given: place, contact, plans, whether the door is open and since when, in seconds', async () => {
  const open = (await endpoint('APERTO')).json()
  expect(open).toMatchObject({
    space: 'Aperto',
    url: 'https://aperto.example',
    location: {
      address: 'via Prova 2',
      lat: 45.46,
      lon: 9.15,
      country_code: 'IT',
      areas: [{ square_meters: 240 }],
    },
    contact: { email: 'info@aperto.example', phone: '+39 02 0000 0160' },
    state: { open: true },
    membership_plans: [
      { name: 'Tessera', value: 20, currency: 'EUR', billing_interval: 'monthly' },
      { name: 'Armadietto', value: 45, currency: 'EUR', billing_interval: 'quarterly' },
    ],
  })
  const { state, location } = (await endpoint('SERA')).json()
  expect(state.lastchange % 60).toBe(0)
  expect(String(state.lastchange)).toHaveLength(10)
  expect(location).toBeUndefined()
})

test('where it is not known whether a lab is open nothing is said; a closed one is not open', async () => {
  for (const code of ['APPUNTAMENTO', 'DOPPIO', 'L1', 'L3'])
    expect((await endpoint(code)).json().state).not.toHaveProperty('open')
  expect((await endpoint('L2')).json().state).toMatchObject({ open: false })
})

test('the directory names every lab but those that are closed, two of one name apart', async () => {
  const answer = await fixture.app.inject('/api/spaceapi.json')
  expect(answer.headers['access-control-allow-origin']).toBe('*')
  const directory = answer.json()
  expect(Object.keys(directory).sort()).toEqual([
    'Aperto',
    'Lab attivo',
    'Lab ignoto',
    'Sera (DOPPIO)',
    'Sera (SERA)',
    'Su appuntamento',
  ])
  expect(directory.Aperto).toMatch(/^https?:\/\/.+\/api\/labs\/APERTO\/spaceapi\.json$/)
})
