import { expect, test } from 'vitest'
import { DatabaseUnusableError, openDatabase } from './open.ts'
import { findShortcoming } from './postgis.ts'

test('a database that does not answer is named in one line, without its password', async () => {
  const databaseUrl = 'postgres://office:secret@127.0.0.1:1/spazi'
  const error = await openDatabase({ databaseUrl, varDir: '' }).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(DatabaseUnusableError)
  expect((error as Error).message).toBe('The database of DATABASE_URL cannot be used: ECONNREFUSED.')
})

test.each([
  [15, '3.3.2', null],
  [18, '3.6.0', null],
  [16, '4.0.0', null],
  [14, '3.4.0', 'PostgreSQL 14'],
  [15, '3.2.9', 'PostGIS is 3.2.9'],
  [15, '2.5.0', 'PostGIS is 2.5.0'],
  [15, null, 'not installed'],
])('PostgreSQL %i with PostGIS %s: %s', (serverVersion, postgisVersion, shortcoming) => {
  const found = findShortcoming({ serverVersion, postgisVersion })
  if (shortcoming === null) expect(found).toBeNull()
  else expect(found).toContain(shortcoming)
})
