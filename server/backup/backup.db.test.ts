import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPromise } from 'yauzl'
import yazl from 'yazl'
import { buildApp } from '../app.ts'
import { runVerify } from '../audit/command.ts'
import { signClosedDays } from '../audit/days.ts'
import { loadReference } from '../city/reference.ts'
import { openEmbedded } from '../db/embedded/open.ts'
import type { Database } from '../db/index.ts'
import { knownMigrations, migrateTo } from '../db/migrations.ts'
import { openPostgis } from '../db/postgis.ts'
import { announcePresence } from '../db/presence.ts'
import { loadDemo } from '../demo/load.ts'
import { testApp, testConfig } from '../testing/app.ts'
import { type Client, signIn } from '../testing/people.ts'
import { ownPlace, startProcess } from '../testing/process.ts'
import { draftFor, sendingOf } from '../testing/requests.ts'
import { openArchive } from './archive.ts'
import { type Manifest, manifestName } from './manifest.ts'
import { restoreBackup } from './restore.ts'
import { writeBackup } from './write.ts'

const fixture = testApp()
const onProgress = () => {}
const isPostgis = fixture.kind === 'postgis'
let folder: string
let backup: string
let manifest: Manifest
let sent: { id: string; fileUrl: string; bytes: Buffer }

const source = (): Database => ({ kind: fixture.kind, knex: fixture.db, close: async () => {} })
const place = (name: string) => join(folder, name)

