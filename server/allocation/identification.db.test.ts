import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Client, insertAccount, sessionOf, signInAs } from '../testing/people.ts'
import { completeContent, insertCall, insertSpace, sendFor } from '../testing/requests.ts'
import { type DeskRequest, type DraftContent, declarationCodes, type MyRequest } from './schema.ts'

const fixture = testApp()
const { db } = fixture
const rossi = 'RSSMRA80A01F205X'
const other = 'BNCLCU90L55F205Q'
let office: Client
let codes = 0

beforeAll(async () => {
  office = await signInAs(fixture.app, { roles: ['propertyOffice'] })
})

/** Somebody with an account, signed in with a password or, with a verified code, in another way. */
async function person(method = 'local', fiscalCode?: string): Promise<Client> {
  const known = fiscalCode ? await db('account').where({ fiscal_code: fiscalCode }).first('id') : undefined
  const id = known?.id ?? (await insertAccount(fixture.app, { roles: ['applicant'] }))
  if (fiscalCode) {
    await db('account')
      .where({ id })
      .update({ fiscal_code: fiscalCode, fiscal_code_verified_at: db.fn.now() })
  }
  const client = await sessionOf(fixture.app, id)
  await db('session').where({ account_id: id }).update({ identified_by: method })
  return client
}

async function newSpace(inCall = true): Promise<string> {
  codes += 1
  const spaceId = await insertSpace(db, `I${codes}`)
  if (inCall) await insertCall(db, `CALL-I${codes}`, [spaceId])
  return `I${codes}`
}

const send = async (sender: Client, content?: DraftContent) =>
  (await sendFor(sender, await newSpace(), content)).id
const mine = async (sender: Client, id: string): Promise<MyRequest> =>
  (await sender.get(`/api/requests/${id}`)).json()
const desk = async (id: string): Promise<DeskRequest> => (await office.get(`/api/desk/requests/${id}`)).json()
async function act(id: string, action: string, body: object = {}) {
  const { version } = await desk(id)
  return (await office.post(`/api/desk/requests/${id}/${action}`, { version, ...body })).json()
}
const confirm = async (who: Client, id: string, version = 2) =>
  (await who.post(`/api/requests/${id}/identify`, { version })).json()

function upload(
  who: Client,
  id: string,
  content: string | Buffer,
  name: string,
  purpose = '?purpose=signedCopy',
) {
  const payload = new FormData()
  payload.append('file', new Blob([content]), name)
  return who.inject({ method: 'POST', url: `/api/requests/${id}/files${purpose}`, payload })
}
/** The beginning of a CMS message with signed data (RFC 5652), which is all that is looked at. */
const signed = Buffer.concat([
  Buffer.from('308203e806092a864886f70d010702a0820000', 'hex'),
  Buffer.alloc(200, 7),
])

describe('how the sender was identified', () => {
  test.each(['spid', 'cie', 'cns'])('by %s, where the code is the applicant’s own', async (method) => {
    const sender = await person(method, rossi)
    const id = await send(sender)
    expect(await mine(sender, id)).toMatchObject({
      identifiedBy: method,
      mustIdentify: false,
      nextStep: 'waitForOffice',
    })
    const [letter] = await db('mail_outbox').where({ object_id: id, kind: 'request.send' })
    expect(letter.body_text).not.toContain('art. 65')
    expect(await act(id, 'take')).toMatchObject({ mustIdentify: false })
    expect((await desk(id)).actions).toContain('admit')
    expect(await act(id, 'identify', { method: 'pec', note: 'PEC' })).toMatchObject({
      status: 409,
      type: '/problems/identified',
    })
    expect(await act(id, 'admit')).toMatchObject({ status: 'admitted' })
  })

  test('not at all by a password, nor by somebody else’s SPID: the letter and the page say how to sign', async () => {
    for (const sender of [await person(), await person('spid', other)]) {
      const id = await send(sender)
      expect(await mine(sender, id)).toMatchObject({
        identifiedBy: 'local',
        mustIdentify: true,
        nextStep: 'identifyYourself',
      })
      const [letter] = await db('mail_outbox').where({ object_id: id, kind: 'request.send' })
      expect(letter.body_text).toContain('art. 65')
    }
  })

  test('by SPID for an organisation, where its representative sends', async () => {
    const sender = await person('spid', other)
    const data = {
      name: 'Officina srl',
      legalForm: 'company',
      representative: 'Lucia Bianchi',
      representativeFiscalCode: 'FRRNNA80A41F205O',
      fiscalCode: '01199250158',
      vatNumber: '01199250158',
      email: 'officina@example.org',
      address: 'via Prova 1, 20159 Milano',
      phone: '+39 02 0202',
    } as const
    const party = (await sender.post('/api/parties', { kind: 'organisation', data })).json()
    const content = { ...completeContent, applicant: { kind: 'organisation', ...data } } as DraftContent
    const space = await newSpace()
    const draft = (await sender.post('/api/requests/drafts', { space, party: party.id, content })).json()
    const body = { draftId: draft.id, version: draft.version, declarations: declarationCodes }
    expect((await sender.post('/api/requests', body)).json()).toMatchObject({ mustIdentify: false })
    expect(await mine(sender, draft.id)).toMatchObject({ identifiedBy: 'spid' })
  })

  test('an expression of interest needs no signature', async () => {
    const sender = await person()
    const { id } = await sendFor(sender, await newSpace(false))
    expect(await mine(sender, id)).toMatchObject({ mustIdentify: false, nextStep: 'waitForOffice' })
    expect(await act(id, 'identify', { method: 'pec', note: 'PEC' })).toMatchObject({ status: 409 })
  })
})

