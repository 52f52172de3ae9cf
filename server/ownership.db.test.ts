import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Operation } from './accounts/guard.ts'
import { isPublic } from './accounts/permissions.ts'
import type { Role } from './accounts/schema.ts'
import { testApp } from './testing/app.ts'
import type { Attempt } from './testing/attempts/attempt.ts'
import { attempts } from './testing/attempts/index.ts'
import { noObjects, type Objects, personWithObjects } from './testing/othersObjects.ts'
import { type Client, signInAs } from './testing/people.ts'
import { sharedObjects } from './testing/sharedObjects.ts'

const fixture = testApp()
const people: { theirs?: Objects; mine?: Objects; intruders: Map<Role, Client> } = { intruders: new Map() }

beforeAll(async () => {
  const [owner, intruder] = [
    await personWithObjects(fixture.app, 'owner'),
    await personWithObjects(fixture.app, 'intruder'),
  ]
  people.theirs = owner.objects
  people.mine = intruder.objects
  people.intruders.set('applicant', intruder.client)
  for (const role of ['propertyOffice', 'evaluator', 'administrator', 'auditor'] as const)
    people.intruders.set(role, await signInAs(fixture.app, { roles: [role] }))
})

const nameOf = ({ method, url }: Operation) => `${method} ${url}`

/** Everything the owner has, as it stands in the database. */
async function readAll(account: string): Promise<unknown> {
  const { db } = fixture
  const mine = { account_id: account }
  const parties = await db('party').where(mine).orderBy('id').select()
  const partyIds = parties.map(({ id }) => id)
  const requests = await db('request').where(mine).orderBy('id').select()
  const requestIds = requests.map(({ id }) => id)
  return {
    account: await db('account').where({ id: account }).select(),
    roles: await db('account_role').where(mine).orderBy('id').select(),
    sessions: await db('session').where(mine).orderBy('id').select('id', 'account_id'),
    letters: await db('mail_outbox').where(mine).orderBy('id').select(),
    notifications: await db('notification').where(mine).orderBy('id').select(),
    parties,
    labs: await db('lab').whereIn('party_id', partyIds).orderBy('id').select(),
    claims: await db('lab_claim').whereIn('party_id', partyIds).orderBy('id').select(),
    members: await db('party_member').whereIn('party_id', partyIds).orderBy('id').select(),
    invitations: await db('party_invitation').whereIn('party_id', partyIds).orderBy('id').select(),
    requests,
    files: await db('request_file').whereIn('request_id', requestIds).orderBy('id').select(),
  }
}

async function answerTo(operation: string, attempt: Attempt, role: Role, theirs: Objects, mine: Objects) {
  const client = people.intruders.get(role)
  if (!client) throw new Error(`nobody is ${role}`)
  const [method = ''] = operation.split(' ')
  const url = attempt.path(theirs, mine)
  const payload = attempt.body?.(theirs, mine)
  const answer = await client.inject({ method: method as 'GET', url, ...(payload && { payload }) })
  const head = method === 'GET' ? await client.inject({ method: 'HEAD', url }) : answer
  return { status: answer.statusCode, head: head.statusCode, body: answer.body }
}

test('every operation on an object says whose it is', () => {
  const withObject = fixture.app.operations.filter(
    (operation) => !isPublic(operation) && operation.method !== 'HEAD' && operation.url.includes(':'),
  )
  const known = new Set([...Object.keys(attempts), ...Object.keys(sharedObjects)])
  expect(withObject.map(nameOf).filter((name) => !known.has(name))).toEqual([])
  const names = new Set(fixture.app.operations.map(nameOf))
  expect([...known].filter((name) => !names.has(name))).toEqual([])
})

test('an object of somebody else is not there: 404, word for word as where there is none, and nothing changes', async () => {
  const { theirs, mine } = people
  if (!theirs || !mine) throw new Error('made before the first test')
  const before = await readAll(theirs.account)
  const faults: string[] = []
  for (const [operation, ways] of Object.entries(attempts)) {
    for (const [role, attempt] of ways.flatMap((way) => way.as.map((as) => [as, way] as const))) {
      const answer = await answerTo(operation, attempt, role, theirs, mine)
      const none = await answerTo(operation, attempt, role, noObjects(theirs.space), mine)
      const where = `${operation} (${attempt.path(theirs, mine)}) as ${role}`
      if (answer.status !== 404 || answer.head !== 404)
        faults.push(`${where}: ${answer.status} ${answer.head} ${answer.body.slice(0, 200)}`)
      else if (answer.body !== none.body) faults.push(`${where}: tells it from one that does not exist`)
    }
  }
  expect(faults).toEqual([])
  expect(await readAll(theirs.account)).toEqual(before)
})

test('notifications of somebody else stay unread, however they are named', async () => {
  const { theirs } = people
  const answer = await people.intruders
    .get('applicant')
    ?.post('/api/notifications/read', { ids: [theirs?.notification, randomUUID()] })
  expect(answer?.statusCode).toBe(204)
  const row = await fixture.db('notification').where({ id: theirs?.notification }).first('read_at')
  expect(row.read_at).toBeNull()
})