/** A city with a request, a picture sent with it and a signed day of the log. */
async function fillSource(client: () => Promise<Client>): Promise<typeof sent> {
  await loadReference(fixture.db, 'milano')
  await loadDemo(fixture.db, 'milano', { today: new Date() })
  await fixture.app.context.feed.refresh()
  const anna = await client()
  const { items } = (await anna.get('/api/spaces?status=available&ownership=municipal&limit=1')).json()
  const draft = await draftFor(anna, items[0].code)
  const form = new FormData()
  const picture = sharp({ create: { width: 20, height: 10, channels: 3, background: 'teal' } })
  form.append('file', new Blob([new Uint8Array(await picture.png().toBuffer())]), 'foto.png')
  const url = `/api/requests/${draft.id}/files`
  const file = (await anna.inject({ method: 'POST', url, payload: form })).json()
  expect((await anna.post('/api/requests', sendingOf(draft))).statusCode).toBe(201)
  await signClosedDays(fixture.db, fixture.app.context.config.auditKey)
  const fileUrl = `${url}/${file.id}`
  return { id: draft.id, fileUrl, bytes: (await anna.get(fileUrl)).rawPayload }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spazi-backup-test-'))
  backup = place('first.zip')
  sent = await fillSource(() => signIn(fixture.app, 'applicant'))
  const { varDir } = fixture.app.context.config
  manifest = await writeBackup({ database: source(), varDir, target: backup, onProgress })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function restore(path: string, database: Database, varDir: string): Promise<void> {
  const archive = await openArchive(path)
  await restoreBackup({ archive, database, varDir, onProgress }).finally(() => archive.close())
}

/** What both must hold alike: tables by row count and hash, where sequences stand, files. */
const contentOf = ({ tables, sequences, files, missingFiles, migrations }: Manifest) => ({
  tables,
  sequences,
  files,
  missingFiles,
  migrations,
})

/** What callers are answered, without what belongs to the running server. */
async function answersOf(app: typeof fixture.app): Promise<unknown[]> {
  const anna = await signIn(app, 'applicant')
  const paths = [
    '/api/spaces?limit=200',
    '/api/districts',
    '/api/calls',
    '/api/zones',
    `/api/requests/${sent.id}`,
  ]
  const answers = await Promise.all(paths.map((path) => anna.get(path)))
  return answers.map((answer) => {
    expect(answer.statusCode, answer.body).toBe(200)
    const { revision: _, ...body } = answer.json()
    return body
  })
}

async function expectSame(database: Database, varDir: string, name: string): Promise<void> {
  const again = await writeBackup({ database, varDir, target: place(name), onProgress })
  expect(contentOf(again)).toEqual(contentOf(manifest))
  const { config } = fixture.app.context
  const options = { publicKeys: [], deposited: '', onProgress }
  expect((await runVerify(database.knex, config, options)).broken).toBeNull()
  const app = await buildApp({ config: testConfig({ varDir }), database })
  await app.ready()
  await app.context.feed.stop()
  expect(await answersOf(app)).toEqual(await answersOf(fixture.app))
  const anna = await signIn(app, 'applicant')
  expect((await anna.get(sent.fileUrl)).rawPayload.equals(sent.bytes)).toBe(true)
  expect((await anna.get(`${sent.fileUrl}/thumbnail`)).statusCode).toBe(200)
  await app.close()
}

test('a backup holds every table and file, and nothing that is over with the moment', async () => {
  const rows = Object.fromEntries(manifest.tables.map((table) => [table.name, table.rows]))
  expect(rows).toMatchObject({ district: 9, neighbourhood: 88, request_file: 1, stored_file: 1 })
  expect(rows.audit_event).toBeGreaterThan(5)
  expect(Object.keys(rows)).not.toContain('session')
  expect(manifest.files).toHaveLength(1)
  expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([])
})

test('restored into the embedded database, and from there back, everything is as it was', async () => {
  const varDir = place('embedded')
  const embedded = await openEmbedded({ varDir, join: false, onProgress })
  try {
    await restore(backup, embedded, varDir)
    await expectSame(embedded, varDir, 'second.zip')
    await expect(restore(backup, embedded, varDir)).rejects.toThrow('The database has records already')
    const beside = startProcess('scripts/restore.ts', [backup], { VAR_DIR: varDir })
    expect(await beside.exited).toBe(2)
    expect(beside.output()).toContain('is in use by process')
  } finally {
    await embedded.close()
  }
  if (isPostgis) await restoreOnPostgis()
}, 180_000)

/** A new PostgreSQL database, for as long as it is used. */
async function onPostgis(
  name: string,
  use: (database: Database, url: string) => Promise<void>,
): Promise<void> {
  const { env, remove } = await ownPlace(name)
  const url = env.DATABASE_URL ?? ''
  const database = await openPostgis(url)
  try {
    await use(database, url)
  } finally {
    await database.close()
    await remove()
  }
}

const restoreOnPostgis = () =>
  onPostgis('restored', async (database, url) => {
    const leave = await announcePresence(url)
    const refused = restore(place('second.zip'), database, place('files'))
    await expect(refused).rejects.toThrow('A server is running on this database')
    await leave()
    await restore(place('second.zip'), database, place('files'))
    await expectSame(database, place('files'), 'third.zip')
    const { rows } = await database.knex.raw(`
      SELECT (SELECT count(*)::integer FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgenabled <> 'O') AS asleep,
        (SELECT count(*)::integer FROM pg_constraint k WHERE k.contype = 'f' AND k.condeferrable) AS deferrable`)
    expect(rows).toEqual([{ asleep: 0, deferrable: 0 }])
  })

test.runIf(isPostgis)(
  'an owner who is no superuser can restore, also after an archive that broke off',
  async () => {
    const withoutParties = await changed((entries) => {
      const empty = { rows: 0, bytes: 0, sha256: createHash('sha256').digest('hex') }
      const { tables, ...rest } = JSON.parse(entries.get(manifestName)?.toString() ?? '') as Manifest
      const cut = tables.map((table) => (table.name === 'party' ? { ...table, ...empty } : table))
      entries.set('tables/party.copy', Buffer.alloc(0))
      entries.set(manifestName, Buffer.from(JSON.stringify({ ...rest, tables: cut })))
    })
    await onPostgis('owner', async (database, url) => {
      await database.knex.raw(`
      CREATE EXTENSION postgis; CREATE EXTENSION btree_gist; CREATE EXTENSION citext; CREATE EXTENSION pg_trgm;
      DROP ROLE IF EXISTS spazi_restorer; CREATE ROLE spazi_restorer LOGIN; GRANT ALL ON SCHEMA public TO spazi_restorer`)
      const owned = new URL(url)
      owned.username = 'spazi_restorer'
      const owner = await openPostgis(owned.href)
      await expect(restore(withoutParties, owner, place('owner'))).rejects.toThrow('Nothing was restored')
      expect(await owner.knex('account').pluck('id')).toEqual([])
      await restore(backup, owner, place('owner'))
      expect((await owner.knex('space').count())[0]).toEqual((await fixture.db('space').count())[0])
      await owner.close()
    })
    await fixture.db.raw('DROP ROLE spazi_restorer')
  },
)

test.runIf(isPostgis)('a backup of an older version is brought up to date', async () => {
  const known = await knownMigrations()
  const older = known.slice(0, known.indexOf('20261124090300_files') + 1)
  await onPostgis('older', async (database) => {
    await migrateTo(database.knex, older)
    await database
      .knex('account')
      .insert({ email: 'vecchia@example.org', name: 'Vecchia', password_hash: 'x' })
    const target = place('older.zip')
    const { migrations } = await writeBackup({ database, varDir: place('older'), target, onProgress })
    expect(migrations).toEqual(older)
  })
  await onPostgis('newer', async (database) => {
    await restore(place('older.zip'), database, place('newer'))
    expect(await database.knex('migration').orderBy('name').pluck('name')).toEqual(known)
    expect(await database.knex('account').pluck('name')).toEqual(['Vecchia'])
  })
})

type Entries = Map<string, Buffer>

/** Another archive, made of the entries of the backup after a change. */
async function changed(change: (entries: Entries) => void): Promise<string> {
  const entries: Entries = new Map()
  const zip = await openPromise(backup)
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  }
  change(entries)
  const path = place('changed.zip')
  const output = new yazl.ZipFile()
  for (const [name, content] of entries) output.addBuffer(content, name)
  output.end()
  await pipeline(output.outputStream, createWriteStream(path))
  return path
}

