import { beforeAll, expect, test } from 'vitest'
import { romeWall } from '../city/rules.ts'
import { testApp } from '../testing/app.ts'
import { callContent, moveWindow, publishedCall } from '../testing/calls.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertSpace } from '../testing/requests.ts'
import { keepHeartbeat } from './outages.ts'

const fixture = testApp()
const path = '/api/desk/calls/GUASTO/outages'
let officer: Client

beforeAll(async () => {
  const { app, db } = fixture
  officer = await signInAs(app, { roles: ['propertyOffice'], name: 'Ugo' })
  await insertSpace(db, 'G-1')
  await publishedCall(db, officer, 'GUASTO', callContent(['G-1']))
  await moveWindow(db, 'GUASTO', { opens: -600, closes: 30 })
})

const wall = (minutes: number) => romeWall(new Date(Date.now() + minutes * 60_000))
const silence = (minutes: number) =>
  fixture
    .db('service_heartbeat')
    .update({ last_at: fixture.db.raw("clock_timestamp() - ? * interval '1 minute'", [minutes]) })

test('a silence of more than two minutes is an outage, written once however many servers start', async () => {
  await keepHeartbeat(fixture.db)
  await silence(1)
  await keepHeartbeat(fixture.db)
  expect((await officer.get(path)).json()).toEqual({ outages: [], lostMinutes: 0, proposedUntil: null })
  await silence(47)
  await Promise.all([keepHeartbeat(fixture.db), keepHeartbeat(fixture.db), keepHeartbeat(fixture.db)])
  const { outages, lostMinutes, proposedUntil } = (await officer.get(path)).json()
  expect(outages).toMatchObject([{ source: 'heartbeat', recordedBy: null }])
  expect([47, 48]).toContain(lostMinutes)
  expect(proposedUntil).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
})

test('officers add what the service cannot see, with its times; impossible ones are refused', async () => {
  const add = (body: object) => officer.post(path, { note: 'SPID non rispondeva', ...body })
  const refusals = [
    await add({ beganAt: wall(-20), endedAt: wall(-30) }),
    await add({ beganAt: wall(-20), endedAt: wall(60) }),
    await add({ beganAt: '2027-03-28T02:30', endedAt: wall(-1) }),
  ]
  expect(refusals.map((answer) => answer.json().errors[0].detail)).toEqual([
    'notAfterBeginning',
    'ahead',
    'skippedTime',
  ])
  const answer = await add({ beganAt: wall(-120), endedAt: wall(-100) })
  expect(answer.json().outages).toMatchObject([
    { source: 'office', recordedBy: 'Ugo', note: 'SPID non rispondeva' },
    { source: 'heartbeat' },
  ])
  await expect(fixture.db('outage').delete()).rejects.toThrow()
})
