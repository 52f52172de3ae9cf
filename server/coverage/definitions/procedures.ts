import type { IndicatorId } from '../schema.ts'
import { type Definitions, publicSpaces, sources } from './texts.ts'

type Id = Extract<
  IndicatorId,
  | 'requests'
  | 'requestsPerSpace'
  | 'unmet'
  | 'vacantMonths'
  | 'assignDays'
  | `manufacturing${string}`
  | 'uncheckedShare'
>

const requests = {
  group: 'C9',
  source: sources.requests,
  reference: null,
  population: {
    it: 'domande inviate e non ritirate; da 1 a 4 non si dicono',
    en: 'requests that were sent and not withdrawn; 1 to 4 are not told',
  },
} as const
const firms = {
  group: 'C12',
  unit: 'count',
  higherIs: 'neither',
  source: {
    it: 'Registro delle unità locali per NIL, se importato',
    en: 'Register of local units by NIL, where imported',
  },
  reference: 'ISTAT, ATECO 2007, sezione C',
  population: { it: 'unità locali manifatturiere', en: 'local manufacturing units' },
} as const

/** C9 to C12, and how fresh the census is. */
export const procedureDefinitions: Definitions<Id> = ({ coverage }) => ({
  requests: {
    ...requests,
    unit: 'count',
    higherIs: 'neither',
    title: { it: 'Domande', en: 'Requests' },
    definition: {
      it: 'Quante domande sono arrivate per spazi dell’area, a un bando o come manifestazione di interesse; quelle di un bando aperto, anche a sportello, si contano quando chiude. Una domanda per spazi di due aree conta in entrambe.',
      en: 'How many requests came in for spaces of the area, to a call or as an expression of interest; those of an open call, a standing one too, are counted when it closes. A request for spaces of two areas counts in both.',
    },
    formula: 'n',
  },
  requestsPerSpace: {
    ...requests,
    unit: 'perSpace',
    higherIs: 'neither',
    title: { it: 'Domande per spazio richiesto', en: 'Requests for each space asked for' },
    definition: {
      it: 'Domande per spazi dell’area divise per gli spazi che almeno una domanda chiede.',
      en: 'Requests for spaces of the area divided by the spaces that at least one request asks for.',
    },
    formula: 'n_requests / n_spaces',
  },
  unmet: {
    ...requests,
    unit: 'share',
    higherIs: 'worse',
    title: { it: 'Domande non soddisfatte', en: 'Requests not satisfied' },
    definition: {
      it: 'Delle domande decise (a bandi aggiudicati, conclusi, deserti o revocati, e manifestazioni di interesse con risposta), quota che non ha avuto uno spazio. Quelle in esame o in attesa di aggiudicazione non contano.',
      en: 'Of the requests that were decided (to calls awarded, concluded, without bids or revoked, and expressions of interest that were answered), the share that was given no space. Those examined or waiting for the award do not count.',
    },
    formula: '1 − n_awarded / n_decided',
  },
  vacantMonths: {
    group: 'C10',
    unit: 'months',
    higherIs: 'worse',
    title: { it: 'Mesi di inutilizzo', en: 'Months unused' },
    definition: {
      it: 'Mediana dei mesi interi da cui gli spazi pubblicati e vuoti dell’area non sono usati, dove se ne conosce l’inizio.',
      en: 'Median of the whole months for which published vacant spaces of the area have not been used, where the beginning is known.',
    },
    formula: 'median(months)',
    source: sources.spaces,
    reference: null,
    population: publicSpaces,
  },
  assignDays: {
    group: 'C11',
    unit: 'days',
    higherIs: 'worse',
    title: { it: 'Giorni dal bando alla consegna', en: 'Days from call to handover' },
    definition: {
      it: 'Mediana dei giorni dalla pubblicazione del bando alla consegna dello spazio.',
      en: 'Median of the days from the publication of the call to the handover of the space.',
    },
    formula: 'median(handover − publication)',
    source: sources.agreements,
    reference: null,
    population: { it: 'consegne di spazi assegnati con bando', en: 'handovers of spaces awarded by a call' },
  },
  manufacturingUnits: {
    ...firms,
    title: { it: 'Unità locali manifatturiere', en: 'Local manufacturing units' },
    definition: {
      it: 'Unità locali di imprese della sezione C di ATECO. Nei Municipi, i NIL sono ripartiti in proporzione ai residenti: è una stima.',
      en: 'Local units of firms of section C of ATECO. In Municipi the NIL are shared out by residents: an estimate.',
    },
    formula: 'Σ n',
  },
  manufacturingJobs: {
    ...firms,
    title: { it: 'Addetti della manifattura', en: 'Jobs in manufacturing' },
    definition: {
      it: 'Addetti medi delle stesse unità locali. Nei Municipi è una stima, come sopra.',
      en: 'Mean number of people who work in the same units. In Municipi an estimate, as above.',
    },
    formula: 'Σ n',
  },
  uncheckedShare: {
    group: 'census',
    unit: 'share',
    higherIs: 'worse',
    title: {
      it: `Spazi non verificati da ${coverage.uncheckedMonths} mesi`,
      en: `Spaces not checked for ${coverage.uncheckedMonths} months`,
    },
    definition: {
      it: `Quota degli spazi pubblicati il cui ultimo sopralluogo manca o ha più di ${coverage.uncheckedMonths} mesi.`,
      en: `Share of the published spaces whose last survey is missing or older than ${coverage.uncheckedMonths} months.`,
    },
    formula: 'n_unchecked / n',
    source: sources.spaces,
    reference: null,
    population: publicSpaces,
  },
})
