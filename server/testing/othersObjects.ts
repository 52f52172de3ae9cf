import { randomInt, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import type { Db } from '../db/index.ts'
import { insertCommission, insertJudgedCall, insertSent } from './evaluation.ts'
import { draftObservation, sentObservation } from './observations.ts'
import { addEditor, company, enterParty } from './parties.ts'
import { type Client, insertAccount, sessionOf } from './people.ts'
import { insertPlan } from './plans.ts'
import { insertEdition, needOf } from './qualifiedList.ts'
import { draftFor, insertSpace, sendFor } from './requests.ts'
import { insertBooking } from './visits.ts'

/** Ids of what belongs to one person. */
export interface Objects {
  account: string
  grant: number
  session: string
  message: string
  notification: string
  party: string
  member: number
  invitation: string
  draft: string
  file: string
  /** Of a place on a visit. */
  booking: string
  request: string
  /** Code of a call in evaluation, and a request for it. */
  evaluation: string
  judged: string
  /** Of an observation that is being written, a file of it, and of one that was sent. */
  observationDraft: string
  observationFile: string
  observation: string
  /** Code of a lab that is kept, a draft for the qualified list, and code of a need told to suitable labs. */
  lab: string
  labApplication: string
  need: string
  /** Code of a space that is nobody's. */
  space: string
}

/** Ids that are nobody's. */
export const noObjects = (space: string): Objects => ({
  account: randomUUID(),
  grant: randomInt(1_000_000_000, 2_000_000_000),
  session: randomUUID(),
  message: randomUUID(),
  notification: randomUUID(),
  party: randomUUID(),
  member: randomInt(1_000_000_000, 2_000_000_000),
  invitation: randomUUID(),
  draft: randomUUID(),
  file: randomUUID(),
  booking: randomUUID(),
  request: randomUUID(),
  evaluation: `E-${randomUUID()}`,
  judged: randomUUID(),
  observationDraft: randomUUID(),
  observationFile: randomUUID(),
  observation: randomUUID(),
  lab: `L-${randomUUID()}`,
  labApplication: randomUUID(),
  need: `N-${randomUUID()}`.slice(0, 40),
  space,
})

const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'blue' } })
  .png()
  .toBuffer()

async function attach(client: Client, of: string): Promise<string> {
  const payload = new FormData()
  payload.append('file', new Blob([new Uint8Array(await picture)]), 'locale.png')
  const answer = await client.inject({ method: 'POST', url: `${of}/files`, payload })
  if (answer.statusCode !== 201) throw new Error(`file: ${answer.statusCode} ${answer.body}`)
  return answer.json().id
}

/** Code of a plan one can write to. */
const planFor = async (db: Db, code: string) => (await insertPlan(db, { code })).code

/** A draft of a lab for the list that is open, and a need that is told to suitable labs. */
async function listObjects(client: Client, db: Db, party: string, lab: string) {
  await insertEdition(db)
  const draft = await client.post('/api/lab-list/applications', { edition: 'ELENCO', lab })
  if (draft.statusCode !== 201) throw new Error(`application: ${draft.statusCode} ${draft.body}`)
  // A process for which no lab has a machine: otherwise it would be theirs to read who keep one.
  const need = await client.post('/api/needs', needOf(party))
  if (need.statusCode !== 201) throw new Error(`need: ${need.statusCode} ${need.body}`)
  return { labApplication: draft.json().id as string, need: need.json().code as string }
}

/** Makes a person who has one of each kind of object. */
export async function personWithObjects(
  app: FastifyInstance,
  name: string,
): Promise<{ client: Client; objects: Objects }> {
  const { db } = app.context
  const account = await insertAccount(app, { roles: ['applicant'], name })
  const client = await sessionOf(app, account)
  const space = `O-${name}`
  await insertSpace(db, space)
  await insertSpace(db, `${space}-2`)
  const party = await enterParty(client)
  const editor = await sessionOf(app, await insertAccount(app, { roles: ['applicant'] }))
  const member = await addEditor(client, party.id, editor)
  const invited = await client.post(`/api/parties/${party.id}/invitations`, { email: 'x@example.org' })
  const draft = await draftFor(client, `${space}-2`)
  const officerId = await insertAccount(app, { roles: ['propertyOffice'] })
  const evaluators = [await insertAccount(app, { roles: ['evaluator'] })]
  const request = await sendFor(client, space)
  const evaluation = `E-${name}`
  const call = await insertJudgedCall(db, { code: evaluation, unsealedBy: officerId })
  await insertCommission(db, call, evaluators, officerId)
  const observationDraft = await draftObservation(client, await planFor(db, `Q-${name}`.toUpperCase()))
  const idOf = async (table: string) => (await db(table).where({ account_id: account }).first('id')).id
  const news = { account_id: account, kind: 'request.take', object_kind: 'request', object_id: request.id }
  await db('notification').insert(news)
  const lab = `L-${name}`
  await db('lab').insert({ code: lab, name, source: 'test', party_id: party.id, equipment: ['sewing'] })
  return {
    client,
    objects: {
      account,
      grant: await idOf('account_role'),
      session: await idOf('session'),
      message: await idOf('mail_outbox'),
      notification: await idOf('notification'),
      party: party.id,
      member: member.id,
      invitation: invited.json().id,
      draft: draft.id,
      file: await attach(client, `/api/requests/${draft.id}`),
      booking: await insertBooking(db, account, `V-${name}`),
      request: request.id,
      evaluation,
      judged: await insertSent(db, call, {
        accountId: account,
        number: `J-${name}`,
        data: { kind: 'organisation', ...company },
      }),
      observationDraft,
      observationFile: await attach(client, `/api/observations/${observationDraft}`),
      observation: await sentObservation(client, await planFor(db, `P-${name}`.toUpperCase())),
      ...(await listObjects(client, db, party.id, lab)),
      lab,
      space,
    },
  }
}
