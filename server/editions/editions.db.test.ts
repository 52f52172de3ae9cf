import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { storedPath } from '../files/storage.ts'
import { testApp } from '../testing/app.ts'
import { wordsOf } from '../testing/editions.ts'
import { type Client, insertAccount, signInAs } from '../testing/people.ts'
import { insertPlan, insertPoint, type PlanMade } from '../testing/points.ts'
import { claimJob, endJob, failJob, type Job, restart } from './jobs.ts'
import { followWords, makeNext } from './making.ts'
import type { Format } from './words.ts'

const site = testApp()
const made = {} as {
  plan: PlanMade
  head: Client
  secretary: Client
  other: Client
  signer: string
  maker: string
  secret: number
  body: number
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex')

async function sign(point: number, text: string, columns: Record<string, unknown> = {}) {
  const { text: words } = await site.db('point').where({ id: point }).first('text')
  const last = await site.db('public_text').where({ point_id: point }).max({ revision: 'revision' }).first()
  await site.db('public_text').insert({
    point_id: point,
    revision: (last?.revision ?? 0) + 1,
    text,
    synthesis: 'Sintesi pubblica',
    place: 'neighbourhood',
    source_hash: sha(words),
    redacted_by: made.maker,
    signed_by: made.signer,
    signed_at: site.db.raw('clock_timestamp()'),
    ...columns,
  })
}

async function decide(point: number, outcome: string, reason: string, publicReason: string) {
  const decision = {
    point_id: point,
    outcome,
    reason,
    act_number: 'DCC 7',
    decided_on: '2026-10-05',
    decided_by: made.signer,
  }
  const [row] = await site
    .db('decision')
    .insert({ ...decision, stage: 'council' })
    .returning('id')
  await site.db('public_reply').insert({
    decision_id: row.id,
    text: publicReason,
    redacted_by: made.maker,
    signed_by: made.signer,
    signed_at: site.db.raw('clock_timestamp()'),
  })
  return row.id
}

const secretWords = 'Anna Segreta di via Nascosta 7 chiede il giardino.'

async function insertPoints() {
  const { db } = site
  made.secret = await insertPoint(
    db,
    made.plan,
    secretWords,
    { article_id: made.plan.articles.pds11, paragraph: '3', synthesis: 'Sintesi di Anna Segreta' },
    {
      submitter: JSON.stringify({
        name: 'Anna Segreta',
        onBehalfOf: 'Bruno Delegante',
        email: 'anna@segreta.example',
      }),
      private_reasons: 'Motivi Riservatissimi',
      registry: 'PG',
      protocol_year: 2026,
      protocol_number: '918273',
      protocol_at: db.raw('clock_timestamp()'),
    },
  )
  made.body = await insertPoint(
    db,
    made.plan,
    'Il Municipio chiede una scuola.',
    {},
    {
      submitter_kind: 'district',
      kind: 'opinion',
      opinion_outcome: 'favourable',
      submitter: JSON.stringify({ name: 'Municipio 3' }),
    },
  )
  const proxy = await insertPoint(
    db,
    made.plan,
    'Si chiede per altri.',
    {},
    {
      submitter_kind: 'publicBody',
      submitter: JSON.stringify({ name: 'Ente Procuratore', onBehalfOf: 'Bruno Delegante' }),
    },
  )
  await sign(proxy, 'Si chiede per altri.')
  await decide(proxy, 'noted', 'Se ne prende atto, senza altro.', 'Se ne prende atto, senza altro.')
  await db('point_theme').insert([
    { point_id: made.secret, theme_id: made.plan.themes.parks },
    { point_id: made.body, theme_id: made.plan.themes.manufacturing },
  ])
  await sign(made.secret, '[omissis] chiede il giardino.')
  await sign(made.body, 'Il Municipio chiede una scuola.', { place: 'exact' })
  const decision = await decide(
    made.secret,
    'rejected',
    'Anna Segreta non ha ragione.',
    '[omissis] non ha ragione.',
  )
  await decide(made.body, 'accepted', 'La scuola si fa in tempo.', 'La scuola si fa in tempo.')
  await db('council_vote').insert({
    plan_id: made.plan.id,
    point_id: made.secret,
    held_on: '2026-10-05',
    present: 40,
    in_favour: 30,
    against: 5,
    abstained: 5,
    left_under_78: JSON.stringify([{ name: 'Carla Consigliera' }]),
    decision_id: decision,
    recorded_by: made.signer,
  })
}

beforeAll(async () => {
  const { db, app } = site
  made.head = await signInAs(app, { name: 'Elsa Capo', roles: ['planningHead'] })
  made.secretary = await signInAs(app, { name: 'Silvio Lettore', roles: ['councilSecretary'] })
  made.other = await signInAs(app, { name: 'Altra Lettrice', roles: ['councilSecretary'] })
  made.signer = await insertAccount(app, { name: 'Firma Tario', roles: ['planningHead'] })
  made.maker = await insertAccount(app, { name: 'Copri Trice', roles: ['planner'] })
  made.plan = await insertPlan(db, 'EDI-1', { public_from: db.raw("clock_timestamp() - interval '1 day'") })
  await insertPoints()
})

const errors: unknown[] = []
const makeAll = async () => {
  while (await makeNext(site.app.context, { onError: (error) => errors.push(error) }));
}

const paths = {
  desk: '/api/desk/plans/EDI-1/editions',
  council: '/api/council/plans/EDI-1/editions',
  open: '/api/plans/EDI-1/editions',
}

async function ask(client: Client, path: string, format: Format, sorting = 'theme') {
  const answer = await client.post(path, { format, sorting })
  expect([200, 201], answer.body).toContain(answer.statusCode)
  return { id: answer.json().id as string, isNew: answer.statusCode === 201 }
}

describe('an edition for the public', () => {
  test('is made in the background and shows how far it has come', async () => {
    const { id } = await ask(made.head, paths.desk, 'pdf')
    const waiting = (await made.head.get(paths.desk)).json()
    expect(waiting).toMatchObject({ total: 1, items: [{ id, state: 'waiting', share: 0, sha256: null }] })
    expect((await made.head.get(`${paths.desk}/${id}`)).statusCode).toBe(404)
    await makeAll()
    const [file] = (await made.head.get(paths.desk)).json().items
    expect(file).toMatchObject({ state: 'made', share: 1, askedBy: 'Elsa Capo', problem: null })
    const taken = await made.head.get(`${paths.desk}/${id}`)
    expect(taken.headers['content-type']).toBe('application/pdf')
    expect(taken.headers['content-disposition']).toContain('controdeduzioni-EDI-1-per-tema-DIMOSTRAZIONE.pdf')
    expect(sha(taken.rawPayload as unknown as string)).toBe(file.sha256)
    expect(errors).toEqual([])
  })

  test('regression 17: holds no name, no uncovered word and no path, in any format', async () => {
    for (const format of ['pdf', 'docx', 'xlsx'] as const) {
      const { id } = await ask(made.head, paths.desk, format)
      await makeAll()
      const { sha256 } = (await made.head.get(paths.desk))
        .json()
        .items.find((file: { id: string }) => file.id === id)
      const { varDir } = site.app.context.config
      const words = await wordsOf(await readFile(storedPath(varDir, sha256)), format)
      for (const word of [
        'Segreta',
        'Nascosta',
        'Delegante',
        'Procuratore',
        'Riservatissimi',
        '918273',
        'Consigliera',
      ]) {
        expect(words, format).not.toContain(word)
      }
      for (const word of ['Elsa', 'Firma', 'Copri', varDir, 'presenti 40'])
        expect(words, format).not.toContain(word)
      for (const word of ['[omissis] chiede il giardino.', '[omissis] non ha ragione.', 'Municipio 3']) {
        expect(words, format).toContain(word)
      }
      for (const word of ['PdS art. 11 c. 3', 'Non accolto', 'Servizi › Verde'])
        expect(words, format).toContain(word)
    }
  })

  test('is not made twice from the same, and is made anew where a word of it is another', async () => {
    const first = await ask(made.head, paths.desk, 'docx')
    expect(first.isNew).toBe(false)
    await site.db('plan_theme').where({ id: made.plan.themes.parks }).update({ title: 'Parchi' })
    const second = await ask(made.head, paths.desk, 'docx')
    expect(second).toMatchObject({ isNew: true })
    expect(await ask(made.head, paths.desk, 'docx')).toEqual({ id: second.id, isNew: false })
    await makeAll()
  })

  test('asked for by many at once, it is one job', async () => {
    const asked = await Promise.all(
      Array.from({ length: 6 }, () => ask(made.head, paths.desk, 'xlsx', 'number')),
    )
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
    expect(asked.filter(({ isNew }) => isNew)).toHaveLength(1)
    await makeAll()
  })

  test('is begun again where the server was killed while it made it', async () => {
    const { id } = await ask(made.head, paths.desk, 'xlsx', 'article')
    expect((await claimJob(site.db))?.id).toBe(id)
    const state = async () =>
      (await made.head.get(paths.desk)).json().items.find((file: { id: string }) => file.id === id).state
    expect(await state()).toBe('making')
    await makeAll()
    expect(await state()).toBe('making')
    await site
      .db('register_job')
      .where({ id })
      .update({ claimed_until: site.db.raw("clock_timestamp() - interval '1 second'") })
    await makeAll()
    expect(await state()).toBe('made')
  })

  test('is left where the server is told to end, and waits for the next one', async () => {
    const { id } = await ask(made.head, paths.desk, 'docx', 'article')
    const stop = AbortSignal.abort()
    await makeNext(site.app.context, { stop, onError: (error) => errors.push(error) })
    const row = await site.db('register_job').where({ id }).first('ended_at', 'claimed_until', 'problem')
    expect(row).toEqual({ ended_at: null, claimed_until: null, problem: null })
    await makeAll()
    expect(errors).toEqual([])
  })

  test('is given up where its server was killed too often', async () => {
    const { id } = await ask(made.head, paths.desk, 'pdf', 'article')
    await site.db('register_job').where({ id }).update({ attempts: 3 })
    await makeAll()
    expect(await site.db('register_job').where({ id }).first('problem')).toEqual({ problem: 'failed' })
    expect((await ask(made.head, paths.desk, 'pdf', 'article')).isNew).toBe(true)
    await makeAll()
  })
})

describe('the Council’s edition', () => {
  test('has names, protocol numbers, all words and votes, and no private reason', async () => {
    for (const format of ['pdf', 'docx', 'xlsx'] as const) {
      const { id } = await ask(made.secretary, paths.council, format)
      await makeAll()
      const taken = await made.secretary.get(`${paths.council}/${id}`)
      const words = await wordsOf(taken.rawPayload as Buffer, format)
      for (const word of ['Anna Segreta', 'via Nascosta 7', 'Bruno Delegante', 'PG 918273/2026']) {
        expect(words, format).toContain(word)
      }
      for (const word of ['presenti 40', 'Carla Consigliera', 'Copia per Silvio Lettore']) {
        expect(words, format).toContain(word)
      }
      expect(words, format).not.toContain('Riservatissimi')
      expect(words, format).not.toContain('anna@segreta.example')
      expect(taken.headers['cache-control']).toContain('no-store')
    }
  })

  test('each opening is logged with who, what and when', async () => {
    const [{ id }] = (await made.secretary.get(paths.council)).json().items
    const openings = () =>
      site.db('edition_opening').where({ plan_id: made.plan.id }).select('account_id', 'what')
    const before = (await openings()).length
    await made.secretary.get(`${paths.council}/${id}`)
    const after = await openings()
    expect(after).toHaveLength(before + 1)
    expect(after.at(-1)?.what).toMatch(/^file\?format=\w+&sorting=theme$/)
    const events = await site
      .db('audit_event')
      .where({ object_kind: 'registerFile', object_id: id })
      .pluck('action')
    expect(events).toContain('takeEditionFile')
  })

  test('a copy belongs to who asked for it: another reader neither sees nor takes it, and gets one of their own', async () => {
    const [{ id }] = (await made.secretary.get(paths.council)).json().items
    expect((await made.other.get(paths.council)).json().items).toEqual([])
    expect((await made.other.get(`${paths.council}/${id}`)).statusCode).toBe(404)
    expect((await ask(made.other, paths.council, 'pdf')).isNew).toBe(true)
    await makeAll()
  })

  test('is not to be had by the way of the public one', async () => {
    const [{ id }] = (await made.secretary.get(paths.council)).json().items
    expect((await made.head.get(`${paths.desk}/${id}`)).statusCode).toBe(404)
    expect((await made.secretary.get(paths.desk)).statusCode).toBe(403)
    expect((await site.app.inject({ method: 'GET', url: `${paths.council}/${id}` })).statusCode).toBe(401)
  })
})

describe('once the register is published', () => {
  test('before, there is none', async () => {
    expect((await site.app.inject({ method: 'GET', url: paths.open })).statusCode).toBe(404)
    expect((await site.app.inject({ method: 'GET', url: `${paths.open}/theme.pdf` })).statusCode).toBe(404)
  })

  test('everybody takes the last file of each kind by an address that stays', async () => {
    const { db, app } = site
    await db('plan')
      .where({ id: made.plan.id })
      .update({ status: 'approved', approved_on: '2026-10-05', approved_act: 'DCC 7' })
    await db('plan')
      .where({ id: made.plan.id })
      .update({ published_at: db.raw('clock_timestamp()') })
    const list = (await app.inject({ method: 'GET', url: paths.open })).json()
    expect(list.items.map(({ name }: { name: string }) => name)).toContain('theme.docx')
    const taken = await app.inject({ method: 'GET', url: `${paths.open}/theme.docx` })
    const listed = list.items.find(({ name }: { name: string }) => name === 'theme.docx')
    expect(sha(taken.rawPayload as unknown as string)).toBe(listed.sha256)
    expect(await wordsOf(taken.rawPayload as Buffer, 'docx')).toContain('Parchi')
  })

  test('the reading of words waits for who is just taking some back', async () => {
    const { db } = site
    const { id } = await ask(made.head, paths.desk, 'pdf', 'number')
    const withdrawing = await db.transaction()
    await withdrawing('plan').where({ id: made.plan.id }).forShare().first('id')
    let isRead = false
    const reading = restart(db, { id, planId: made.plan.id }).then(() => {
      isRead = true
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(isRead).toBe(false)
    await withdrawing.commit()
    await reading
    await failJob(db, id, 'failed')
  })

  test('a server that was given up for dead ends no job another has taken over', async () => {
    const { db } = site
    const { id } = await ask(made.head, paths.desk, 'pdf', 'number')
    const late = await claimJob(db)
    await db('register_job')
      .where({ id })
      .update({ claimed_until: db.raw("clock_timestamp() - interval '1 second'") })
    expect((await claimJob(db))?.id).toBe(id)
    await endJob(db, late as Job, { fingerprint: 'f', sha256: null as never, sizeBytes: null as never })
    expect((await db('register_job').where({ id }).first('ended_at')).ended_at).toBeNull()
    await failJob(db, id, 'failed')
  })

  test('words that are taken back are gone from every file at once, and the files are made anew', async () => {
    const { db, app } = site
    const kept = { format: 'docx', sorting: 'theme' }
    await db('register_job')
      .where({ edition: 'public' })
      .whereNot(kept)
      .update({ sha256: null, size_bytes: null, problem: 'failed' })
    const open = (name: string) => app.inject({ method: 'GET', url: `${paths.open}/${name}` })
    await db('public_text')
      .where({ point_id: made.secret })
      .whereNull('replaced_at')
      .update({ replaced_at: db.raw('clock_timestamp()') })
    expect((await open('theme.docx')).statusCode).toBe(404)
    expect((await app.inject({ method: 'GET', url: paths.open })).json().items).toEqual([])
    await followWords(app.context)
    expect(await db('register_job').whereNotNull('sha256').where({ edition: 'public' })).toEqual([])
    await makeAll()
    const words = await wordsOf((await open('theme.docx')).rawPayload as Buffer, 'docx')
    expect(words).not.toContain('chiede il giardino')
    expect(words).toContain('In corso di revisione.')
    expect(words).toContain('Non accolto')
    await sign(made.secret, '[omissis] chiede un giardino nuovo.')
    await followWords(app.context)
    await makeAll()
    expect(await wordsOf((await open('theme.docx')).rawPayload as Buffer, 'docx')).toContain(
      'un giardino nuovo',
    )
    expect(errors).toEqual([])
  })
})
