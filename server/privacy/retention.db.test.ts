import { beforeAll, expect, test } from 'vitest'
import { readCityPack } from '../city/pack.ts'
import { retentionKinds } from '../city/schema.ts'
import { verifyChain } from '../db/auditChain.ts'
import { testApp } from '../testing/app.ts'
import { type Client, signIn } from '../testing/people.ts'
import { draftFor, insertCall, insertSpace, sendFor } from '../testing/requests.ts'
import { applyRetention, countDue } from './retention.ts'
import { retentionSteps } from './retentionSteps.ts'

const fixture = testApp()
const { db } = fixture
const { retention } = readCityPack('milano')
const ago = (interval: string) => db.raw('clock_timestamp() - ?::interval', [interval])

/** Pretends that a request was last touched so long ago; triggers sleep meanwhile. */
async function age(id: string, interval: string): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.raw('SET LOCAL session_replication_role = replica')
    await trx('request')
      .where({ id })
      .update({ updated_at: trx.raw('clock_timestamp() - ?::interval', [interval]) })
  })
}

/** An area that nobody uses, and one that an alert watches. */
async function insertAreas(index: number, at: ReturnType<typeof ago>): Promise<void> {
  const area = {
    geom: db.raw("ST_GeomFromText('MULTIPOLYGON(((9 45,9.1 45,9 45.1,9 45)))', 4326)"),
    used_at: at,
  }
  await db('area').insert([
    { ...area, id: `unused-${index}` },
    { ...area, id: `watched-${index}` },
  ])
  await db('alert').insert({
    email: 'p@example.org',
    language: 'it',
    filters: { within: `area:watched-${index}` },
    token_hash: Buffer.from(`watching-${index}`),
    stop_token: `watching-${index}`,
    confirmed_at: at,
  })
}

/** An old row and a young one for each simple kind; the young one stays. */
async function insertSimple(accountId: string): Promise<void> {
  for (const [index, at] of [ago('1 hour'), ago('3 years')].entries()) {
    const token = Buffer.from(`token-${index}`)
    const email = `p${index}@example.org`
    await db('account_registration').insert({ email, token_hash: token, expires_at: at })
    await db('password_reset').insert({
      token_hash: token,
      email: 'x@example.org',
      account_id: accountId,
      expires_at: at,
    })
    await db('sign_in_failure').insert({ email: 'p@example.org', failed_at: at })
    await db('session').insert({ id_hash: token, account_id: accountId, csrf_token: 'x', expires_at: at })
    const alert = { language: 'it', filters: '{}', token_hash: token, stop_token: `stop-${index}` }
    await db('alert').insert({ ...alert, email: 'p@example.org', created_at: at })
    await db('alert').insert({
      ...alert,
      token_hash: Buffer.from(`stopped-${index}`),
      stop_token: `stopped-${index}`,
      stopped_at: at,
    })
    await insertAreas(index, at)
    await db('notification').insert({
      account_id: accountId,
      kind: 'test',
      object_kind: 'request',
      object_id: 'x',
      created_at: at,
    })
    const letter = { kind: 'test', recipient: 'p@example.org', language: 'it', subject: 's', body_text: 't' }
    await db('mail_outbox').insert({ ...letter, message_id: `<plain-${index}>`, sent_at: at })
    await db('mail_outbox').insert({
      ...letter,
      message_id: `<secret-${index}>`,
      sent_at: at,
      holds_secret: true,
    })
    await db('mail_outbox').insert({ ...letter, message_id: `<pec-${index}>`, sent_at: at, channel: 'pec' })
  }
}

