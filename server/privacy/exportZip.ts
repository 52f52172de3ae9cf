import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { storedPath } from '../files/storage.ts'
import { readSection, sections } from './exportSections.ts'
import { isTheirsToSee } from './queries.ts'
import { readmeOf } from './readme.ts'

interface FileRow {
  id: string
  request: string
  name: string
  storedSha256: string | null
}

const filePage = 200

/** Files of one's requests, in pages; none that a check found infected. */
async function* listFiles(db: Db, accountId: string): AsyncGenerator<FileRow> {
  let after: string | null = null
  for (;;) {
    const { rows }: { rows: FileRow[] } = await db.raw(
      `SELECT f.id, coalesce(r.number, r.id::text) AS request, f.name, f.stored_sha256 AS "storedSha256"
       FROM request_file f JOIN request r ON r.id = f.request_id
       LEFT JOIN stored_file s ON s.sha256 = f.stored_sha256
       WHERE ${isTheirsToSee} AND f.removed_at IS NULL AND s.scan_state IS DISTINCT FROM 'infected'
         AND (:after::uuid IS NULL OR f.id > :after::uuid)
       ORDER BY f.id LIMIT ${filePage}`,
      { accountId, after },
    )
    yield* rows
    after = rows.at(-1)?.id ?? null
    if (rows.length < filePage) return
  }
}

/** The bytes of a file: from the store, or from its row where it has not been moved there yet. */
async function openFile(context: Context, { id, storedSha256 }: FileRow): Promise<Readable> {
  if (storedSha256) return createReadStream(storedPath(context.config.varDir, storedSha256))
  const row = await context.db('request_file').where({ id }).first('content')
  return Readable.from([row?.content ?? Buffer.alloc(0)])
}

async function* dataJson(db: Db, person: Person): AsyncGenerator<string> {
  const account = await db('account').where({ id: person.account.id }).first({
    name: 'name',
    email: 'email',
    phone: 'phone',
    language: 'language',
    fiscalCode: 'fiscal_code',
    fiscalCodeVerifiedAt: 'fiscal_code_verified_at',
    createdAt: 'created_at',
  })
  yield `{\n"account": ${JSON.stringify(account)}`
  for (const section of sections) {
    yield `,\n"${section.name}": [`
    let separator = '\n'
    for await (const json of readSection(db, section, person.account.id)) {
      yield separator + json
      separator = ',\n'
    }
    yield ']'
  }
  yield '\n}\n'
}

const pathOf = ({ request, id, name }: FileRow) =>
  `files/${request.replace(/[^\w-]+/g, '-')}/${id.slice(0, 8)}-${name.replace(/[/\\]/g, '-')}`

/** Writes all of it; `opens` is told each file that is opened. */
async function fill(
  zip: ZipFile,
  context: Context,
  person: Person,
  opens: (file: Readable) => void,
): Promise<void> {
  zip.addReadStream(Readable.from(dataJson(context.db, person)), 'data.json')
  for await (const file of listFiles(context.db, person.account.id)) {
    zip.addReadStreamLazy(pathOf(file), (opened) => {
      openFile(context, file).then(
        (stream) => {
          opens(stream)
          opened(null, stream)
        },
        (error) => opened(error, Readable.from([])),
      )
    })
  }
  zip.end()
}

/**
 * Everything held about whoever is signed in, as a ZIP that is written while it is read: `data.json`, the files
 * sent, and a README in both languages. Records that it was asked for.
 */
export async function exportOwnData(context: Context, person: Person): Promise<Readable> {
  const { id } = person.account
  await context.db.transaction((trx) =>
    recordEvent(trx, {
      actor: { id, role: 'owner' },
      action: 'exportOwnData',
      objectKind: 'account',
      objectId: id,
      changes: {},
    }),
  )
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  zip.on('error', (error) => output.destroy(error))
  zip.addBuffer(Buffer.from(readmeOf(context.city)), 'README.txt')
  let open: Readable | undefined
  fill(zip, context, person, (file) => {
    open = file
    if (output.destroyed) file.destroy()
  }).catch((error) => output.destroy(error))
  // Who breaks off leaves one file half read.
  output.once('close', () => open?.destroy())
  return output
}
