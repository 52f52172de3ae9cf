import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import type { Context } from '../context.ts'
import { writePdf } from '../documents/pdf.ts'
import { listUnused } from '../files/queries.ts'
import { storedPath } from '../files/storage.ts'
import { testApp } from '../testing/app.ts'
import { certifiedMail } from '../testing/certifiedMail.ts'
import { observationContent, sentObservation } from '../testing/observations.ts'
import { wordsOfPdf } from '../testing/papers.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { type InsertedPlan, insertPlan } from '../testing/plans.ts'
import { signedFile } from '../testing/signedFile.ts'
import { takeFromFolder } from './inboxFolder.ts'
import { textToRegister } from './inboxText.ts'
import { readMail } from './mail.ts'
import { messagesOf } from './mailbox.ts'
import { remoteProtocol } from './protocol.ts'
import { registerWaiting } from './registering.ts'
import { refuseSwollen } from './swollen.ts'

const fixture = testApp()
let planner: Client
let head: Client
let plan: InsertedPlan
let count = 0

beforeAll(async () => {
  planner = await signInAs(fixture.app, { roles: ['planner'] })
  head = await signInAs(fixture.app, { roles: ['planningHead'] })
})
beforeEach(async () => {
  count += 1
  plan = await insertPlan(fixture.db, { code: `PGT-${count}`, opens: -100_000, closes: -50_000 })
})

const context = (): Context => fixture.app.context
const inbox = () => `/api/desk/observations/inbox?plan=${plan.code}`
async function drop(name: string, content: Buffer | string, url = inbox()) {
  const payload = new FormData()
  payload.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name)
  return planner.inject({ method: 'POST', url, payload })
}
const items = async () => (await planner.get(inbox())).json().items
const paper = (text: string) =>
  writePdf({
    title: 'Osservazione',
    language: 'it',
    issuer: 'Anna',
    demo: false,
    footer: '',
    blocks: [{ text }],
  })
const registration = (receivedAt: string, changes: object = {}) => {
  const { kind, submitterKind, submitter } = observationContent()
  const text = 'Chiedo più laboratori.'
  return { kind, submitterKind, submitter, text, channel: 'paper', receivedAt, ...changes }
}
const before = () => new Date(Date.now() - 60_000 * 60_000).toISOString()

describe('a certified message', () => {
  test('is read by its certificate and its inner message; every part of it is kept', async () => {
    const pdf = await paper('Chiedo laboratori in via Prova.')
    const mail = await readMail(certifiedMail({ pdf, signed: Buffer.from('signed') }))
    expect(mail).toMatchObject({
      channel: 'pec',
      sender: 'anna.rossi@pec.example.it',
      subject: 'Osservazione al PGT',
      text: 'Chiedo più laboratori.',
      receivedAt: new Date('2026-12-01T09:30:12Z'),
    })
    expect(mail.parts.map(({ name, purpose }) => `${name} ${purpose}`)).toEqual([
      'osservazione.pdf attachment',
      'delega.pdf.p7m attachment',
      'daticert.xml certificate',
      'smime.p7s signature',
    ])
    const [file] = mail.parts
    expect(file?.content.equals(pdf)).toBe(true)
  })

  test('becomes a submission with its own time, number, code and original, once', async () => {
    const message = certifiedMail({
      day: '01/01/2025',
      pdf: await paper('Testo'),
      signed: Buffer.from('p7m'),
    })
    expect((await drop('messaggio.eml', message)).json()).toEqual({ added: 1, known: 0 })
    expect((await drop('copia.eml', message)).json()).toEqual({ added: 0, known: 1 })
    const [item] = await items()
    await fixture.db('plan_window').where({ plan_id: plan.id }).update({ opens_at: '2024-12-01T00:00:00Z' })
    expect(item).toMatchObject({ channel: 'pec', receivedAt: '2025-01-01T09:30:12.000Z', problem: null })
    expect(await fixture.db('inbox_part').where({ item_id: item.id })).toHaveLength(4)
    const url = `/api/desk/observations/inbox/${item.id}/register`
    const body = registration(item.receivedAt, {
      channel: 'pec',
      submitter: { name: 'Anna Rossi', pec: item.sender },
      text: item.text,
    })
    const [one, other] = await Promise.all([planner.post(url, body), planner.post(url, body)])
    expect([one.statusCode, other.statusCode].sort()).toEqual([201, 409])
    const receipt = (one.statusCode === 201 ? one : other).json()
    expect(receipt).toMatchObject({ receivedAt: item.receivedAt, protocol: { registry: 'PG' } })
    const row = await fixture.db('submission').where({ number: receipt.number }).first()
    expect(row).toMatchObject({ channel: 'pec', account_id: null, text: 'Chiedo più laboratori.' })
    const files = await fixture
      .db('submission_file')
      .where({ submission_id: row.id })
      .orderBy(['added_at', 'name'])
    expect(files.map(({ purpose }) => purpose).sort()).toEqual([
      'attachment',
      'attachment',
      'certificate',
      'original',
      'signature',
    ])
    const original = files.find(({ purpose }) => purpose === 'original')
    const stored = await readFile(storedPath(context().config.varDir, original.sha256))
    expect(stored.equals(message)).toBe(true)
    expect(original.sha256).toBe(createHash('sha256').update(message).digest('hex'))
    const letters = await fixture.db('mail_outbox').where({ object_id: row.id })
    expect(letters).toMatchObject([{ recipient: 'anna.rossi@pec.example.it', account_id: null }])
    const follow = await fixture.app.inject({
      method: 'POST',
      url: '/api/observations/follow',
      payload: { number: receipt.protocol.number, code: receipt.accessCode },
    })
    expect(follow.json()).toMatchObject({ number: receipt.number })
  })

  test('without a certificate it is not believed to be one: a person looks', async () => {
    await drop('senza.eml', certifiedMail({ withCertificate: false }))
    expect((await items())[0]).toMatchObject({ channel: 'pec', problem: 'noCertificate' })
  })
})

