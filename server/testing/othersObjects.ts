import { randomInt, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import type { Role } from '../accounts/schema.ts'
import type { Db } from '../db/index.ts'
import { insertCommission, insertJudgedCall, insertSent } from './evaluation.ts'
import { draftObservation, observationContent, sentObservation } from './observations.ts'
import { addEditor, company, enterParty } from './parties.ts'
import { type Client, insertAccount, sessionOf } from './people.ts'
import { insertPlan } from './plans.ts'
import { completeContent, draftFor, insertSpace, sendFor, sendingOf } from './requests.ts'
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
      space,
    },
  }
}

/** How somebody who may use an operation, but not on that object, tries. */
export interface Attempt {
  /** Roles under which it is tried, one after the other. */
  as: readonly Role[]
  path: (theirs: Objects, mine: Objects) => string
  /** A body that would be right for an object of one's own. */
  body?: (theirs: Objects, mine: Objects) => object
}

const everybody: readonly Role[] = ['applicant', 'propertyOffice', 'administrator', 'auditor']
const applicant: readonly Role[] = ['applicant']
const officer: readonly Role[] = ['propertyOffice']

const evaluator: readonly Role[] = ['evaluator']

const versioned = { version: 1 }
const ofRequest = (below: string, body?: object): Attempt[] => [
  {
    as: applicant,
    path: ({ request }) => `/api/requests/${request}${below}`,
    ...(body && { body: () => body }),
  },
  { as: applicant, path: ({ draft }) => `/api/requests/${draft}${below}`, ...(body && { body: () => body }) },
]
const ofFile = (below: string, readers: readonly Role[]): Attempt[] => [
  { as: readers, path: ({ draft, file }) => `/api/requests/${draft}/files/${file}${below}` },
  { as: applicant, path: ({ file }, mine) => `/api/requests/${mine.draft}/files/${file}${below}` },
]
const ofDraftAtDesk = (action: string, body: object = {}): Attempt[] => [
  {
    as: officer,
    path: ({ draft }) => `/api/desk/requests/${draft}${action}`,
    body: () => ({ ...versioned, ...body }),
  },
]
const ofObservation = (below: string, body?: object): Attempt[] => [
  {
    as: applicant,
    path: ({ observation }) => `/api/observations/${observation}${below}`,
    ...(body && { body: () => body }),
  },
  {
    as: applicant,
    path: ({ observationDraft }) => `/api/observations/${observationDraft}${below}`,
    ...(body && { body: () => body }),
  },
]
const ofObservationFile: Attempt[] = [
  {
    as: applicant,
    path: ({ observationDraft, observationFile }) =>
      `/api/observations/${observationDraft}/files/${observationFile}`,
  },
  {
    as: applicant,
    path: ({ observationFile }, mine) =>
      `/api/observations/${mine.observationDraft}/files/${observationFile}`,
  },
]
const words = 'Parole a sufficienza.'
/** Operations of a commission, tried by an evaluator who does not sit on it. */
const ofCommission = (below: string, body?: object): Attempt[] => [
  {
    as: evaluator,
    path: ({ evaluation, judged }) => `/api/evaluation/${evaluation}${below.replace(':id', judged)}`,
    ...(body && { body: () => body }),
  },
]
const mark = { criterion: 'project', lotId: null, points: 1, purposes: null, note: words }
const hash = '0'.repeat(64)
const nobodysFile = '00000000-0000-4000-8000-000000000000'

/**
 * How each operation with an object in its address, or in its body, is tried on an object of somebody else:
 * an operation that has one and is neither here nor in `sharedObjects` fails the test.
 */
