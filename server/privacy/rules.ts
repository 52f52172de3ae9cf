import type { Duration, RetentionKind, RetentionRule } from '../city/schema.ts'
import type { DataKind, ErasureObstacle, ErasurePlan, HeldKind, Stay } from './schema.ts'

/** How many records there are of each kind, and what decides about erasing them. */
export interface HeldFacts {
  counts: Record<DataKind, number>
  isDemo: boolean
  hasPassword: boolean
  signedInLately: boolean
  /** Roles other than applicant that count now. */
  officeRoles: number
  /** Requests sent whose procedure still goes on. */
  openRequests: number
  /** Organisations with other members and no other representative. */
  soleRepresentations: number
  /** Acts signed for the office: awards, decisions on others' requests. */
  officeActs: number
  /** When the last procedure of a request without an award ended; null where there is none. */
  lastProcedureEnd: Date | null
}

/** The rule of the retention table under which each kind falls; a kind without one lives with the account. */
const ruleOf: Partial<Record<DataKind, RetentionKind>> = {
  sessions: 'sessions',
  drafts: 'drafts',
  sentRequests: 'unsuccessfulRequests',
  awardedRequests: 'awards',
  files: 'unsuccessfulRequests',
  labApplications: 'labLists',
  needs: 'needs',
  letters: 'letters',
  notices: 'unsuccessfulRequests',
  notifications: 'notifications',
  alerts: 'stoppedAlerts',
  events: 'auditTrail',
}

const findRule = (rules: readonly RetentionRule[], kind: DataKind): RetentionRule | null =>
  rules.find((rule) => rule.kind === ruleOf[kind]) ?? null

/** Each kind with its count and the rule it falls under. */
export function describeHeld(counts: HeldFacts['counts'], rules: readonly RetentionRule[]): HeldKind[] {
  return (Object.keys(counts) as DataKind[]).map((kind) => ({
    kind,
    count: counts[kind],
    rule: findRule(rules, kind),
  }))
}

/** The day (UTC) on which a period that starts at an instant is over. */
export function endOf(from: Date, { days = 0, months = 0, years = 0 }: Duration): string {
  const end = new Date(from)
  end.setUTCFullYear(end.getUTCFullYear() + years, end.getUTCMonth() + months, end.getUTCDate() + days)
  return end.toISOString().slice(0, 10)
}

/**
 * What stands in the way of erasing an account: a procedure that still needs its address (GDPR art. 17(3)(b)),
 * an office that is held, an organisation nobody else could speak for.
 */
export function findObstacles(facts: HeldFacts): ErasureObstacle[] {
  const obstacles: [ErasureObstacle, boolean][] = [
    ['demonstration', facts.isDemo],
    ['openRequests', facts.openRequests > 0],
    ['officeRole', facts.officeRoles > 0],
    ['soleRepresentative', facts.soleRepresentations > 0],
  ]
  return obstacles.filter(([, stands]) => stands).map(([obstacle]) => obstacle)
}

const erasable = [
  'account',
  'identities',
  'sessions',
  'parties',
  'drafts',
  'needs',
  'letters',
  'notifications',
  'alerts',
] as const

/**
 * What must stay: requests that were sent and their files, as acts of a procedure (GDPR art. 17(3)(b) and (d),
 * D.Lgs 42/2004 art. 21), those with an award for good; who did what, as proof (art. 5(2)).
 */
function findStays(facts: HeldFacts, rules: readonly RetentionRule[]): Stay[] {
  const { counts, lastProcedureEnd } = facts
  const procedure = findRule(rules, 'sentRequests')
  const until =
    lastProcedureEnd && procedure && procedure.action !== 'keep'
      ? endOf(lastProcedureEnd, procedure.period)
      : null
  const stays: Omit<Stay, 'rule'>[] = [
    { kind: 'sentRequests', count: counts.sentRequests, reason: 'procedure', until },
    { kind: 'awardedRequests', count: counts.awardedRequests, reason: 'archive', until: null },
    {
      kind: 'files',
      count: counts.files,
      reason: counts.awardedRequests > 0 ? 'archive' : 'procedure',
      until: counts.awardedRequests > 0 ? null : until,
    },
    {
      kind: 'notices',
      count: counts.notices,
      reason: counts.awardedRequests > 0 ? 'archive' : 'procedure',
      until: counts.awardedRequests > 0 ? null : until,
    },
    { kind: 'labApplications', count: counts.labApplications, reason: 'archive', until: null },
    { kind: 'roles', count: facts.officeActs > 0 ? counts.roles : 0, reason: 'officeActs', until: null },
    { kind: 'events', count: counts.events, reason: 'trail', until: null },
  ]
  return stays.filter(({ count }) => count > 0).map((stay) => ({ ...stay, rule: findRule(rules, stay.kind) }))
}

/**
 * What erasing an account takes and leaves. The name of somebody who signed acts for the office stays on them:
 * who answers for a procedure is public (L. 241/1990 art. 5); address, password and telephone go.
 */
export function planErasure(facts: HeldFacts, rules: readonly RetentionRule[]): ErasurePlan {
  return {
    obstacles: findObstacles(facts),
    goes: erasable.map((kind) => ({ kind, count: facts.counts[kind] })).filter(({ count }) => count > 0),
    stays: findStays(facts, rules),
    nameStays: facts.officeActs > 0,
    needsPassword: facts.hasPassword,
    needsFreshSignIn: !facts.hasPassword && !facts.signedInLately,
  }
}
