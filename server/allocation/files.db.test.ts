import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rescanFiles } from '../files/rescanning.ts'
import { sweepFiles } from '../files/sweeping.ts'
import { testApp } from '../testing/app.ts'
import { createClamd, eicarText } from '../testing/clamd.ts'
import { type Client, signIn } from '../testing/people.ts'
import { draftFor, insertSpace, sendingOf } from '../testing/requests.ts'
import { moveFilesToStore } from './fileMoving.ts'
import { tellInfected } from './fileNotices.ts'
import type { RequestFile } from './schema.ts'

const folder = await mkdtemp(join(tmpdir(), 'spazi-clamd-'))
const clamavSocket = join(folder, 'clamd.ctl')
const clamd = createClamd(clamavSocket)
const fixture = testApp({ clamavSocket })
let anna: Client
let office: Client

beforeAll(async () => {
  await clamd.start()
  anna = await signIn(fixture.app, 'applicant')
  office = await signIn(fixture.app, 'propertyOffice')
})
afterAll(async () => {
  await clamd.stop()
  await rm(folder, { recursive: true })
})

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const pdfOf = (words: string) => Buffer.from(`%PDF-1.7\n% ${words}\nstartxref\n9\n%%EOF\n`)
const varDir = () => fixture.app.context.config.varDir
const names = (path: string) => readdir(join(varDir(), 'files', path)).catch(() => [])
const rescan = () =>
  rescanFiles(fixture.db, fixture.app.context.config, (trx, hash) =>
    tellInfected(trx, fixture.app.context, hash),
  )

function upload(id: string, content: Buffer | string, name: string, client = anna) {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name)
  return client.inject({ method: 'POST', url: `/api/requests/${id}/files`, payload: form })
}

