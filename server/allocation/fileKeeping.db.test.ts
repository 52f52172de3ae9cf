import { mkdtemp, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rescanFiles } from '../files/rescanning.ts'
import { newIncomingFolder, setAside } from '../files/storage.ts'
import { sweepFiles } from '../files/sweeping.ts'
import { testApp } from '../testing/app.ts'
import { createClamd, eicarText } from '../testing/clamd.ts'
import { type Client, insertAccount, signIn } from '../testing/people.ts'
import { createSender, pdfOf, sha256Of } from '../testing/uploads.ts'
import { moveFilesToStore } from './fileMoving.ts'
import { tellInfected } from './fileNotices.ts'

const folder = await mkdtemp(join(tmpdir(), 'spazi-clamd-'))
const clamavSocket = join(folder, 'clamd.ctl')
const clamd = createClamd(clamavSocket)
const fixture = testApp({ clamavSocket })
let anna: Client
let office: Client
const { upload, newDraft, add, send, names } = createSender(
  () => fixture.app,
  () => anna,
)
const varDir = () => fixture.app.context.config.varDir
const rescan = () =>
  rescanFiles(fixture.db, fixture.app.context.config, (trx, hash) =>
    tellInfected(trx, fixture.app.context, hash),
  )

beforeAll(async () => {
  await clamd.start()
  anna = await signIn(fixture.app, 'applicant')
  office = await signIn(fixture.app, 'propertyOffice')
})
afterAll(async () => {
  await clamd.stop()
  await rm(folder, { recursive: true })
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
      sha256: sha256Of(content),
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
    const [kept, removed] = [await add(id, pdfOf('resta'), 'r.pdf'), await add(id, pdfOf('tolto'), 't.pdf')]
    await anna.inject({ method: 'DELETE', url: `/api/requests/${id}/files/${removed.id}` })
    await sweepFiles(fixture.db, varDir())
    expect(await inStore(removed.sha256)).toBe(true)
    await fixture.db('stored_file').update({ claimed_at: fixture.db.raw("now() - interval '2 hours'") })
    await sweepFiles(fixture.db, varDir())
    expect([await inStore(removed.sha256), await inStore(kept.sha256)]).toEqual([false, true])
  })

  test('brings back what a sweep that was killed had set aside', async () => {
    const { id } = await newDraft()
    const file = await add(id, pdfOf('messo da parte'), 'm.pdf')
    await setAside(varDir(), file.sha256)
    expect(await inStore(file.sha256)).toBe(false)
    await sweepFiles(fixture.db, varDir())
    expect(await inStore(file.sha256)).toBe(true)
  })

  test('takes bytes without a row, and folders of broken uploads, after a day', async () => {
    const { id } = await newDraft()
    const file = await add(id, pdfOf('senza riga'), 's.pdf')
    await fixture.db('request_file').where({ id: file.id }).update({ stored_sha256: null })
    await fixture.db('stored_file').where({ sha256: file.sha256 }).delete()
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
    expect(await names(sha256Of(content).slice(0, 2))).not.toContain(sha256Of(content).slice(2))
    expect(await names('incoming')).toEqual([])
    expect((await anna.get(`/api/requests/${id}`)).json().files).toEqual([])
    const event = await fixture
      .db('audit_event')
      .where({ object_id: sha256Of(content) })
      .first()
    expect(event).toMatchObject({ action: 'refuseInfected', actor_id: anna.me.account?.id })
    expect(event.changes.signature.new).toBe('Eicar-Test')
  })

  test('being away lets files wait: who sent them opens them, the office does not', async () => {
    const sent = await newDraft()
    await clamd.stop()
    const file = await add(sent.id, pdfOf('aspetta'), 'aspetta.pdf')
    expect(file.scanState).toBe('waiting')
    const url = await send(sent, file)
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
    const file = await add(sent.id, pdfOf(eicarText('più tardi')), 'tardi.pdf')
    const url = await send(sent, file)
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

  test('finding something later withholds it also where who sent it has no e-mail address', async () => {
    const sent = await newDraft()
    await clamd.stop()
    const file = await add(sent.id, pdfOf(eicarText('senza posta')), 'senza.pdf')
    const { party_id } = await fixture.db('request').where({ id: sent.id }).first('party_id')
    const account_id = await insertAccount(fixture.app, { roles: ['applicant'] })
    await fixture.db('account').where({ id: account_id }).update({ email: null, password_hash: null })
    await fixture.db('party_member').insert({ party_id, account_id, role: 'editor' })
    await clamd.start()
    await rescan()
    const withheld = await anna.get(`/api/requests/${sent.id}/files/${file.id}`)
    expect(withheld.json().type).toBe('/problems/file-infected')
    const told = { account_id, kind: 'request.fileInfected', object_id: sent.id }
    expect(await fixture.db('notification').where(told)).toHaveLength(1)
  })
})
