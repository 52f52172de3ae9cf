import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import createKnex, { type Knex } from 'knex'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { buildApp } from '../app.ts'
import { signClosedDays } from '../audit/days.ts'
import { loadReference } from '../city/reference.ts'
import { testConfig } from '../testing/app.ts'
import { testDatabase } from '../testing/database.ts'
import { signIn, signInAs } from '../testing/people.ts'
import { insertSpace, sendFor } from '../testing/requests.ts'
import { erasePersonal } from './audit.ts'
import { verifyChain } from './auditChain.ts'
import { prepareSchema } from './grants.ts'

const { db: owner, kind } = testDatabase()
const role = 'spazi_program_test'

function urlOf(name: string, password: string): string {
  const url = new URL(inject('databaseUrl'))
  url.username = name
  url.password = password
  return url.href
}

describe.runIf(kind === 'postgis')('where another role owns the tables, on PostgreSQL', () => {
  let program: Knex
  let app: FastifyInstance

  beforeAll(async () => {
    const password = randomBytes(12).toString('hex')
    await owner.raw(`DROP ROLE IF EXISTS ${role}; CREATE ROLE ${role} LOGIN PASSWORD '${password}'`)
    program = createKnex({ client: 'pg', connection: urlOf(role, password), pool: { min: 0, max: 4 } })
    await prepareSchema(program, inject('databaseUrl'))
    app = await buildApp({
      config: testConfig(),
      database: { kind: 'postgis', knex: program, close: async () => {} },
    })
    await app.ready()
    await app.context.feed.stop()
  })

  afterAll(async () => {
    await app?.close()
    await program?.destroy()
    await owner.raw(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
  })

  test('the program loads a city, and people sign in, send a request, decide and read the log', async () => {
    await loadReference(program, 'milano')
    await insertSpace(program, 'MI-9-0001')
    const applicant = await signIn(app, 'applicant')
    const request = await sendFor(applicant, 'MI-9-0001')
    const officer = await signIn(app, 'propertyOffice')
    expect((await officer.post(`/api/desk/requests/${request.id}/take`, { version: 2 })).statusCode).toBe(200)
    expect((await officer.post(`/api/desk/requests/${request.id}/restricted`, {})).statusCode).toBe(200)
    const auditor = await signInAs(app, { roles: ['auditor'] })
    expect((await auditor.get(`/api/audit/events?q=${request.number}`)).json().total).toBe(3)
    expect((await auditor.get('/api/audit/export.csv')).statusCode).toBe(200)
    await program.transaction((trx) => erasePersonal(trx, 'request', request.id))
    expect(await verifyChain(program, 'request', request.id)).toMatchObject({ valid: true, events: 3 })
  })

  test('the program signs the days', async () => {
    await owner.transaction(async (trx) => {
      await trx.raw('SET LOCAL session_replication_role = replica')
      await trx.raw("UPDATE audit_event SET happened_at = happened_at - interval '1 day' WHERE id = 1")
    })
    expect(await signClosedDays(program, app.context.config.auditKey)).toBe(1)
  })

  test.each([
    'UPDATE audit_event SET action = action',
    'DELETE FROM audit_event',
    'TRUNCATE audit_event CASCADE',
    'ALTER TABLE audit_event DISABLE TRIGGER append_only',
    'DROP TRIGGER append_only ON audit_event',
    'DROP TABLE audit_event CASCADE',
    'UPDATE audit_day SET events = 0',
    'DELETE FROM audit_day',
    'DROP TRIGGER append_only ON audit_day',
    'DELETE FROM audit_personal',
    "UPDATE audit_personal SET field = 'other'",
    'DROP TRIGGER only_erase ON audit_personal',
    'SET session_replication_role = replica',
    'CREATE OR REPLACE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
    'DELETE FROM migration',
  ])('the database refuses the program: %s', async (statement) => {
    await expect(program.raw(statement)).rejects.toMatchObject({ code: '42501' })
  })

  test('a role that could change the log all the same is refused', async () => {
    await expect(prepareSchema(owner, inject('databaseUrl'))).rejects.toThrow(
      /owns the tables or is a superuser/,
    )
  })
})
