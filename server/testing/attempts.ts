import { randomUUID } from 'node:crypto'
import type { Role } from '../accounts/schema.ts'
import { observationContent } from './observations.ts'
import { type Objects } from './othersObjects.ts'
import { company } from './parties.ts'
import { completeContent, sendingOf } from './requests.ts'

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
const labContent = {
  name: 'Altro nome',
  kind: 'fablab',
  address: null,
  point: null,
  positionApproximate: false,
  description: null,
  descriptionEn: null,
  website: null,
  links: [],
  email: null,
  phone: null,
  areaM2: null,
  workstations: null,
  stepFree: null,
  languages: [],
  hours: null,
  prices: [],
  machines: [],
}
const ofLab = (below: string, body?: object): Attempt[] => [
  {
    as: applicant,
    path: ({ lab }) => `/api/kept-labs/${lab}${below}`,
    ...(body && { body: () => body }),
  },
]
const words = 'Parole a sufficienza.'
/** Operations on an application of a lab to the qualified list: a draft is its lab's alone, for the office too. */
const ofLabApplication = (below: string, body?: object): Attempt[] => [
  {
    as: applicant,
    path: ({ labApplication }) => `/api/lab-list/applications/${labApplication}${below}`,
    ...(body && { body: () => body }),
  },
]
const ofLabApplicationAtDesk = (below: string, body?: object): Attempt[] => [
  {
    as: officer,
    path: ({ labApplication }) => `/api/desk/lab-list/applications/${labApplication}${below}`,
    ...(body && { body: () => body }),
  },
]
/** Operations on a need that is told to suitable labs alone. */
const ofNeed = (below: string, body?: object): Attempt[] => [
  {
    as: applicant,
    path: ({ need }) => `/api/needs/${need}${below}`,
    ...(body && { body: () => body }),
  },
]
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

  'POST /api/lab-list/applications': [
    {
      as: applicant,
      path: () => '/api/lab-list/applications',
      body: ({ lab }) => ({ edition: 'ELENCO', lab }),
    },
  ],
  'GET /api/lab-list/applications/:id': ofLabApplication(''),
  'PUT /api/lab-list/applications/:id': ofLabApplication('', { ...versioned, answers: [] }),
  'DELETE /api/lab-list/applications/:id': ofLabApplication(''),
  'POST /api/lab-list/applications/:id/send': ofLabApplication('/send', versioned),
  'POST /api/lab-list/applications/:id/answer': ofLabApplication('/answer', { ...versioned, text: words }),
  'POST /api/lab-list/applications/:id/withdraw': ofLabApplication('/withdraw', versioned),
  'POST /api/lab-list/applications/:id/files': ofLabApplication('/files?requirement=insurance'),
  'DELETE /api/lab-list/applications/:id/files/:fileId': ofLabApplication(`/files/${nobodysFile}`),
  'GET /api/lab-list/applications/:id/files/:fileId': ofLabApplication(`/files/${nobodysFile}`),
  'GET /api/desk/lab-list/applications/:id': ofLabApplicationAtDesk(''),
  'GET /api/desk/lab-list/applications/:id/files/:fileId': ofLabApplicationAtDesk(`/files/${nobodysFile}`),
  'POST /api/desk/lab-list/applications/:id/take': ofLabApplicationAtDesk('/take', versioned),
  'POST /api/desk/lab-list/applications/:id/resume': ofLabApplicationAtDesk('/resume', versioned),
  'POST /api/desk/lab-list/applications/:id/checks': ofLabApplicationAtDesk('/checks', {
    ...versioned,
    requirement: 'insurance',
    outcome: 'met',
    note: null,
    checkedOn: '2026-01-01',
  }),
  'POST /api/desk/lab-list/applications/:id/ask': ofLabApplicationAtDesk('/ask', {
    ...versioned,
    message: words,
    requirements: [],
    dueOn: '2099-01-01',
  }),
  'POST /api/desk/lab-list/applications/:id/grounds': ofLabApplicationAtDesk('/grounds', {
    ...versioned,
    message: words,
    dueOn: '2099-01-01',
  }),
  'POST /api/desk/lab-list/applications/:id/list': ofLabApplicationAtDesk('/list', {
    ...versioned,
    actNumber: '1',
    actDate: '2026-01-01',
    from: '2099-01-01',
  }),
  'POST /api/desk/lab-list/applications/:id/refuse': ofLabApplicationAtDesk('/refuse', {
    ...versioned,
    actNumber: '1',
    actDate: '2026-01-01',
    reasons: words,
  }),
  'POST /api/desk/lab-list/applications/:id/suspend': ofLabApplicationAtDesk('/suspend', {
    ...versioned,
    from: '2099-01-01',
    until: null,
    reason: words,
  }),
  'POST /api/desk/lab-list/applications/:id/lift': ofLabApplicationAtDesk('/lift', {
    ...versioned,
    reason: words,
  }),
  'POST /api/desk/lab-list/applications/:id/cancel': ofLabApplicationAtDesk('/cancel', {
    ...versioned,
    reason: words,
  }),
  'GET /api/account/needs/:code': [{ as: applicant, path: ({ need }) => `/api/account/needs/${need}` }],
  'POST /api/needs/:code/close': ofNeed('/close'),
  'POST /api/needs/:code/contacts': ofNeed('/contacts', { lab: 'NONE', message: words }),
  'POST /api/needs/:code/answers': ofNeed('/answers', { lab: 'NONE', can: true, note: null }),
  'POST /api/needs/:code/files': ofNeed('/files'),
  'GET /api/needs/:code/files/:fileId': ofNeed(`/files/${nobodysFile}`),
  'GET /api/kept-labs/:code': ofLab(''),
  'PUT /api/kept-labs/:code': ofLab('', { ...versioned, content: labContent, confirm: false }),
  'POST /api/kept-labs/:code/confirm': ofLab('/confirm', versioned),
  'POST /api/kept-labs/:code/activities': ofLab('/activities', {
    activity: 'closed',
    fromOn: null,
    note: null,
  }),
  'POST /api/kept-labs/:code/photos': ofLab('/photos'),
  'GET /api/kept-labs/:code/photos/:photoId': ofLab(`/photos/${nobodysFile}`),
  'PUT /api/kept-labs/:code/photos/:photoId': ofLab(`/photos/${nobodysFile}`, { alt: words, altEn: null }),
  'DELETE /api/kept-labs/:code/photos/:photoId': ofLab(`/photos/${nobodysFile}`),
  'POST /api/labs/:code/claims': [
    {
      as: applicant,
      path: ({ lab }) => `/api/labs/${lab}/claims`,
      body: ({ party }) => ({ partyId: party, reason: words }),
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