export const attempts: Record<string, readonly Attempt[]> = {
  'DELETE /api/account/sessions/:id': [
    { as: everybody, path: ({ session }) => `/api/account/sessions/${session}` },
  ],
  'GET /api/messages/:id': [{ as: everybody, path: ({ message }) => `/api/messages/${message}` }],
  'GET /api/history/:objectKind/:objectId': [
    { as: applicant, path: ({ request }) => `/api/history/request/${request}` },
    { as: applicant, path: ({ party }) => `/api/history/party/${party}` },
    { as: [...applicant, ...officer], path: ({ account }) => `/api/history/account/${account}` },
  ],
  'POST /api/admin/accounts/:id/roles/:grant/end': [
    {
      as: ['administrator'],
      path: ({ grant }, mine) => `/api/admin/accounts/${mine.account}/roles/${grant}/end`,
      body: () => ({ reason: words }),
    },
  ],

  'GET /api/parties/:id': [{ as: applicant, path: ({ party }) => `/api/parties/${party}` }],
  'PUT /api/parties/:id': [
    {
      as: applicant,
      path: ({ party }) => `/api/parties/${party}`,
      body: () => ({ ...versioned, data: company }),
    },
  ],
  'PUT /api/parties/:id/members/:memberId': [
    {
      as: applicant,
      path: ({ party, member }) => `/api/parties/${party}/members/${member}`,
      body: () => ({ role: 'representative' }),
    },
    {
      as: applicant,
      path: ({ member }, mine) => `/api/parties/${mine.party}/members/${member}`,
      body: () => ({ role: 'representative' }),
    },
  ],
  'DELETE /api/parties/:id/members/:memberId': [
    { as: applicant, path: ({ party, member }) => `/api/parties/${party}/members/${member}` },
    { as: applicant, path: ({ member }, mine) => `/api/parties/${mine.party}/members/${member}` },
  ],
  'POST /api/parties/:id/invitations': [
    {
      as: applicant,
      path: ({ party }) => `/api/parties/${party}/invitations`,
      body: () => ({ email: 'me@example.org' }),
    },
  ],
  'DELETE /api/parties/:id/invitations/:invitationId': [
    { as: applicant, path: ({ party, invitation }) => `/api/parties/${party}/invitations/${invitation}` },
    { as: applicant, path: ({ invitation }, mine) => `/api/parties/${mine.party}/invitations/${invitation}` },
  ],

  'POST /api/requests/drafts': [
    {
      as: applicant,
      path: () => '/api/requests/drafts',
      body: ({ party }, mine) => ({ space: mine.space, party }),
    },
  ],
  'PUT /api/requests/drafts/:id': [
    {
      as: applicant,
      path: ({ draft }) => `/api/requests/drafts/${draft}`,
      body: () => ({ ...versioned, content: completeContent }),
    },
  ],
  'PUT /api/requests/drafts/:id/party': [
    { as: applicant, path: ({ draft }) => `/api/requests/drafts/${draft}/party`, body: () => versioned },
    {
      as: applicant,
      path: (_theirs, mine) => `/api/requests/drafts/${mine.draft}/party`,
      body: ({ party }) => ({ ...versioned, party }),
    },
  ],
  'DELETE /api/requests/drafts/:id': [
    { as: applicant, path: ({ draft }) => `/api/requests/drafts/${draft}` },
  ],
  'POST /api/requests': [
    {
      as: applicant,
      path: () => '/api/requests',
      body: ({ draft }) => sendingOf({ id: draft, version: 1 }),
    },
  ],
  'GET /api/requests/:id': ofRequest(''),
  'POST /api/requests/:id/files': ofRequest('/files'),
  'DELETE /api/requests/:id/files/:fileId': ofFile('', applicant),
  'GET /api/requests/:id/files/:fileId': ofFile('', [...applicant, ...officer]),
  'GET /api/requests/:id/files/:fileId/thumbnail': ofFile('/thumbnail', [...applicant, ...officer]),
  'GET /api/requests/:id/receipt.pdf': [
    { as: applicant, path: ({ request }) => `/api/requests/${request}/receipt.pdf` },
    { as: [...applicant, ...officer], path: ({ draft }) => `/api/requests/${draft}/receipt.pdf` },
  ],
  'POST /api/visit-bookings/:id/cancel': [
    { as: applicant, path: ({ booking }) => `/api/visit-bookings/${booking}/cancel` },
  ],
  'GET /api/visit-bookings/:id/certificate.pdf': [
    { as: applicant, path: ({ booking }) => `/api/visit-bookings/${booking}/certificate.pdf` },
  ],
  'POST /api/requests/:id/withdraw': ofRequest('/withdraw', versioned),
  'POST /api/requests/:id/completion': ofRequest('/completion', { ...versioned, answer: words }),
  'GET /api/requests/:id/identification': ofRequest('/identification'),
  'POST /api/requests/:id/identify': ofRequest('/identify', versioned),

  'GET /api/requests/:id/result': ofRequest('/result'),
  'POST /api/requests/:id/review': ofRequest('/review', { text: words }),
  'POST /api/requests/:id/improved-offers': ofRequest('/improved-offers', {
    roundId: 1,
    sealedPrice: Buffer.alloc(208).toString('base64'),
  }),

  'GET /api/evaluation/:code': ofCommission(''),
  'POST /api/evaluation/:code/declaration': ofCommission('/declaration', { relations: [] }),
  'POST /api/evaluation/:code/rankings/:rankingId/sign': ofCommission('/rankings/1/sign', { hash }),
  'POST /api/evaluation/:code/rankings/:rankingId/drop': ofCommission('/rankings/1/drop', { reason: words }),
  'GET /api/evaluation/:code/requests/:id': ofCommission('/requests/:id'),
  'PUT /api/evaluation/:code/requests/:id/marks': ofCommission('/requests/:id/marks', { marks: [mark] }),
  'POST /api/evaluation/:code/requests/:id/submission': ofCommission('/requests/:id/submission'),
  'POST /api/evaluation/:code/requests/:id/revision': ofCommission('/requests/:id/revision', mark),
  'POST /api/evaluation/:code/requests/:id/conflict': ofCommission('/requests/:id/conflict', {
    reason: words,
  }),
  'GET /api/evaluation/:code/requests/:id/files/:fileId': ofCommission(`/requests/:id/files/${nobodysFile}`),
  'GET /api/evaluation/:code/requests/:id/files/:fileId/thumbnail': ofCommission(
    `/requests/:id/files/${nobodysFile}/thumbnail`,
  ),
  'GET /api/requests/:id/awards': [
    { as: applicant, path: ({ request }) => `/api/requests/${request}/awards` },
  ],
  'POST /api/requests/:id/awards/:award/answer': ofRequest(`/awards/${randomUUID()}/answer`, {
    answer: 'accepted',
  }),
  'POST /api/requests/:id/agreements/:agreement/facts/:fact/reply': ofRequest(
    `/agreements/${randomUUID()}/facts/1/reply`,
    { text: words },
  ),
  'POST /api/requests/:id/agreements/:agreement/reports': ofRequest(`/agreements/${randomUUID()}/reports`, {
    year: 2025,
    jobs: 1,
    openingHoursWeek: 40,
    residentHours: 0,
    text: words,
  }),
  'PUT /api/observations/drafts/:id': [
    {
      as: applicant,
      path: ({ observationDraft }) => `/api/observations/drafts/${observationDraft}`,
      body: () => ({ ...versioned, content: observationContent() }),
    },
  ],
  'DELETE /api/observations/drafts/:id': [
    { as: applicant, path: ({ observationDraft }) => `/api/observations/drafts/${observationDraft}` },
  ],
  'POST /api/observations': [
    {
      as: applicant,
      path: () => '/api/observations',
      body: ({ observationDraft }) => ({ draftId: observationDraft, ...versioned }),
    },
  ],
  'GET /api/observations/:id': ofObservation(''),
  'POST /api/observations/:id/files': ofObservation('/files'),
  'DELETE /api/observations/:id/files/:fileId': ofObservationFile,
  'GET /api/observations/:id/files/:fileId': ofObservationFile,
  'GET /api/observations/:id/receipt.pdf': ofObservation('/receipt.pdf'),
  'POST /api/observations/:id/withdraw': ofObservation('/withdraw', versioned),

  'GET /api/desk/requests/:id': [{ as: officer, path: ({ draft }) => `/api/desk/requests/${draft}` }],
  'POST /api/desk/requests/:id/restricted': [
    {
      as: officer,
      path: ({ draft }) => `/api/desk/requests/${draft}/restricted`,
      body: () => ({ reason: words }),
    },
  ],
  'POST /api/desk/requests/:id/take': ofDraftAtDesk('/take'),
  'POST /api/desk/requests/:id/identify': ofDraftAtDesk('/identify', { method: 'pec', note: words }),
  'POST /api/desk/requests/:id/admit': ofDraftAtDesk('/admit'),
  'POST /api/desk/requests/:id/requestCompletion': ofDraftAtDesk('/requestCompletion', {
    items: ['identityDocument'],
    message: words,
  }),
  'POST /api/desk/requests/:id/pauseCompletion': ofDraftAtDesk('/pauseCompletion', { reason: words }),
  'POST /api/desk/requests/:id/resumeCompletion': ofDraftAtDesk('/resumeCompletion'),
  'POST /api/desk/requests/:id/exclude': ofDraftAtDesk('/exclude', {
    reasonCode: 'notIdentified',
    reason: words,
  }),
  'POST /api/desk/requests/:id/note': ofDraftAtDesk('/note'),
  'POST /api/desk/requests/:id/answer': ofDraftAtDesk('/answer', { message: words }),
  'POST /api/desk/requests/:id/close': ofDraftAtDesk('/close', { reasonCode: 'duplicate', reason: words }),
  'POST /api/desk/requests/:id/award': ofDraftAtDesk('/award', {
    spaceCode: 'X',
    from: '2099-01-01',
    until: '2099-12-31',
    procedure: 'publicCall',
    actNumber: '1',
    actDate: '2026-01-01',
  }),
}