async function added(id: string, content: Buffer | string, name: string): Promise<RequestFile> {
  const answer = await upload(id, content, name)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

let drafts = 0
async function newDraft(): Promise<{ id: string; version: number }> {
  drafts += 1
  await insertSpace(fixture.db, `F${drafts}`)
  return draftFor(anna, `F${drafts}`)
}

async function fileOf(sent: { id: string; version: number }, file: RequestFile): Promise<string> {
  const answer = await anna.post('/api/requests', sendingOf(sent))
  expect(answer.statusCode, answer.body).toBe(201)
  return `/api/requests/${sent.id}/files/${file.id}`
}

const photo = () =>
  sharp({ create: { width: 900, height: 400, channels: 3, background: '#0066cc' } })
    .jpeg()
    .withExif({
      IFD0: { Copyright: 'Anna Ferrari', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '45/1 27/1 50/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()

/** A PNG of a few bytes that says it has this many pixels a side. */
async function bomb(side: number): Promise<Buffer> {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  png.writeUInt32BE(side, 16)
  png.writeUInt32BE(side, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}

describe('an image', () => {
  test('loses where it was taken and by whom, is turned upright, and has a small picture', async () => {
    const sent = await newDraft()
    const original = await photo()
    expect((await sharp(original).metadata()).exif?.includes('Anna Ferrari')).toBe(true)
    const file = await added(sent.id, original, 'officina.jpg')
    expect(file).toMatchObject({ mediaType: 'image/jpeg', scanState: 'clean', hasThumbnail: true })
    const url = `/api/requests/${sent.id}/files/${file.id}`
    const kept = (await anna.get(url)).rawPayload
    expect(sha256(kept)).toBe(file.sha256)
    expect(kept.length).toBe(file.sizeBytes)
    expect(await sharp(kept).metadata()).toMatchObject({ width: 400, height: 900 })
    expect((await sharp(kept).metadata()).exif).toBeUndefined()
    expect(kept.includes('Anna')).toBe(false)
    const row = await fixture.db('request_file').where({ id: file.id }).first('received_sha256', 'content')
    expect(row).toEqual({ received_sha256: sha256(original), content: null })

    const small = await anna.get(`${url}/thumbnail`)
    expect(small.headers).toMatchObject({ 'content-type': 'image/webp', 'x-content-type-options': 'nosniff' })
    expect(await sharp(small.rawPayload).metadata()).toMatchObject({ format: 'webp', height: 320 })
    expect((await office.get(`${url}/thumbnail`)).statusCode).toBe(404)
    expect((await fixture.app.inject(`${url}/thumbnail`)).statusCode).toBe(401)
  })

  test('that unfolds to gigabytes, or breaks off, is refused with the reason', async () => {
    const { id } = await newDraft()
    const cut = (await photo()).subarray(0, 1500)
    const refused = [
      [await bomb(20_000), 'image-size'],
      [await bomb(100), 'file-broken'],
      [cut, 'file-broken'],
      [Buffer.from('\x89PNG\r\n\x1a\n<svg/>', 'latin1'), 'file-broken'],
    ] as const
    for (const [content, type] of refused) {
      const answer = await upload(id, content, 'foto.png')
      expect([answer.statusCode, answer.json().type]).toEqual([422, `/problems/${type}`])
    }
    expect(await names('incoming')).toEqual([])
  })
})

test('a PDF without its end, and a page that pretends to be one, are refused', async () => {
  const { id } = await newDraft()
  for (const content of ['%PDF-1.7\n1 0 obj', '<html><!-- %PDF-1.7 startxref %%EOF -->', '%PDF-1.7 %%EOF']) {
    expect((await upload(id, content, 'x.pdf')).json().type).toBe('/problems/file-type')
  }
  const file = await added(id, pdfOf('senza miniatura'), 'x.pdf')
  expect(file.hasThumbnail).toBe(false)
  expect((await anna.get(`/api/requests/${id}/files/${file.id}/thumbnail`)).statusCode).toBe(404)
})

test('the same bytes sent at once by two are kept once, for both', async () => {
  const [one, two] = [await newDraft(), await newDraft()]
  const content = pdfOf('uguale')
  const files = await Promise.all([one, two, one].map(({ id }) => added(id, content, 'uguale.pdf')))
  expect(new Set(files.map((file) => file.sha256))).toEqual(new Set([sha256(content)]))
  expect(await names(sha256(content).slice(0, 2))).toContain(sha256(content).slice(2))
  expect(await fixture.db('stored_file').where({ sha256: sha256(content) })).toHaveLength(1)
  await anna.inject({ method: 'DELETE', url: `/api/requests/${one.id}/files/${files[0]?.id}` })
  expect((await anna.get(`/api/requests/${two.id}/files/${files[1]?.id}`)).rawPayload.equals(content)).toBe(
    true,
  )
})

describe('an upload that fails', () => {
  test('leaves nothing behind, whatever went wrong', async () => {
    const { id } = await newDraft()
    const before = await fixture.db('stored_file').count()
    const body = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7'
    const send = (type: string, payload: string) =>
      anna.inject({
        method: 'POST',
        url: `/api/requests/${id}/files`,
        headers: { 'content-type': type },
        payload,
      })
    const answers = [
      await send('multipart/form-data; boundary=y', `${body}\r\n--x--\r\n`),
      await send('multipart/form-data; boundary=x', body),
      await send('multipart/form-data', body),
      await upload(id, Buffer.alloc(10 * 1024 * 1024 + 1, '%PDF-'), 'a.pdf'),
    ]
    expect(answers.map((answer) => [answer.statusCode, answer.json().type])).toEqual([
      [400, '/problems/upload'],
      [400, '/problems/upload'],
      [400, '/problems/upload'],
      [413, '/problems/file-size'],
    ])
    expect(await names('incoming')).toEqual([])
    expect(await fixture.db('stored_file').count()).toEqual(before)
  })

  test('because the connection is lost leaves nothing behind', async () => {
    const { id } = await newDraft()
    await fixture.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = fixture.app.server.address() as { port: number }
    const socket = createConnection(port, '127.0.0.1')
    socket.write(
      [
        `POST /api/requests/${id}/files HTTP/1.1`,
        'host: localhost',
        `cookie: ${anna.cookie}`,
        `x-csrf-token: ${anna.me.csrfToken}`,
        'content-type: multipart/form-data; boundary=x',
        'content-length: 100000',
        '',
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7',
      ].join('\r\n'),
    )
    await expect.poll(() => names('incoming')).toHaveLength(1)
    socket.destroy()
    await expect.poll(() => names('incoming')).toEqual([])
  })

  test('is told before its bytes are read where no file may be added', async () => {
    const sent = await newDraft()
    const file = await added(sent.id, pdfOf('uno'), 'uno.pdf')
    await fileOf(sent, file)
    expect((await upload(sent.id, 'anything', 'due.pdf')).json().type).toBe('/problems/sent')
  })
})

test('files that lie in their rows are moved, and can be read before and after', async () => {
  const { id } = await newDraft()
  const content = pdfOf('di prima')
  const [row] = await fixture
    .db('request_file')
    .insert({
      request_id: id,
      name: 'prima.pdf',
      media_type: 'application/pdf',
      size_bytes: content.length,
      sha256: sha256(content),
      content,
    })
    .returning('id')
  const read = async () => (await anna.get(`/api/requests/${id}/files/${row.id}`)).rawPayload
  expect(content.equals(await read())).toBe(true)
  expect(await moveFilesToStore(fixture.db, varDir())).toBe(1)
  expect(await moveFilesToStore(fixture.db, varDir())).toBe(0)
  expect(content.equals(await read())).toBe(true)
  expect((await fixture.db('request_file').where({ id: row.id }).first('content')).content).toBeNull()
})

describe('the sweep', () => {
  const inStore = (hash: string) => names(hash.slice(0, 2)).then((list) => list.includes(hash.slice(2)))

  test('takes bytes nobody refers to an hour after they were sent, and no others', async () => {
    const { id } = await newDraft()
    const [kept, removed] = [
      await added(id, pdfOf('resta'), 'r.pdf'),
      await added(id, pdfOf('tolto'), 't.pdf'),
    ]
    await anna.inject({ method: 'DELETE', url: `/api/requests/${id}/files/${removed.id}` })
    await sweepFiles(fixture.db, varDir())
    expect(await inStore(removed.sha256)).toBe(true)
    await fixture.db('stored_file').update({ claimed_at: fixture.db.raw("now() - interval '2 hours'") })
    await sweepFiles(fixture.db, varDir())
    expect([await inStore(removed.sha256), await inStore(kept.sha256)]).toEqual([false, true])
  })

  test('brings back what a sweep that was killed had set aside', async () => {
    const { id } = await newDraft()
    const file = await added(id, pdfOf('messo da parte'), 'm.pdf')
    const { setAside } = await import('../files/storage.ts')
    await setAside(varDir(), file.sha256)
    expect(await inStore(file.sha256)).toBe(false)
    await sweepFiles(fixture.db, varDir())
    expect(await inStore(file.sha256)).toBe(true)
  })

  test('takes bytes without a row, and folders of broken uploads, after a day', async () => {
    const { id } = await newDraft()
    const file = await added(id, pdfOf('senza riga'), 's.pdf')
    await fixture.db('request_file').where({ id: file.id }).update({ stored_sha256: null })
    await fixture.db('stored_file').where({ sha256: file.sha256 }).delete()
    const { newIncomingFolder } = await import('../files/storage.ts')
    const broken = await newIncomingFolder(varDir())
    await sweepFiles(fixture.db, varDir())
    expect([await inStore(file.sha256), (await names('incoming')).length]).toEqual([true, 1])
    await utimes(broken, new Date(0), new Date(0))
    await sweepFiles(fixture.db, varDir(), new Date(Date.now() + 2 * 86_400_000))
    expect([await inStore(file.sha256), await names('incoming')]).toEqual([false, []])
  })
})

describe('the antivirus', () => {
  beforeEach(() => clamd.stop().then(clamd.start))

  test('has an infected file refused, forgotten and noted', async () => {
    const { id } = await newDraft()
    const content = pdfOf(eicarText('infetto'))
    const answer = await upload(id, content, 'infetto.pdf')
    expect([answer.statusCode, answer.json().type]).toEqual([422, '/problems/file-refused'])
    expect(await names(sha256(content).slice(0, 2))).not.toContain(sha256(content).slice(2))
    expect(await names('incoming')).toEqual([])
    expect((await anna.get(`/api/requests/${id}`)).json().files).toEqual([])
    const event = await fixture
      .db('audit_event')
      .where({ object_id: sha256(content) })
      .first()
    expect(event).toMatchObject({ action: 'refuseInfected', actor_id: anna.me.account?.id })
    expect(event.changes.signature.new).toBe('Eicar-Test')
  })

  test('being away lets files wait: who sent them opens them, the office does not', async () => {
    const sent = await newDraft()
    await clamd.stop()
    const file = await added(sent.id, pdfOf('aspetta'), 'aspetta.pdf')
    expect(file.scanState).toBe('waiting')
    const url = await fileOf(sent, file)
    expect((await anna.get(url)).statusCode).toBe(200)
    const refused = await office.get(url)
    expect([refused.statusCode, refused.json().type]).toEqual([409, '/problems/file-waiting'])
    expect(await rescan()).toBe(0)
    await clamd.start()
    expect(await rescan()).toBeGreaterThan(0)
    expect((await office.get(url)).statusCode).toBe(200)
    expect((await anna.get(`/api/requests/${sent.id}`)).json().files[0].scanState).toBe('clean')
  })

  test('finding something later keeps the file from everybody and tells who sent it, once', async () => {
    const sent = await newDraft()
    await clamd.stop()
    const file = await added(sent.id, pdfOf(eicarText('più tardi')), 'tardi.pdf')
    const url = await fileOf(sent, file)
    await clamd.start()
    await rescan()
    await rescan()
    for (const client of [anna, office]) {
      expect((await client.get(url)).json().type).toBe('/problems/file-infected')
    }
    const letters = await fixture
      .db('mail_outbox')
      .where({ kind: 'request.fileInfected', object_id: sent.id })
    expect(letters).toHaveLength(1)
    expect(letters[0].body_text).toContain('tardi.pdf')
    const news = await fixture.db('notification').where({ kind: 'request.fileInfected', object_id: sent.id })
    expect(news).toHaveLength(1)
    const again = await newDraft()
    await clamd.stop()
    const same = await upload(again.id, pdfOf(eicarText('più tardi')), 'tardi.pdf')
    await clamd.start()
    expect(same.statusCode).toBe(422)
  })
})

test('what is kept on disk is the bytes alone', async () => {
  const { id } = await newDraft()
  const content = pdfOf('disco')
  const { sha256: hash } = await added(id, content, 'disco.pdf')
  expect(content.equals(await readFile(join(varDir(), 'files', hash.slice(0, 2), hash.slice(2))))).toBe(true)
})
