import type { Polygon } from 'geojson'
import type { OfficeMethod } from '../allocation/schema.ts'
import type { CallContent } from '../calls/schema.ts'
import type { offerKinds, offerStatuses } from '../offers/words.ts'
import type { PartyData, PartyKind } from '../parties/schema.ts'

/** The invented records of a pack, `generated/spaces.json`; what is absent is not recorded. */
export interface DemoRecords {
  /** The day on which the records are as they are; loading moves every date along with today. */
  referenceDate: string
  sites: { code: string; name: string; address: string; geometry: Polygon }[]
  spaces: DemoSpace[]
  lots: DemoLot[]
}

export interface DemoSpace extends DemoSpaceFacts {
  code: string
  site?: string
  geometry?: Polygon
  surveyedOn?: string
  vacantSince?: string
  useEndsOn?: string
  stay?: { holder: string; from: string; to: string; actNumber: string; actDate: string }
  history: { date: string; status: string; note?: string; noteEn?: string }[]
}

/** Facts that are stored as they are, under the same name in snake case. */
interface DemoSpaceFacts {
  name: string
  address?: string
  publicPosition: string
  occupiedWithoutTitle?: boolean
  status: string
  ownership: string
  areaM2: number
  commercialAreaM2?: number
  floor?: string
  heightM?: number
  floorLoadKgM2?: number
  threePhase?: string
  powerKw?: number
  vehicleAccess?: boolean
  doorWidthM?: number
  extraction?: string
  stepFree?: boolean
  streetWindow?: boolean
  heating?: string
  toilets?: number
  energyClass?: string
  condition?: string
  lawfulUse?: string
  cadastralCategory?: string
  listedBuilding?: boolean
  contamination?: string
  worksEur?: number
  works?: string
  unitRentEurM2Year?: number
  suggestedPurposes?: string[]
  description?: string
}

interface DemoLot {
  number: number
  title: string
  baseRentEurYear: number | null
  spaces: string[]
}

/** The call that is open in the demonstration, and requests on the desk: `demo.json`. */
export interface DemoSettings {
  call: DemoCall
  requests: DemoRequest[]
  calls: DemoCallPlan[]
  /** Keys of two officers; base64, and the passphrases that make them, which whoever tries it may know. */
  custodians: Record<
    'propertyOffice' | 'caseOfficer',
    { passphrase: string; salt: string; publicKey: string }
  >
  offers: DemoOffer[]
}

/** What a private operator has bound itself to; days are counted from the day the demonstration is loaded. */
interface DemoOffer {
  code: string
  kind: (typeof offerKinds)[number]
  title: string
  titleEn: string
  operator: string
  summary: string
  summaryEn: string
  deedNumber: string
  deedInDays: number
  startsInDays: number
  expiresInDays: number
  guaranteeEur: number | null
  contact: { name: string; email: string; phone: string }
  status: (typeof offerStatuses)[number]
  address: string
  lon: number
  lat: number
  obligations: {
    title: string
    titleEn: string
    areaM2: number | null
    rentCapEurM2Year: number | null
    hours: string | null
    years: number | null
    forWhom: string | null
    offersSpace: boolean
    dueInDays: number | null
    metInDays: number | null
  }[]
}

/** A call with everything it says; its days are counted from the day the demonstration is loaded. */
export interface DemoCallPlan {
  code: string
  opensInDays: number
  closesInDays: number
  questionsInDays: number
  content: Omit<
    CallContent,
    | 'procedure'
    | 'standing'
    | 'acts'
    | 'caseOfficer'
    | 'office'
    | 'opensAt'
    | 'closesAt'
    | 'questionsUntil'
    | 'documents'
    | 'excludedActivities'
    | 'reviewDays'
  >
  visits: { inDays: number; at: string; capacity: number; place: string; lot: number }[]
  questions: { text: string; answer: string }[]
  requests: DemoRequest[]
  /** How far a commission has judged them; null where none has begun. */
  judged: { stage: 'marks' | 'final' } | null
}

interface DemoCall {
  code: string
  title: string
  titleEn: string
  summary: string
  summaryEn: string
  actNumber: string
  caseOfficer: string
  instrument: string
  termYears: number
  technicalWeight: number
  priceWeight: number
  maxAwardsPerApplicant: number
  visits: string
  openForDays: number
  closesInDays: number
  closesAtTime: string
  excludedActivities: string[]
  historyNote: string
  historyNoteEn: string
  eligibility: { code: string; expected: boolean }[]
}

export interface DemoRequest {
  daysAgo: number
  /** Whether the applicant to try as has sent it. */
  ofApplicant?: boolean
  /** EUR per year offered for each lot, in order, which are sealed. */
  prices?: number[]
  /** Points of each commissioner by criterion; null where they have not judged it. */
  marks?: (Record<string, number> | null)[]
  /** How many lots are asked for. */
  lots: number
  /** What the office has checked to know who signs it; without it, it waits to be signed. */
  identified?: { method: OfficeMethod; note: string }
  content: {
    applicant: PartyData & { kind: PartyKind }
  }
}

/** A call of the past of which only what was published is known: `calls.json`. */
export interface PastCall {
  code: string
  title: string
  titleEn: string
  summary: string
  summaryEn: string
  instrument: string
  termYears?: number
  source: string
  lots: { title: string; baseRentEurYear: number | null }[]
}