/** Objects in an address that belong to nobody: whoever has the permission reaches every one. */
export const sharedObjects: Record<string, string> = {
  'GET /api/admin/accounts/:id': 'an administrator manages every account',
  'POST /api/admin/accounts/:id/name': 'an administrator manages every account',
  'POST /api/admin/accounts/:id/roles': 'an administrator manages every account',
  'POST /api/admin/accounts/:id/disable': 'an administrator manages every account',
  'POST /api/admin/accounts/:id/enable': 'an administrator manages every account',
  'POST /api/admin/accounts/:id/fiscal-code': 'an administrator manages every account',
  'GET /api/desk/receipts/:id': 'the receipts of certified mail are the office’s',
  'POST /api/desk/notices/:id': 'the notices are the office’s',
  'GET /api/desk/notices/:id/letter': 'the notices are the office’s',
  'GET /api/desk/calls/:code': 'calls are the office’s',
  'PUT /api/desk/calls/:code': 'calls are the office’s',
  'GET /api/desk/calls/:code/preview': 'calls are the office’s',
  'POST /api/desk/calls/:code/files': 'files of calls are the office’s',
  'GET /api/desk/calls/:code/files/:fileId': 'files of calls are the office’s',
  'POST /api/desk/calls/:code/publish': 'calls are the office’s',
  'POST /api/desk/calls/:code/correct': 'calls are the office’s',
  'POST /api/desk/calls/:code/extend': 'calls are the office’s',
  'POST /api/desk/calls/:code/reopen': 'calls are the office’s',
  'POST /api/desk/calls/:code/unseal': 'calls are the office’s',
  'POST /api/desk/calls/:code/noBids': 'calls are the office’s',
  'POST /api/desk/calls/:code/revoke': 'calls are the office’s',
  'GET /api/desk/calls/:code/openings': 'calls are the office’s',
  'POST /api/desk/calls/:code/openings': 'calls are the office’s; only custodians of its key',
  'GET /api/desk/calls/:code/arrivals': 'what arrives is the office’s',
  'POST /api/desk/calls/:code/arrivals': 'what arrives is the office’s',
  'POST /api/desk/arrivals/:id/content': 'what arrives is the office’s',
  'GET /api/desk/calls/:code/outages': 'outages are everybody’s at the office',
  'POST /api/desk/calls/:code/outages': 'outages are everybody’s at the office',
  'POST /api/desk/calls/:code/key': 'calls are the office’s',
  'GET /api/desk/calls/:code/evaluation': 'evaluations are the office’s',
  'POST /api/desk/calls/:code/commission': 'evaluations are the office’s',
  'POST /api/desk/calls/:code/commission/:memberId/replace': 'evaluations are the office’s',
  'POST /api/desk/calls/:code/rankings': 'evaluations are the office’s',
  'POST /api/desk/calls/:code/rankings/:rankingId/sign': 'evaluations are the office’s',
  'POST /api/desk/calls/:code/rankings/:rankingId/drop': 'evaluations are the office’s',
  'POST /api/desk/calls/:code/rankings/:rankingId/publish': 'evaluations are the office’s',
  'POST /api/desk/calls/:code/rounds': 'evaluations are the office’s',
  'POST /api/desk/calls/:code/draws': 'evaluations are the office’s',
  'POST /api/desk/calls/:code/draws/:drawId/seed': 'evaluations are the office’s',
  'POST /api/desk/calls/:code/reviews/:reviewId': 'evaluations are the office’s',
  'POST /api/desk/calls/:code/sessions': 'evaluations are the office’s',
  'POST /api/desk/calls/:code/sessions/:sessionId/close': 'evaluations are the office’s',
  'GET /api/desk/calls/:code/sessions/:sessionId/minutes.pdf': 'evaluations are the office’s',
  'GET /api/desk/calls/:code/sessions/:sessionId/minutes.docx': 'evaluations are the office’s',
  'GET /api/calls/:code/questions/mine': 'a call is everybody’s; one reads one’s own questions about it',
  'POST /api/calls/:code/questions': 'a call is everybody’s',
  'GET /api/desk/calls/:code/questions': 'the questions are the office’s',
  'POST /api/desk/calls/:code/questions/:id/answer': 'the questions are the office’s',
  'POST /api/desk/calls/:code/questions/:id/decline': 'the questions are the office’s',
  'GET /api/calls/:code/visits/mine': 'a call is everybody’s; one reads one’s own bookings',
  'POST /api/calls/:code/visits/:slot/bookings': 'the visits of a call are everybody’s',
  'GET /api/desk/calls/:code/visits': 'the visits are the office’s',
  'POST /api/desk/calls/:code/visits': 'the visits are the office’s',
  'POST /api/desk/calls/:code/visits/:slot/cancel': 'the visits are the office’s',
  'POST /api/desk/visit-bookings/:id/attendance': 'the visits are the office’s',
  'GET /api/desk/calls/:code/awards': 'calls are the office’s',
  'POST /api/desk/calls/:code/awards': 'calls are the office’s',
  'GET /api/desk/awards/:id': 'awards are the office’s',
  'POST /api/desk/awards/:id/checks': 'awards are the office’s',
  'POST /api/desk/awards/:id/aid': 'awards are the office’s',
  'POST /api/desk/awards/:id/accept': 'awards are the office’s',
  'POST /api/desk/awards/:id/revoke': 'awards are the office’s',
  'POST /api/desk/awards/:id/agreement': 'awards are the office’s',
  'GET /api/desk/agreements/:id': 'agreements are the office’s',
  'PUT /api/desk/agreements/:id': 'agreements are the office’s',
  'GET /api/desk/agreements/:id/agreement.docx': 'agreements are the office’s',
  'POST /api/desk/agreements/:id/sign': 'agreements are the office’s',
  'POST /api/desk/agreements/:id/cancel': 'agreements are the office’s',
  'POST /api/desk/agreements/:id/handOver': 'agreements are the office’s',
  'POST /api/desk/agreements/:id/extend': 'agreements are the office’s',
  'POST /api/desk/agreements/:id/terminate': 'agreements are the office’s',
  'POST /api/desk/agreements/:id/takeBack': 'agreements are the office’s',
  'POST /api/desk/agreements/:id/milestones': 'agreements are the office’s',
  'POST /api/desk/milestones/:id/facts': 'agreements are the office’s',
  'GET /api/desk/offers/:code': 'agreements with private operators are the office’s',
  'PUT /api/desk/offers/:code': 'agreements with private operators are the office’s',
  'GET /api/desk/plans/:code': 'plans are the planning office’s',
  'PUT /api/desk/plans/:code': 'plans are the planning office’s',
  'PUT /api/desk/plans/:code/steps/:step': 'plans are the planning office’s',
  'PUT /api/desk/plans/:code/documents': 'plans are the planning office’s',
  'PUT /api/desk/plans/:code/sheets': 'plans are the planning office’s',
  'PUT /api/desk/plans/:code/themes': 'plans are the planning office’s',
  'PUT /api/desk/plans/:code/places': 'plans are the planning office’s',
  'PUT /api/desk/plans/:code/templates': 'plans are the planning office’s',
  'PUT /api/desk/plans/:code/documents/:documentId/articles': 'plans are the planning office’s',
  'PUT /api/desk/plans/:code/windows/:kind': 'plans are the planning office’s',
  'POST /api/desk/plans/:code/move': 'plans are the planning office’s',
  'POST /api/desk/plans/:code/late-act': 'plans are the planning office’s',
  'GET /api/desk/observations/inbox/:id': 'the inbox is the planning office’s',
  'GET /api/desk/observations/inbox/:id/original': 'the inbox is the planning office’s',
  'POST /api/desk/observations/inbox/:id/register': 'the inbox is the planning office’s',
  'POST /api/desk/observations/inbox/:id/dismiss': 'the inbox is the planning office’s',
  'POST /api/desk/observations/:id/receipt': 'the office prints receipts of who has no account',
  'GET /api/desk/observations/:id/points':
    'what was written to a plan is the office’s; a draft is its author’s alone, tried in splitting.db.test.ts',
  'POST /api/desk/observations/:id/points':
    'what was written to a plan is the office’s; a draft is its author’s alone, tried in splitting.db.test.ts',
  'GET /api/desk/points/:id': 'points of a plan are the office’s',
  'PATCH /api/desk/points/:id': 'points of a plan are the office’s',
  'GET /api/desk/points/:id/around': 'points of a plan are the office’s',
  'POST /api/desk/points/:id/remove': 'points of a plan are the office’s',
  'POST /api/desk/points/:id/move': 'points of a plan are the office’s',
  'POST /api/desk/points/:id/decisions': 'points of a plan are the office’s',
  'POST /api/desk/points/:id/leave': 'points of a plan are the office’s',
  'POST /api/desk/points/:id/comments': 'points of a plan are the office’s',
  'POST /api/desk/points/:id/relations': 'points of a plan are the office’s',
  'POST /api/desk/points/:id/relations/end': 'points of a plan are the office’s',
  'POST /api/desk/points/:id/opinions': 'points of a plan are the office’s',
  'POST /api/desk/opinions/:id/answer': 'points of a plan are the office’s',
  'POST /api/desk/twins/:id/confirm': 'points of a plan are the office’s',
  'POST /api/desk/twins/:id/dismiss': 'points of a plan are the office’s',
  'GET /api/desk/groups/:id': 'points of a plan are the office’s',
  'POST /api/desk/groups/:id/decisions': 'points of a plan are the office’s',
  'POST /api/desk/groups/:id/points': 'points of a plan are the office’s',
  'POST /api/desk/plan-changes/:id/drop': 'points of a plan are the office’s',
  'GET /api/audit/days/:day/verification': 'an auditor checks every day',
}