describe('an application nobody has signed', () => {
  test('is not admitted, by the office or behind its back', async () => {
    const id = await send(await person())
    expect((await act(id, 'take')).actions).not.toContain('admit')
    expect(await act(id, 'admit')).toMatchObject({ status: 409, type: '/problems/not-identified' })
    await expect(db('request').where({ id }).update({ status: 'admitted' })).rejects.toThrow('identified')
  })

  test.each(['signedFile', 'pec', 'paper'])(
    'is signed by %s once the office has checked it, on the record and by letter',
    async (method) => {
      const sender = await person()
      const id = await send(sender)
      const note = 'Verificata la firma di Anna Ferrari, valida al 20/11.'
      const identified = await act(id, 'identify', { method, note })
      expect(identified).toMatchObject({ status: 'submitted', identifiedBy: method, mustIdentify: false })
      const [letter] = await db('mail_outbox').where({ object_id: id, kind: 'request.identify' })
      expect(letter.body_text).toContain('art. 65')
      const event = await db('audit_event').where({ object_id: id, action: 'identify' }).first('changes')
      expect(event.changes.identifiedBy).toMatchObject({ old: 'local', new: method })
      expect(JSON.stringify(event.changes)).not.toContain('Anna')
      await act(id, 'take')
      expect(await act(id, 'admit')).toMatchObject({ status: 'admitted' })
      expect((await mine(sender, id)).history.map(({ action }) => action)).toContain('identify')
      await expect(db('request').where({ id }).update({ identified_by: 'spid' })).rejects.toThrow('is kept')
    },
  )

  test('takes signed copies, which the office sees; after that no more', async () => {
    const sender = await person()
    const id = await send(sender)
    expect((await upload(sender, id, signed, 'domanda.pdf.p7m', '')).statusCode).toBe(409)
    const added = await upload(sender, id, signed, 'domanda.pdf.p7m')
    expect(added.json()).toMatchObject({
      name: 'domanda.pdf.p7m',
      mediaType: 'application/pkcs7-mime',
      purpose: 'signedCopy',
    })
    const scan = await upload(sender, id, '%PDF-1.7 firmata startxref %%EOF', 'firmata.pdf')
    expect(scan.statusCode).toBe(201)
    const bad = await upload(sender, id, 'firmato', 'domanda.p7m')
    expect(bad.json().type).toBe('/problems/file-type')
    const stranger = await upload(await person(), id, signed, 'x.p7m')
    expect(stranger.statusCode).toBe(404)
    const { files } = await desk(id)
    expect(files.map(({ name, purpose }) => [name, purpose])).toEqual([
      ['domanda.pdf.p7m', 'signedCopy'],
      ['firmata.pdf', 'signedCopy'],
    ])
    const read = await office.get(`/api/requests/${id}/files/${files[0]?.id}`)
    expect(read.rawPayload.equals(signed)).toBe(true)
    await act(id, 'identify', { method: 'signedFile', note: 'firma CAdES valida' })
    expect((await upload(sender, id, signed, 'x.p7m')).json().type).toBe('/problems/no-signed-copy')
  })

  test('a signed message is no attachment of a draft', async () => {
    const sender = await person()
    const space = await newSpace()
    const draft = (await sender.post('/api/requests/drafts', { space, content: completeContent })).json()
    const refused = await upload(sender, draft.id, signed, 'x.p7m', '')
    expect(refused.json().type).toBe('/problems/file-type')
  })
})

describe('confirming by SPID what was sent with a password', () => {
  test('is one click for the same account, with the verified code of the applicant', async () => {
    const id = await send(await person('local', rossi))
    const withPassword = await person('local', rossi)
    expect(await confirm(withPassword, id)).toMatchObject({ status: 403, type: '/problems/sign-in-provider' })
    const sender = await person('spid', rossi)
    const seen = (await sender.get(`/api/requests/${id}/identification`)).json()
    expect(seen).toMatchObject({ mustIdentify: true, isMine: true, version: 2 })
    expect(await confirm(sender, id, 1)).toMatchObject({ status: 409, type: '/problems/version' })
    expect(await confirm(sender, id)).toMatchObject({ mustIdentify: false })
    expect(await mine(sender, id)).toMatchObject({ identifiedBy: 'spid', status: 'submitted' })
    expect(await confirm(sender, id, 3)).toMatchObject({ status: 409, type: '/problems/identified' })
  })

  test('works from the account that SPID opened, because the applicant is who it says', async () => {
    const writer = await person()
    const id = await send(writer)
    const applicant = await person('cie', rossi)
    expect(await confirm(applicant, id)).toMatchObject({ mustIdentify: false, isMine: false })
    expect(await mine(writer, id)).toMatchObject({ identifiedBy: 'cie', mustIdentify: false })
    expect((await applicant.get(`/api/requests/${id}`)).statusCode).toBe(404)
    const told = await db('mail_outbox').where({ object_id: id, kind: 'request.confirm' }).pluck('account_id')
    expect(told).toEqual([writer.me.account?.id])
  })

  test('is nothing to anybody else, who is not told that there is such a request', async () => {
    const writer = await person('local', other)
    const id = await send(writer)
    const stranger = await person('spid', 'VRDGPP75M13F205Z')
    expect(await confirm(stranger, id)).toMatchObject({ status: 404 })
    expect((await stranger.get(`/api/requests/${id}/identification`)).statusCode).toBe(404)
    expect(await confirm(await person('spid', other), id)).toMatchObject({
      status: 403,
      type: '/problems/other-applicant',
    })
  })
})
