import { beforeAll, beforeEach, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { callContent, publishedCall } from '../testing/calls.ts'
import { type Client, signIn } from '../testing/people.ts'
import { insertSpace } from '../testing/requests.ts'
import { formOf, pdfOf, sha256Of } from '../testing/uploads.ts'
import type { CallFile } from './schema.ts'

const fixture = testApp()
let officer: Client
let count = 0
let code = ''
let space = ''

beforeAll(async () => {
  officer = await signIn(fixture.app, 'propertyOffice')
})
beforeEach(async () => {
  count += 1
  code = `ALLEGATI-${count}`
  space = `MI-7-${count}`
  await insertSpace(fixture.db, space)
})

const path = () => `/api/desk/calls/${code}`
const begin = () => officer.post('/api/desk/calls', { code, title: 'Botteghe' })
const add = (content: Buffer, name = 'planimetria.pdf') =>
  officer.inject({ method: 'POST', url: `${path()}/files`, payload: formOf(content, name) })
const publicly = (url: string) => fixture.app.inject({ method: 'GET', url })
const { criteria } = callContent([])
const withoutPrice = criteria && { ...criteria, price: null }
const withFile = ({ url, sha256 }: Pick<CallFile, 'url' | 'sha256'>) =>
  callContent([space], { criteria: withoutPrice, documents: [{ title: 'Planimetria', url, sha256 }] })

test('a file is the office’s while its call is a draft, and everybody’s once a version names it', async () => {
  await begin()
  const answer = await add(pdfOf('planimetria'))
  expect(answer.statusCode).toBe(201)
  const file: CallFile = answer.json()
  expect((await officer.get(file.url.replace('/calls/', '/desk/calls/'))).statusCode).toBe(200)
  expect((await publicly(file.url)).statusCode).toBe(404)
  await publishedCall(fixture.db, officer, code, withFile(file))
  const read = await publicly(file.url)
  expect(read.statusCode).toBe(200)
  expect(sha256Of(read.rawPayload)).toBe(file.sha256)
  expect((await publicly(`/api/calls/${code}`)).json().documents).toEqual([
    { title: 'Planimetria', url: file.url, sha256: file.sha256 },
  ])
  const other: CallFile = (await add(pdfOf('bozza'))).json()
  expect((await publicly(other.url)).statusCode).toBe(404)
})

test('a call cannot name a file that is not there, nor another than the one it was', async () => {
  await begin()
  const file: CallFile = (await add(pdfOf('capitolato'))).json()
  const faults = async (named: Pick<CallFile, 'url' | 'sha256'>) => {
    const { version } = (await officer.get(path())).json()
    const payload = { version, content: withFile(named) }
    return (await officer.inject({ method: 'PUT', url: path(), payload })).json().faults
  }
  const fault = { pointer: '/documents/0', code: 'unknownFile' }
  expect(await faults(file)).toEqual([])
  expect(await faults({ ...file, sha256: 'b'.repeat(64) })).toEqual([fault])
  expect(await faults({ ...file, url: file.url.replace(code, 'ALTRO') })).toEqual([fault])
})

test('only a PDF or a picture is taken, and only from who prepares calls', async () => {
  await begin()
  expect((await add(Buffer.from('MZ programma'), 'piano.pdf')).json().type).toBe('/problems/file-type')
  const applicant = await signIn(fixture.app, 'applicant')
  const refused = await applicant.inject({
    method: 'POST',
    url: `${path()}/files`,
    payload: formOf(pdfOf('x'), 'x.pdf'),
  })
  expect(refused.statusCode).toBe(403)
})

test('a draft is previewed by the office as everybody will read it, and by nobody else', async () => {
  await begin()
  const payload = { version: 1, content: callContent([space]) }
  await officer.inject({ method: 'PUT', url: path(), payload })
  const preview = await officer.get(`${path()}/preview`)
  expect(preview.json()).toMatchObject({
    code,
    status: 'draft',
    phase: 'upcoming',
    title: 'Botteghe di quartiere',
  })
  expect(preview.json().lots[0].spaces[0].code).toBe(space)
  expect((await publicly(`${path()}/preview`)).statusCode).toBe(401)
})

test('list, map and totals can be narrowed to the spaces of a call, once it is announced', async () => {
  await begin()
  expect((await publicly(`/api/spaces?call=${code}`)).json().errors[0].pointer).toBe('call')
  await publishedCall(fixture.db, officer, code, callContent([space]))
  await fixture.app.context.feed.refresh()
  const found = (await publicly(`/api/spaces?call=${code}`)).json()
  expect(found.items.map((item: { code: string }) => item.code)).toEqual([space])
})
