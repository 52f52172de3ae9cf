import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Client, signIn } from '../testing/people.ts'
import { insertCity } from '../testing/spaces.ts'

const fixture = testApp()
let officer: Client

beforeAll(async () => {
  await insertCity(fixture.db)
  officer = await signIn(fixture.app, 'propertyOffice')
})

async function send(content: Buffer, name: string) {
  const payload = new FormData()
  payload.append('file', new Blob([new Uint8Array(content)]), name)
  return officer.inject({ method: 'POST', url: '/api/desk/labs/L1/photos', payload })
}
const shown = async () => (await fixture.app.inject('/api/labs/L1')).json().photos

test('a photo is public once it says in words what it shows, and no more when it is taken away', async () => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()
  const added = await send(picture, 'officina.jpg')
  expect(added.statusCode).toBe(201)
  const [{ id, url }] = added.json().photos
  expect(await shown()).toEqual([])
  expect((await fixture.app.inject(url)).statusCode).toBe(404)
  expect((await officer.get(`/api/desk/labs/L1/photos/${id}`)).statusCode).toBe(200)
  await officer.inject({
    method: 'PUT',
    url: `/api/desk/labs/L1/photos/${id}`,
    payload: { alt: 'Il banco di falegnameria', altEn: null },
  })
  expect(await shown()).toEqual([{ id, url, alt: 'Il banco di falegnameria', altEn: null }])
  const answer = await fixture.app.inject(url)
  expect(answer.headers['content-type']).toBe('image/jpeg')
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
  await officer.inject({ method: 'DELETE', url: `/api/desk/labs/L1/photos/${id}` })
  expect(await shown()).toEqual([])
  expect((await fixture.app.inject(url)).statusCode).toBe(404)
})

test('what is no image is refused', async () => {
  expect((await send(Buffer.from('%PDF-1.4 no'), 'x.pdf')).statusCode).toBe(422)
})