const edit = (entries: Entries, name: string, replace: (text: string) => string) =>
  entries.set(name, Buffer.from(replace(entries.get(name)?.toString() ?? '')))

test.each<[string, (entries: Entries) => void, string]>([
  [
    'a table was changed',
    (entries) => edit(entries, 'tables/call.copy', (text) => text.replace('M', 'N')),
    'is not what it was',
  ],
  ['a table is missing', (entries) => entries.delete('tables/call.copy'), '"tables/call.copy" is not whole'],
  [
    'something was added',
    (entries) => entries.set('files/ab/evil', Buffer.from('x')),
    'does not belong into it',
  ],
  ['its manifest is missing', (entries) => entries.delete(manifestName), '"manifest.json" is missing'],
  [
    'its manifest is no JSON',
    (entries) => edit(entries, manifestName, () => '{'),
    'its manifest cannot be read',
  ],
  [
    'a table has a path for a name',
    (entries) => edit(entries, manifestName, (text) => text.replace('"name": "call"', '"name": "../call"')),
    'its manifest is not one of Spazi',
  ],
  [
    'its format is newer',
    (entries) =>
      edit(entries, manifestName, (text) => text.replace('"formatVersion": 1', '"formatVersion": 2')),
    'made by a newer version',
  ],
])('an archive is refused where %s', async (_, change, reason) => {
  await expect(openArchive(await changed(change))).rejects.toThrow(reason)
})

test('what is no archive, or not whole, is refused in one line', async () => {
  await writeFile(place('text'), 'not a backup')
  await writeFile(place('cut.zip'), await readFile(backup))
  await truncate(place('cut.zip'), 20_000)
  for (const [name, reason] of [
    ['text', 'it is no backup, or not whole'],
    ['cut.zip', 'it is no backup, or not whole'],
    ['nothing', 'there is no such file'],
  ] as const) {
    await expect(openArchive(place(name))).rejects.toThrow(reason)
  }
})

test('a backup of a newer version is refused before anything is touched', async () => {
  const path = await changed((entries) =>
    edit(entries, manifestName, (text) =>
      text.replace('"migrations": [', '"migrations": [ "20990101000000_later",'),
    ),
  )
  await expect(restore(path, source(), place('later'))).rejects.toThrow('by another version of Spazi')
})

test('a backup overwrites nothing', async () => {
  const again = writeBackup({ database: source(), varDir: folder, target: backup, onProgress })
  await expect(again).rejects.toThrow('is there already')
})
