import { readFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Client, signIn } from '../testing/people.ts'
import { createSender, pdfOf, sha256Of } from '../testing/uploads.ts'

const fixture = testApp()
let anna: Client
let office: Client
const { upload, newDraft, add, send, names } = createSender(
  () => fixture.app,
  () => anna,
)
const varDir = () => fixture.app.context.config.varDir

beforeAll(async () => {
  anna = await signIn(fixture.app, 'applicant')
  office = await signIn(fixture.app, 'propertyOffice')
})

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
    const file = await add(sent.id, original, 'officina.jpg')
    expect(file).toMatchObject({ mediaType: 'image/jpeg', scanState: 'notScanned', hasThumbnail: true })
    const url = `/api/requests/${sent.id}/files/${file.id}`
    const kept = (await anna.get(url)).rawPayload
    expect(sha256Of(kept)).toBe(file.sha256)
    expect(kept.length).toBe(file.sizeBytes)
    expect(await sharp(kept).metadata()).toMatchObject({ width: 400, height: 900 })
    expect((await sharp(kept).metadata()).exif).toBeUndefined()
    expect(kept.includes('Anna')).toBe(false)
    const row = await fixture.db('request_file').where({ id: file.id }).first('received_sha256', 'content')
    expect(row).toEqual({ received_sha256: sha256Of(original), content: null })

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
  const file = await add(id, pdfOf('senza miniatura'), 'x.pdf')
  expect(file.hasThumbnail).toBe(false)
  expect((await anna.get(`/api/requests/${id}/files/${file.id}/thumbnail`)).statusCode).toBe(404)
})

test('the same bytes sent at once by two are kept once, for both', async () => {
  const [one, two] = [await newDraft(), await newDraft()]
  const content = pdfOf('uguale')
  const files = await Promise.all([one, two, one].map(({ id }) => add(id, content, 'uguale.pdf')))
  expect(new Set(files.map((file) => file.sha256))).toEqual(new Set([sha256Of(content)]))
  expect(await names(sha256Of(content).slice(0, 2))).toContain(sha256Of(content).slice(2))
  expect(await fixture.db('stored_file').where({ sha256: sha256Of(content) })).toHaveLength(1)
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
    const file = await add(sent.id, pdfOf('uno'), 'uno.pdf')
    await send(sent, file)
    expect((await upload(sent.id, 'anything', 'due.pdf')).json().type).toBe('/problems/sent')
  })
})

test('what is kept on disk is the bytes alone', async () => {
  const { id } = await newDraft()
  const content = pdfOf('disco')
  const { sha256: hash } = await add(id, content, 'disco.pdf')
  expect(content.equals(await readFile(join(varDir(), 'files', hash.slice(0, 2), hash.slice(2))))).toBe(true)
})
