export const changeKinds = [
  'spaceMoved',
  'callAnnounced',
  'callOpened',
  'callClosed',
  'callCorrected',
  'callExtended',
  'callReopened',
  'callRevoked',
  'labOpened',
  'labSuspended',
  'labReopened',
  'labClosed',
  'pointsPublished',
] as const
export type ChangeKind = (typeof changeKinds)[number]

export const promiseKinds = ['milestone', 'callOpening', 'releasedCheck', 'planDecision'] as const
export type PromiseKind = (typeof promiseKinds)[number]

/** `unverified`: the term is over and nothing is recorded, or who must keep it may still reply. */
export const promiseStates = ['late', 'unverified', 'notDue', 'kept'] as const
export type PromiseState = (typeof promiseStates)[number]

export const nextStepCodes = [
  'survey',
  'decidePurpose',
  'check',
  'putInCall',
  'awaitRequests',
  'openCall',
  'receive',
  'evaluate',
  'handOver',
  'follow',
  'decideEnd',
] as const
export type NextStepCode = (typeof nextStepCodes)[number]

/** How requests ended, or that they have not yet. */
export const requestGroups = ['ongoing', 'satisfied', 'unsatisfied'] as const
export type RequestGroup = (typeof requestGroups)[number]

export const spaceRowSorts = ['months', 'name', 'status', 'area', 'next'] as const
export type SpaceRowSort = (typeof spaceRowSorts)[number]

type Language = 'it' | 'en'

export const statusWords: Record<string, Record<Language, string>> = {
  available: { it: 'disponibile', en: 'available' },
  inCall: { it: 'in bando', en: 'in a call' },
  expiring: { it: 'in scadenza', en: 'expiring' },
  released: { it: 'rilasciato', en: 'released' },
  awarded: { it: 'aggiudicato', en: 'awarded' },
  inUse: { it: 'in uso', en: 'in use' },
  surveyed: { it: 'censito', en: 'surveyed' },
}

export const changeWords: Record<Exclude<ChangeKind, 'spaceMoved'>, Record<Language, string>> = {
  callAnnounced: { it: 'bando annunciato', en: 'call announced' },
  callOpened: { it: 'bando aperto', en: 'call opened' },
  callClosed: { it: 'bando chiuso alle domande', en: 'call closed to requests' },
  callCorrected: { it: 'bando rettificato', en: 'call corrected' },
  callExtended: { it: 'bando prorogato', en: 'call extended' },
  callReopened: { it: 'bando riaperto', en: 'call reopened' },
  callRevoked: { it: 'bando revocato', en: 'call revoked' },
  labOpened: { it: 'laboratorio aperto', en: 'lab opened' },
  labSuspended: { it: 'laboratorio sospeso', en: 'lab suspended' },
  labReopened: { it: 'laboratorio riaperto', en: 'lab reopened' },
  labClosed: { it: 'laboratorio chiuso', en: 'lab closed' },
  pointsPublished: { it: 'osservazioni pubblicate', en: 'observations published' },
}

export const stepWords: Record<NextStepCode, Record<Language, string>> = {
  survey: { it: 'Verificare di nuovo sul posto', en: 'Survey again' },
  decidePurpose: { it: 'Decidere a che cosa destinarlo', en: 'Decide what it is for' },
  check: { it: 'Verificare lo stato', en: 'Check its state' },
  putInCall: { it: 'Metterlo in un bando', en: 'Put it into a call' },
  awaitRequests: { it: 'Attendere richieste', en: 'Await requests' },
  openCall: { it: 'Aprire il bando', en: 'Open the call' },
  receive: { it: 'Ricevere le domande', en: 'Receive requests' },
  evaluate: { it: 'Valutare le domande', en: 'Evaluate the requests' },
  handOver: { it: 'Firmare e consegnare', en: 'Sign and hand over' },
  follow: { it: 'Seguire l’uso', en: 'Follow the use' },
  decideEnd: { it: 'Decidere rinnovo o rilascio', en: 'Decide on renewal or release' },
}

export const promiseWords: Record<PromiseKind, Record<Language, (title: string) => string>> = {
  milestone: { it: (title) => title, en: (title) => title },
  callOpening: { it: (title) => `Aprire il bando «${title}»`, en: (title) => `Open the call “${title}”` },
  releasedCheck: {
    it: (title) => `Verificare lo spazio rilasciato, ${title}`,
    en: (title) => `Check the released space, ${title}`,
  },
  planDecision: {
    it: (title) => `Decidere sulle osservazioni a «${title}»`,
    en: (title) => `Decide on the observations on “${title}”`,
  },
}