describe('what is attached to a message', () => {
  /** A message without a word of its own: a PDF, and another signed twice. */
  const wordless = async () => {
    const twice = await signedFile(await signedFile(await paper('Chiedo un’officina di quartiere.')))
    return certifiedMail({ text: '', pdf: await paper('Chiedo laboratori in via Prova.'), signed: twice })
  }

  test('is read, also inside its signatures: a message without words is then no problem', async () => {
    await drop('messaggio.eml', await wordless())
    const [item] = await items()
    expect(item).toMatchObject({ text: null, problem: null })
    expect(
      item.parts.map(({ name, purpose, hasText }: Record<string, unknown>) => [name, purpose, hasText]),
    ).toEqual([
      ['osservazione.pdf', 'attachment', true],
      ['delega.pdf.p7m', 'attachment', true],
      ['daticert.xml', 'certificate', false],
      ['smime.p7s', 'signature', false],
    ])
    const whole = (await planner.get(`/api/desk/observations/inbox/${item.id}`)).json()
    const text = textToRegister(whole)
    expect(text).toMatch(
      /^\[Allegato: osservazione\.pdf\]\n[^[]*laboratori in via Prova[^[]*\[Allegato: delega\.pdf\.p7m\]\n.*/,
    )
    expect(text).toContain('officina di quartiere')
  })

  test('is opened as it came, signature and all; the log says who opened which', async () => {
    const signed = await signedFile(await paper('Chiedo un’officina.'))
    await drop('messaggio.eml', certifiedMail({ signed }))
    const [item] = await items()
    const [part] = item.parts
    const opened = await planner.get(`/api/desk/observations/inbox/${item.id}/parts/${part.id}`)
    expect(opened.rawPayload.equals(signed)).toBe(true)
    const elsewhere = `/api/desk/observations/inbox/${crypto.randomUUID()}/parts/${part.id}`
    expect((await planner.get(elsewhere)).statusCode).toBe(404)
    const original = await planner.get(`/api/desk/observations/inbox/${item.id}/original`)
    expect(original.statusCode).toBe(200)
    const events = await fixture
      .db('audit_event')
      .where({ action: 'openFile', object_kind: 'inboxFile', object_id: item.sha256 })
      .orderBy('id')
    expect(events.map(({ changes, actor_id }) => [changes.file.new, actor_id])).toEqual([
      [part.id, planner.me.account?.id],
      [item.id, planner.me.account?.id],
    ])
  })

  test('goes with the submission, words beside each file, and no sweep takes it', async () => {
    await drop('messaggio.eml', await wordless())
    const [item] = await items()
    await fixture.db('stored_file').update({ claimed_at: fixture.db.raw("now() - interval '1 day'") })
    const unused = await listUnused(fixture.db)
    const parts = await fixture.db('inbox_part').where({ item_id: item.id }).pluck('sha256')
    expect(unused.filter((hash) => parts.includes(hash))).toEqual([])
    const registered = await planner.post(
      `/api/desk/observations/inbox/${item.id}/register`,
      registration(before(), { channel: 'pec' }),
    )
    const files = await fixture.db('submission_file').where({ submission_id: registered.json().id })
    expect(files).toHaveLength(5)
    const words = Object.fromEntries(files.map(({ name, extracted_text }) => [name, extracted_text]))
    expect(words['osservazione.pdf']).toContain('laboratori in via Prova')
    expect(words['delega.pdf.p7m']).toContain('officina di quartiere')
    expect(words['messaggio.eml']).toBeNull()
  })
})

describe('a mailbox', () => {
  const mailboxOf = (messages: (Buffer | string)[]) =>
    messages
      .map(
        (message) =>
          `From anna@example.it Tue Dec  1 10:00:00 2026\n${String(message).replace(/\r\n/g, '\n')}\n`,
      )
      .join('')
  const letter = (text: string) =>
    `From: Bruno <bruno@example.it>\nSubject: ${text}\nDate: Tue, 01 Jul 2025 10:00:00 +0200\nMessage-ID: <${text}@example.it>\n\nChiedo ${text}.\n\n>From here on: grazie.\n`

  test('is taken message by message, each with its own original; a bad one keeps no other, a known one counts once', async () => {
    const pec = certifiedMail({ pdf: await paper('Chiedo laboratori.') })
    await drop('sola.eml', pec)
    const mailbox = mailboxOf([letter('verde'), 'né testa né coda\n', pec, letter('piazze'), letter('verde')])
    expect((await drop('casella.mbox', mailbox)).json()).toEqual({ added: 3, known: 2 })
    expect((await drop('ancora.mbox', mailbox)).json()).toEqual({ added: 0, known: 5 })
    const found = await items()
    expect(
      found
        .map(({ name, problem, text }: Record<string, string | null>) => `${name} ${problem} ${text}`)
        .sort(),
    ).toEqual([
      'casella.mbox#1.eml null Chiedo verde.\n\nFrom here on: grazie.',
      'casella.mbox#2.eml unreadable null',
      'casella.mbox#4.eml null Chiedo piazze.\n\nFrom here on: grazie.',
      'sola.eml null Chiedo più laboratori.',
    ])
    const one = found.find(({ name }: { name: string }) => name === 'casella.mbox#1.eml')
    const original = await planner.get(`/api/desk/observations/inbox/${one.id}/original`)
    const bytes = letter('verde').replace('>From', 'From').replaceAll('\n', '\r\n')
    expect(original.body).toBe(bytes)
    expect(one.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    const rows = await fixture.db('inbox_item').where({ plan_id: plan.id }).whereNotNull('mailbox_sha256')
    const whole = createHash('sha256').update(mailbox).digest('hex')
    expect(rows.map(({ mailbox_sha256 }) => mailbox_sha256)).toEqual([whole, whole, whole])
  })

  test('without a message in it waits for a person', async () => {
    expect((await drop('vuota.mbox', 'niente\n')).json()).toEqual({ added: 1, known: 0 })
    expect(await items()).toMatchObject([{ name: 'vuota.mbox', problem: 'unreadable' }])
  })

  test('of ten megabytes is read in a moment', async () => {
    const long = mailboxOf([`${letter('lunga')}${'riga di testo\n'.repeat(750_000)}`, letter('corta')])
    const began = performance.now()
    expect((await messagesOf(Buffer.from(long))).length).toBe(2)
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})

test('the inbox is listed by state, a page at a time', async () => {
  await drop('elenco.csv', 'Mittente;Testo\nAnna;Uno\nBruno;Due\nCarla;Tre\n')
  const [one, two] = await items()
  await planner.post(`/api/desk/observations/inbox/${one.id}/register`, registration(before()))
  await planner.post(`/api/desk/observations/inbox/${two.id}/dismiss`, { reason: 'È pubblicità.' })
  const listed = async (more: string) => {
    const { open, total, items: shown } = (await planner.get(`${inbox()}${more}`)).json()
    return [open, total, shown.map(({ text }: { text: string }) => text)]
  }
  expect(await listed('&state=open')).toEqual([1, 1, ['Tre']])
  expect(await listed('&state=registered')).toEqual([1, 1, ['Uno']])
  expect(await listed('&state=putAside')).toEqual([1, 1, ['Due']])
  expect(await listed('&limit=2')).toEqual([1, 3, ['Tre', 'Uno']])
  expect(await listed('&limit=2&offset=2')).toEqual([1, 3, ['Due']])
})

describe('scans, PDFs and lists', () => {
  test('the words of a PDF are extracted; a scan waits for a person; another kind of file is refused', async () => {
    await drop('osservazione.pdf', await paper('Chiedo un’officina di quartiere.'))
    const [pdf] = await items()
    expect(pdf).toMatchObject({ channel: 'paper', problem: null })
    expect(pdf.text).toContain('officina di quartiere')
    await drop('rotto.pdf', 'non è un PDF')
    await drop('scansione.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]))
    const problems = (await items()).map(({ problem }: { problem: string | null }) => problem)
    expect(problems.sort()).toEqual(['noText', 'unreadable', null].sort())
    expect((await drop('programma.exe', 'MZ')).json().type).toBe('/problems/inbox-type')
  })

  test('each row of a list is one thing, with its time in Italy', async () => {
    const csv = 'Mittente;Ricevuta il;Testo\nAnna;01/07/2025 10.30;Più verde\nBruno;;"Meno\nauto"\n;;\n'
    expect((await drop('elenco.csv', csv)).json()).toEqual({ added: 2, known: 0 })
    const { default: Excel } = await import('exceljs')
    const workbook = new Excel.Workbook()
    workbook.addWorksheet('Elenco').addRows([
      ['Osservante', 'Data', 'Osservazione'],
      ['Carla', new Date('2025-07-02T08:00:00Z'), 'Più laboratori'],
    ])
    await drop('elenco.xlsx', Buffer.from(await workbook.xlsx.writeBuffer()))
    const found = (await items()).map(
      ({ sender, receivedAt, text, problem }: Record<string, string | null>) =>
        `${sender} ${receivedAt} ${text} ${problem}`,
    )
    expect(found.sort()).toEqual([
      'Anna 2025-07-01T08:30:00.000Z Più verde null',
      'Bruno null Meno\nauto noDate',
      'Carla 2025-07-02T08:00:00.000Z Più laboratori null',
    ])
  })

  test('a day or an hour that there is not leaves the row without a time, and the others with theirs', async () => {
    const rows = [
      'Uno;31/02/2026 10:00',
      'Due;01/12/2025 25:99',
      'Tre;0000-01-01T00:00:00Z',
      'Quattro;01/12/2025',
    ]
    await drop('elenco.csv', ['Testo;Data', ...rows].join('\n'))
    const found = (await items()).map(
      ({ text, receivedAt, problem }: Record<string, string | null>) => `${text} ${receivedAt} ${problem}`,
    )
    expect(found.sort()).toEqual([
      'Due null noDate',
      'Quattro 2025-12-01T22:59:59.000Z null',
      'Tre null noDate',
      'Uno null noDate',
    ])
  })

  test('a list that swells to more than there is room for is left for a person', async () => {
    const zip = new ZipFile()
    zip.addBuffer(Buffer.alloc(150_000_000, ' '), 'xl/worksheets/sheet1.xml')
    zip.end()
    const packed = await buffer(zip.outputStream)
    expect((await drop('elenco.xlsx', packed)).json()).toEqual({ added: 1, known: 0 })
    expect(await items()).toMatchObject([{ problem: 'unreadable' }])
    await expect(refuseSwollen(packed)).rejects.toThrow('swells')
  })

  test('a message with signs or times that cannot be kept is taken without them, and so are those beside it', async () => {
    const odd = (header: string) => `From: a@example.org\n${header}\n\nChiedo più verde.\n`
    const messages = [
      odd('Message-ID: <a\0b@example.org>'),
      odd('Received: from x; -200000-01-01T00:00:00Z\nMessage-ID: <c@example.org>'),
      odd('Message-ID: <d@example.org>'),
    ]
    const mailbox = messages.map((message) => `From a Tue Dec  1 10:00:00 2026\n${message}`).join('\n')
    expect((await drop('posta.mbox', mailbox)).json()).toEqual({ added: 3, known: 0 })
    const kept = await fixture.db('inbox_item').where({ plan_id: plan.id }).orderBy('name')
    expect(kept.map(({ message_id, received_at, problem }) => [message_id, received_at, problem])).toEqual([
      ['<ab@example.org>', null, 'noDate'],
      ['<c@example.org>', null, 'noDate'],
      ['<d@example.org>', null, 'noDate'],
    ])
  })

  test('a file in a folder that cannot be taken keeps no other waiting', async () => {
    const inboxDir = await mkdtemp(join(tmpdir(), 'spazi-inbox-'))
    const folder = join(inboxDir, plan.code)
    await mkdir(folder)
    const long = new Date(Date.now() - 60_000)
    const longName = `b${'o'.repeat(245)}.eml`
    for (const name of ['a.eml', longName, 'c.eml']) {
      await writeFile(join(folder, name), `From: ${name[0]}@example.org\n\nChiedo più verde.`)
      await utimes(join(folder, name), long, long)
    }
    await fixture.db.raw(`CREATE FUNCTION refuse_a() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW.sender LIKE 'a@%' THEN RAISE 'refused'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse_a BEFORE INSERT ON inbox_item FOR EACH ROW EXECUTE FUNCTION refuse_a()`)
    const watched = { ...context(), config: { ...context().config, inboxDir } }
    await expect(takeFromFolder(watched)).rejects.toThrow('1 files of the inbox were not taken')
    await fixture.db.raw('DROP FUNCTION refuse_a() CASCADE')
    expect((await readdir(folder)).sort()).toEqual(['a.eml', 'taken'])
    expect((await items()).map(({ sender }: { sender: string }) => sender).sort()).toEqual([
      'b@example.org',
      'c@example.org',
    ])
    expect(await takeFromFolder(watched)).toBe(1)
    await rm(inboxDir, { recursive: true })
  })

  test('what is dropped in the folder of a plan is taken once it is whole, and moved aside', async () => {
    const inboxDir = await mkdtemp(join(tmpdir(), 'spazi-inbox-'))
    const folder = join(inboxDir, plan.code)
    await mkdir(folder)
    const long = new Date(Date.now() - 60_000)
    await writeFile(join(folder, 'uno.eml'), certifiedMail())
    await utimes(join(folder, 'uno.eml'), long, long)
    await writeFile(join(folder, 'mezzo.eml'), 'From: x')
    const watched = { ...context(), config: { ...context().config, inboxDir } }
    expect(await takeFromFolder(watched)).toBe(1)
    expect(await takeFromFolder(watched)).toBe(0)
    expect((await readdir(folder)).sort()).toEqual(['mezzo.eml', 'taken'])
    expect(await items()).toMatchObject([{ name: 'uno.eml', sender: 'anna.rossi@pec.example.it' }])
    await rm(inboxDir, { recursive: true })
  })
})

test('what came late is decided about by one act for all, also for what comes later; it is made once', async () => {
  await drop('elenco.csv', 'Mittente;Testo\nAnna;Uno\nBruno;Due\n')
  const [one, two] = await items()
  const register = (item: { id: string }, at: string) =>
    planner.post(`/api/desk/observations/inbox/${item.id}/register`, registration(at, { channel: 'list' }))
  const late = await register(one, new Date().toISOString().replace(/\d\dZ$/, '00Z'))
  expect(late.json()).toMatchObject({ isLate: true })
  const act = {
    examined: false,
    reason: 'Arrivate oltre il termine.',
    actNumber: 'DCC 5',
    actDate: '2026-12-01',
  }
  const url = `/api/desk/plans/${plan.code}/late-act`
  expect((await planner.post(url, act)).statusCode).toBe(403)
  expect((await head.post(url, act)).json()).toEqual({ submissions: 1 })
  expect((await head.post(url, act)).json().type).toBe('/problems/late-act')
  const after = await register(two, new Date().toISOString().replace(/\d\dZ$/, '00Z'))
  const rows = await fixture.db('submission').where({ plan_id: plan.id }).whereNotNull('late_act')
  expect(rows.map(({ number }) => number).sort()).toEqual([late.json().number, after.json().number].sort())
})

test('what is no observation is put aside with why; what lies in the future is refused; paper gets a printed code', async () => {
  await drop('elenco.csv', 'Mittente;Testo\nAnna;Pubblicità\nBruno;Due\n')
  const [advert, real] = await items()
  const path = (id: string) => `/api/desk/observations/inbox/${id}`
  const aside = await planner.post(`${path(advert.id)}/dismiss`, { reason: 'È pubblicità.' })
  expect(aside.json()).toMatchObject({ dismissedReason: 'È pubblicità.' })
  const again = await planner.post(`${path(advert.id)}/register`, registration(before()))
  expect(again.json().type).toBe('/problems/inbox-done')
  const future = await planner.post(`${path(real.id)}/register`, registration('2099-01-01T00:00:00Z'))
  expect(future.json().errors).toEqual([{ pointer: '/content/receivedAt', detail: 'inTheFuture' }])
  const { id, accessCode } = (await planner.post(`${path(real.id)}/register`, registration(before()))).json()
  expect(await fixture.db('mail_outbox').where({ object_id: id })).toEqual([])
  const printed = await planner.post(`/api/desk/observations/${id}/receipt`)
  const words = await wordsOfPdf(printed.rawPayload)
  const [code = ''] = words.match(/([A-Z2-9]{4}-){3}[A-Z2-9]{4}/) ?? []
  expect(code).not.toBe('')
  expect(code).not.toBe(accessCode)
})

describe('a protocol service', () => {
  test('is asked again until it answers, with one key; the receipt was provisional and the number comes by letter', async () => {
    const asked: { key: unknown; body: Record<string, unknown> }[] = []
    let isAway = true
    const server = createServer(async (request: IncomingMessage, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      asked.push({ key: request.headers['idempotency-key'], body: JSON.parse(body) })
      response.statusCode = isAway ? 503 : 201
      response.end(JSON.stringify({ year: 2026, number: '185714', at: '2026-12-01T09:31:00Z' }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const protocol = { url: `http://127.0.0.1:${port}/`, token: 'secret-token' }
    const config = { ...context().config, protocol }
    const remote = { ...context(), config }
    const applicant = await signInAs(fixture.app, { roles: ['applicant'], email: 'protocollo@example.org' })
    const known = context().config.protocol
    context().config.protocol = protocol
    const id = await sentObservation(applicant, plan.code)
    context().config.protocol = known
    const mine = async () => (await applicant.get(`/api/observations/${id}`)).json()
    expect(await mine()).toMatchObject({ status: 'submitted', protocol: null })
    await expect(registerWaiting(remote)).rejects.toThrow('503')
    isAway = false
    expect(await registerWaiting(remote, remoteProtocol(protocol))).toBe(1)
    expect(await registerWaiting(remote)).toBe(0)
    expect(await mine()).toMatchObject({ status: 'registered', protocol: { number: '185714', year: 2026 } })
    expect(asked.map(({ key }) => key)).toEqual([id, id])
    expect(asked[0]?.body).toMatchObject({ registry: 'PG', receivedAt: expect.any(String) })
    const letters = await fixture
      .db('mail_outbox')
      .where({ object_id: id })
      .orderBy('created_at')
      .pluck('kind')
    expect(letters).toEqual(['observation.send', 'observation.protocol'])
    server.close()
  })

  test('numbers counted here restart each year and leave none out, however many come at once', async () => {
    const numbers = await Promise.all(
      Array.from({ length: 6 }, () =>
        fixture.db.transaction(async (trx) => {
          const { countProtocol } = await import('./protocol.ts')
          return (await countProtocol(trx, { registry: `R${count}`, year: 2026, at: new Date() })).number
        }),
      ),
    )
    expect(numbers.map(Number).sort()).toEqual([1, 2, 3, 4, 5, 6])
  })
})