/** A notice by certified mail, with its receipt of delivery. */
async function insertNotice(requestId: string): Promise<void> {
  const [letter] = await db('mail_outbox')
    .insert({
      message_id: '<notice>',
      kind: 'request.exclude',
      recipient: 'anna@pec.example.org',
      language: 'it',
      subject: 'Esclusione di Anna Ferrari',
      body_text: 'Anna Ferrari',
      channel: 'pec',
      sent_at: ago('11 years'),
      object_kind: 'request',
      object_id: requestId,
    })
    .returning('id')
  await db('notice').insert({
    object_kind: 'request',
    object_id: requestId,
    kind: 'request.exclude',
    channel: 'pec',
    address: 'anna@pec.example.org',
    letter_id: letter.id,
    delivered_at: ago('11 years'),
  })
  await db('pec_receipt').insert({
    letter_id: letter.id,
    message_id: '<receipt>',
    kind: 'delivery',
    at: ago('11 years'),
    source: Buffer.from('anna@pec.example.org'),
    sha256: 'x',
  })
}

const requests: Record<'oldDraft' | 'draft' | 'old' | 'recent' | 'awarded', string> = {
  oldDraft: '',
  draft: '',
  old: '',
  recent: '',
  awarded: '',
}
let applicant: Client

beforeAll(async () => {
  applicant = await signIn(fixture.app, 'applicant')
  const officer = await signIn(fixture.app, 'propertyOffice')
  const ids: number[] = []
  for (const code of ['R-1', 'R-2', 'R-3', 'R-4', 'R-5']) ids.push(await insertSpace(db, code))
  await insertCall(db, 'AVVISO', ids.slice(0, 3))
  await fixture.app.context.feed.refresh()
  requests.old = (await sendFor(applicant, 'R-1')).id
  requests.recent = (await sendFor(applicant, 'R-2')).id
  requests.awarded = (await sendFor(applicant, 'R-3')).id
  requests.oldDraft = (await draftFor(applicant, 'R-4')).id
  requests.draft = (await draftFor(applicant, 'R-5')).id
  const { party_id } = await db('request').where({ id: requests.awarded }).first('party_id')
  await db('award').insert({
    space_id: ids[2],
    request_id: requests.awarded,
    party_id,
    period: '[2010-01-01,2016-01-01)',
    procedure: 'publicCall',
    act_number: '1/2010',
    act_date: '2010-01-01',
    awarded_by: officer.me.account?.id,
  })
  await db('request_file').insert(
    [requests.old, requests.oldDraft, requests.awarded].map((request_id) => ({
      request_id,
      name: 'progetto.pdf',
      media_type: 'application/pdf',
      size_bytes: 4,
      sha256: 'x',
      content: Buffer.from('%PDF'),
    })),
  )
  await insertNotice(requests.old)
  await age(requests.oldDraft, '91 days')
  await age(requests.draft, '89 days')
  await age(requests.old, '3653 days')
  await age(requests.awarded, '30 years')
  await age(requests.recent, '9 years')
  await insertSimple(applicant.me.account?.id ?? '')
})

const due = {
  registrations: 1,
  signInLinks: 1,
  invitations: 0,
  sessions: 1,
  signInFailures: 1,
  drafts: 1,
  unansweredAlerts: 1,
  stoppedAlerts: 1,
  areas: 1,
  needs: 0,
  notifications: 1,
  secretLetters: 1,
  letters: 1,
  accountEvents: 0,
  unsuccessfulRequests: 1,
}
const asRecord = (counts: { kind: string; count: number }[]) =>
  Object.fromEntries(counts.map(({ kind, count }) => [kind, count]))

/** How many rows each table holds. */
async function rowCounts(): Promise<unknown> {
  const { rows } = await db.raw<{ rows: { name: string }[] }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  )
  const counts = rows.map(({ name }) => `(SELECT count(*) FROM "${name}") AS "${name}"`)
  return (await db.raw(`SELECT ${counts.join(', ')}`)).rows[0]
}

test('every kind of the table is applied by the program, kept for ever, or left to who runs the server', () => {
  const applied = Object.keys(retentionSteps)
  const others = retention.filter(({ kind }) => !applied.includes(kind)).map(({ action }) => action)
  expect(applied.length + others.length).toBe(retentionKinds.length)
  expect(new Set(others)).toEqual(new Set(['keep', 'outside']))
})

