import type { Outcome } from '../points/words.ts'
import type { Edition, Format, Sorting } from './words.ts'

/** A vote of the Council, for its own edition. */
interface PrintedVote {
  heldOn: string
  present: number
  inFavour: number
  against: number
  abstained: number
  left: string[]
  amendments: string | null
}

/** A point as it is printed. What an edition may not hold is never in it: the reading of that edition leaves it out. */
export interface PrintedPoint {
  reference: string
  kind: string
  receivedOn: string
  late: boolean
  /** In the order of the tree, each with the names above it; the first one says where the point stands by theme. */
  themes: string[]
  /** Themes of the first level, each once: what is counted. */
  topThemes: string[]
  provision: string | null
  /** The heading of the point in the order by article. */
  chapter: string
  district: string | null
  neighbourhood: string | null
  /** Null: being revised. */
  synthesis: string | null
  /** Null: being revised. */
  text: string | null
  outcome: Outcome | null
  stage: string | null
  act: string | null
  decidedOn: string | null
  reply: string | null
  /** The reply exists, and its public copy is being revised. */
  replyRevised: boolean
  /** How many points its group has; null where it is in none. */
  groupSize: number | null
  /** Of a public body or a Municipio in the public edition; of everybody in the Council's. */
  submitter: string | null
  submitterKind: string | null
  onBehalfOf: string | null
  protocol: string | null
  vote: PrintedVote | null
}

/** What a city says of its own on a register, from its pack. */
export interface EditionSettings {
  issuer: string
  title: { public: string; council: string }
  /** Paragraphs on the cover; `{plan}` and `{act}` stand for those of the plan. */
  introduction: string[]
  /** At the foot of each page. */
  footer: string
  /** A Word file of the pack that is filled, or null for the plain one. */
  template: string | null
}

/** All that a file is made from, beside the points: the same gives the same bytes. */
export interface EditionInput {
  edition: Edition
  format: Format
  sorting: Sorting
  plan: { code: string; title: string; approvedAct: string | null; approvedOn: string | null }
  settings: EditionSettings
  /** The day printed on it, `2026-03-31`. */
  madeOn: string
  /** Who asked for a copy of the Council's edition, and when; it stands across each page. */
  copyFor: string | null
  demo: boolean
}
