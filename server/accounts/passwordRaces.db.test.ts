import { setTimeout as wait } from 'node:timers/promises'
import type { LightMyRequestResponse } from 'fastify'
import type { Knex } from 'knex'
import { describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { enterWith, goodPassword, ownerOf } from '../testing/passwords.ts'
import { signInAs } from '../testing/people.ts'
import { replacePassword } from './ownPassword.ts'
import { hashPassword } from './passwords.ts'
import { openSession } from './queries.ts'
import { disableAccount, enableAccount } from './roles.ts'

const fixture = testApp()
const newPassword = 'Cavallo batteria graffetta'
const newHash = hashPassword(newPassword)
const attackersPassword = 'quella di un altro'

interface Owner {
  id: string
  email: string
}

/** What the link of a letter does to a password, up to its commit. */
const reset =
  ({ id, email }: Owner) =>
  async (trx: Knex) =>
    replacePassword(
      trx,
      fixture.app.context,
      { accountId: id, email, language: 'it' },
      { hash: await newHash, keep: null },
    )

async function isSomebodyWaiting(): Promise<boolean> {
  const { rows } = await fixture.db.raw(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  )
  return rows.length > 0
}

/**
 * Sends a request while a change is made but not committed, and commits once the request waits for it: the
 * request has by then read the account as it was, and run its argon2. One that does not wait is answered first.
 */
async function during(
  change: (trx: Knex) => Promise<void>,
  send: () => Promise<LightMyRequestResponse>,
): Promise<LightMyRequestResponse> {
  let request: Promise<LightMyRequestResponse> | undefined
  await fixture.db.transaction(async (trx) => {
    await change(trx as unknown as Knex)
    let isAnswered = false
    request = send().finally(() => {
      isAnswered = true
    })
    while (!isAnswered && !(await isSomebodyWaiting())) await wait(10)
  })
  if (!request) throw new Error('nothing was sent')
  return request
}

async function newOwner(name: string) {
  const email = `${name}@example.org`
  const client = await ownerOf(fixture.app, email)
  return { email, id: client.id, client }
}
const sessionsOf = (id: string) => fixture.db('session').where({ account_id: id }).pluck('id')
const codeOf = async (email: string, password: string) =>
  (await enterWith(fixture.app, email, password)).statusCode

test('a session is opened only under the hash that was checked, and never of a disabled account', async () => {
  const { db } = fixture
  const { id } = await newOwner('hash')
  const { passwordHash } = await db('account').where({ id }).first({ passwordHash: 'password_hash' })
  const open = (hash?: string) =>
    openSession(db, id, { identifiedBy: hash ? 'local' : 'spid', passwordHash: hash })
  expect(await open(passwordHash)).toEqual(expect.any(String))
  expect(await open()).toEqual(expect.any(String))
  expect(await open(await newHash)).toBeNull()
  await db('account').where({ id }).update({ disabled_at: db.fn.now() })
  expect([await open(passwordHash), await open()]).toEqual([null, null])
})

describe.skipIf(fixture.kind === 'embedded')('on PostgreSQL, while the owner sets a new password', () => {
  const changed = { status: 401, type: '/problems/account-changed' }

  test('a sign-in with the old one is refused, and leaves no session', async () => {
    const owner = await newOwner('signs-in')
    const answer = await during(reset(owner), () => enterWith(fixture.app, owner.email, goodPassword))
    expect(answer.json()).toMatchObject(changed)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(await sessionsOf(owner.id)).toEqual([])
    expect(await codeOf(owner.email, newPassword)).toBe(200)
  })

  test('another change of it, by who knows the old one, is refused', async () => {
    const owner = await newOwner('changes')
    const body = { current: goodPassword, password: attackersPassword }
    const answer = await during(reset(owner), () => owner.client.post('/api/account/password', body))
    expect(answer.json()).toMatchObject(changed)
    expect(await codeOf(owner.email, attackersPassword)).toBe(401)
    expect(await codeOf(owner.email, newPassword)).toBe(200)
  })

  test('a change of address asked for under the old one is refused', async () => {
    const owner = await newOwner('asks')
    const body = { current: goodPassword, email: 'attacker@example.org' }
    const answer = await during(reset(owner), () => owner.client.post('/api/account/email', body))
    expect(answer.json()).toMatchObject(changed)
    expect(await fixture.db('email_change').where({ account_id: owner.id })).toEqual([])
    expect(await fixture.db('mail_outbox').where({ recipient: 'attacker@example.org' })).toEqual([])
  })

  test('an erasure under the old one is refused', async () => {
    const owner = await newOwner('erases')
    const body = { password: goodPassword, understood: true }
    const answer = await during(reset(owner), () => owner.client.post('/api/me/erasure', body))
    expect(answer.json()).toMatchObject(changed)
    expect(await fixture.db('account').where({ id: owner.id }).first('erased_at')).toEqual({
      erased_at: null,
    })
  })

  test('so it is where the first password of an account is set in the meantime', async () => {
    const owner = await newOwner('first')
    await fixture.db('account').where({ id: owner.id }).update({ password_hash: null })
    const body = { email: 'attacker-too@example.org' }
    const answer = await during(reset(owner), () => owner.client.post('/api/account/email', body))
    expect(answer.json()).toMatchObject(changed)
  })

  test('the link of another letter waits, and is over then', async () => {
    const owner = await newOwner('two-links')
    const post = (url: string, payload: object) => fixture.app.inject({ method: 'POST', url, payload })
    await post('/api/accounts/reset', { email: owner.email })
    const { body_text: text } = await fixture
      .db('mail_outbox')
      .where({ recipient: owner.email, kind: 'passwordReset' })
      .first('body_text')
    const confirmation = { token: text.match(/token=(\S+)/)[1], password: attackersPassword }
    const answer = await during(reset(owner), () => post('/api/accounts/reset/confirm', confirmation))
    expect(answer.json()).toMatchObject({ status: 400, type: '/problems/old-link' })
    expect(await codeOf(owner.email, newPassword)).toBe(200)
  })
})

test.skipIf(fixture.kind === 'embedded')(
  'on PostgreSQL, a sign-in while the account is disabled leaves no session for the day it is enabled',
  async () => {
    const administrator = await signInAs(fixture.app, { roles: ['administrator'] })
    const owner = await newOwner('disabled')
    const changing = (trx: Knex) => ({
      trx,
      changer: { id: administrator.me.account?.id ?? '', role: 'administrator' as const },
      publicUrl: 'http://spazi.example',
    })
    const answer = await during(
      (trx) => disableAccount(changing(trx), owner.id, 'Credenziali perse.'),
      () => enterWith(fixture.app, owner.email, goodPassword),
    )
    expect(answer.json().type).toBe('/problems/account-changed')
    await fixture.db.transaction((trx) =>
      enableAccount(changing(trx as unknown as Knex), owner.id, 'Identità verificata.'),
    )
    expect(await sessionsOf(owner.id)).toEqual([])
  },
)
