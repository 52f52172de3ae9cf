import type { Submitter } from '../observations/contentSchema.ts'
import type { Channel, OpinionOutcome, SubmitterKind } from '../observations/words.ts'
import type { PlanStatus, SubmissionKind } from '../plans/words.ts'
import type { Outcome, Stage } from '../points/words.ts'

/** The plans of the demonstration, in the order in which people wrote to them: files of `plans/` in the pack. */
export const planFiles = [
  'plans/published.json',
  'plans/council.json',
  'plans/examined.json',
  'plans/open.json',
] as const

/** An invented plan with everything that was written to it; days are counted from the day it is loaded. */
export interface DemoPlan {
  code: string
  title: string
  titleEn: string
  summary: string
  summaryEn: string
  versionName: string
  status: PlanStatus
  adoptedAct: string
  giuntaAct?: string
  councilAct?: string
  opensInDays: number
  closesInDays: number
  publishedInDays?: number
  inForceInDays?: number
  /** Days from the end of the window to the first technical proposals, the Giunta and the Council. */
  after: { technical: number; giunta: number; council: number | null }
  lateAct?: { examined: boolean; number: string; reason: string }
  documents: {
    code: string
    title: string
    titleEn: string
    articles: { number: string; title: string; text: string }[]
    sheets: { code: string; title: string }[]
  }[]
  themes: { code: string; title: string; titleEn: string; parent: string | null }[]
  templates: { code: string; title: string; text: string }[]
  groups: DemoGroup[]
  changes: DemoChange[]
  submissions: DemoSubmission[]
}

/** Something of a plan that is aimed at: `PdR 11` names an article by its document and number. */
export interface DemoAim {
  document?: string
  article?: string
  paragraph?: string
  letter?: string
  sheet?: string
}

/** A place: one space of the census, a point, or a square of so many metres round it. */
export type DemoPlace = { space: string } | { at: [lon: number, lat: number]; metres?: number }

/** What was decided, in the order of the stages, and what of the vote is not in its figures. */
export interface DemoDecided {
  decisions?: { stage: Stage; outcome: Outcome; reason?: string }[]
  amendment?: string
  /** Councillors who left the vote (TUEL art. 78). */
  left?: string[]
}

export interface DemoGroup extends DemoAim, DemoDecided {
  key: string
  title: string
}

/** A change to the plan, and the group or the point that caused it, by their keys. */
interface DemoChange {
  kind: 'article' | 'area'
  title: string
  article?: string
  paragraph?: string
  before?: string
  after?: string
  at?: [lon: number, lat: number]
  metres?: number
  group?: string
  ofPoint?: string
}

export interface DemoPoint extends DemoAim, DemoDecided {
  key?: string
  text: string
  /** Of an opinion. */
  prescription?: boolean
  place?: DemoPlace
  parcels?: { sheet: string; parcels: string }[]
  synthesis?: string
  themes?: string[]
  vas?: boolean
  group?: string
  /** Code of its place in the workflow. */
  step?: string
  comment?: string
  opinion?: {
    office: string
    question: string
    dueInDays: number
    answer?: 'favourable' | 'unfavourable'
    answerText?: string
  }
  /** How near the public sees it, where that is not as near as a neighbourhood. */
  publicPlace?: 'exact'
  /** Whether its public text was taken back and waits for a new signature. */
  revised?: boolean
}

export interface DemoSubmission {
  /** Days from the opening of its window. */
  day: number
  /** Came the day after the window of observations had closed. */
  late?: boolean
  kind?: SubmissionKind
  opinionOutcome?: OpinionOutcome
  channel?: Channel
  by: SubmitterKind
  from: Submitter
  /** Whether the applicant to try as has written it. */
  ofApplicant?: boolean
  /** Where it stands, if not where its points are. */
  state?: 'draft' | 'submitted' | 'admissible' | 'inadmissible' | 'withdrawn' | 'merged' | 'unsplit'
  /** Why it was found inadmissible, or put into another. */
  why?: string
  /** Name of who wrote the one it was put into. */
  into?: string
  privateReasons?: string
  points: DemoPoint[]
}
