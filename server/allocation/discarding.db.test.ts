import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { signIn } from '../testing/people.ts'
import { draftFor, insertCall, insertSpace, sendFor } from '../testing/requests.ts'

const fixture = testApp()
const { db } = fixture

beforeAll(async () => {
  const ids = [await insertSpace(db, 'D-1'), await insertSpace(db, 'D-2')]
  await insertCall(db, 'AVVISO', ids)
  await fixture.app.context.feed.refresh()
})

test('a draft can be thrown away with its files, and begun anew', async () => {
  const { app } = fixture
  const applicant = await signIn(app, 'applicant')
  const { id } = await draftFor(applicant, 'D-1')
  await db('request_file').insert({
    request_id: id,
    name: 'a.pdf',
    media_type: 'application/pdf',
    size_bytes: 4,
    sha256: 'x',
    content: Buffer.from('%PDF'),
  })
  const stranger = await signIn(app, 'propertyOffice')
  const discard = (client: typeof applicant) =>
    client.inject({ method: 'DELETE', url: `/api/requests/drafts/${id}` })
  expect((await discard(stranger)).statusCode).toBe(403)
  expect((await discard(applicant)).statusCode).toBe(204)
  expect((await applicant.get(`/api/requests/${id}`)).statusCode).toBe(404)
  expect(await db('request_file').where({ request_id: id })).toHaveLength(0)
  expect((await discard(applicant)).statusCode).toBe(404)
  const events = await db('audit_event').where({ object_id: id }).pluck('action')
  expect(events).toEqual(['discardDraft'])
  expect((await draftFor(applicant, 'D-1')).id).not.toBe(id)
})

test('what was sent cannot be thrown away', async () => {
  const applicant = await signIn(fixture.app, 'applicant')
  const { id } = await sendFor(applicant, 'D-2')
  const answer = await applicant.inject({ method: 'DELETE', url: `/api/requests/drafts/${id}` })
  expect(answer.statusCode).toBe(409)
  expect(answer.json().type).toBe('/problems/sent')
})
