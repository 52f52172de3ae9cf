import {
  type Attempt,
  type Attempts,
  applicant,
  nobodysFile,
  officer,
  tried,
  versioned,
  words,
} from './attempt.ts'

const ofLabApplication = (below: string, body?: object): Attempt[] => [
  tried(applicant, ({ labApplication }) => `/api/lab-list/applications/${labApplication}${below}`, body),
]
const ofLabApplicationAtDesk = (below: string, body?: object): Attempt[] => [
  tried(officer, ({ labApplication }) => `/api/desk/lab-list/applications/${labApplication}${below}`, body),
]

/** Applications of labs to the qualified list: a draft is its lab’s alone, for the office too. */
export const qualifiedListAttempts: Attempts = {
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
}