test('a trial run says what is due, kind by kind, and changes nothing', async () => {
  const before = await rowCounts()
  expect(asRecord(await countDue(db, retention))).toEqual(due)
  expect(await rowCounts()).toEqual(before)
})

test('what is due goes, each kind with one audit event; a second run finds nothing', async () => {
  expect(asRecord(await applyRetention(db, retention))).toEqual(due)
  const events = await db('audit_event').where({ action: 'applyRetention' }).pluck('object_id')
  expect(events.sort()).toEqual(
    Object.entries(due)
      .filter(([, count]) => count > 0)
      .map(([kind]) => kind)
      .sort(),
  )
  const again = asRecord(await applyRetention(db, retention))
  expect(Object.values(again).every((count) => count === 0)).toBe(true)
  expect(await db('audit_event').where({ action: 'applyRetention' })).toHaveLength(events.length)
})

test('what is not due stays, and so do certified letters', async () => {
  const left = async (table: string) => (await db(table).select(db.raw('1'))).length
  expect(await left('account_registration')).toBe(1)
  expect(await left('password_reset')).toBe(1)
  expect(await left('sign_in_failure')).toBe(1)
  expect(await left('notification')).toBeGreaterThanOrEqual(1)
  const letters = await db('mail_outbox')
    .whereLike('message_id', '<%-_>')
    .orderBy('message_id')
    .pluck('message_id')
  expect(letters).toEqual(['<pec-0>', '<pec-1>', '<plain-0>', '<secret-0>'])
  expect((await db('area').pluck('id')).sort()).toEqual(['unused-0', 'watched-0', 'watched-1'])
  const drafts = await db('request').where({ status: 'draft' }).pluck('id')
  expect(drafts).toEqual([requests.draft])
})

test('a request ten years over loses who sent it and what they wrote, not its number, hash and outcome', async () => {
  const row = await db('request').where({ id: requests.old }).first()
  expect(row).toMatchObject({ account_id: null, party_id: null, content: {}, status: 'submitted' })
  expect(row.number).toBeTruthy()
  expect(row.content_hash).toMatch(/^[0-9a-f]{64}$/)
  expect(await db('request_file').where({ request_id: requests.old })).toHaveLength(0)
  expect(await db('notice').where({ object_id: requests.old }).pluck('address')).toEqual([null])
  expect(await db('pec_receipt').where({ message_id: '<receipt>' })).toEqual([])
  const letters = await db('mail_outbox').where({ object_id: requests.old }).select('recipient', 'body_text')
  expect(letters.length).toBeGreaterThan(0)
  expect(JSON.stringify(letters)).not.toMatch(/anna|ferrari/i)
  const personal = await db({ p: 'audit_personal' })
    .join({ e: 'audit_event' }, 'e.id', 'p.event_id')
    .where({ 'e.object_id': requests.old })
    .whereNull('p.erased_at')
  expect(personal).toEqual([])
  expect(await verifyChain(db, 'request', requests.old)).toMatchObject({ valid: true })
})

test('a request with an award is kept whole, and the database refuses to erase it', async () => {
  const row = await db('request').where({ id: requests.awarded }).first()
  expect(row.content.applicant.name).toBe('Anna Ferrari')
  expect(await db('request_file').where({ request_id: requests.awarded })).toHaveLength(1)
  const erase = db('request')
    .where({ id: requests.awarded })
    .update({ erased_at: db.fn.now(), content: '{}', account_id: null, party_id: null })
  await expect(erase).rejects.toMatchObject({ code: '23001' })
})

test('what was received still cannot be changed otherwise', async () => {
  const change = db('request').where({ id: requests.recent }).update({ content: '{}' })
  await expect(change).rejects.toMatchObject({ code: '23001' })
  const erased = db('request').where({ id: requests.old }).update({ answer: 'altro' })
  await expect(erased).rejects.toMatchObject({ code: '23001' })
})
