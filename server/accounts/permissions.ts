import type { Role } from './words.ts'

const office = ['propertyOffice', 'caseOfficer'] as const satisfies readonly Role[]
const planning = ['planner', 'planningHead'] as const satisfies readonly Role[]

/**
 * Who may do what: the only place that says so. A scope of routes takes one of these with `guard`; which
 * of the objects behind it somebody may see or change (their own, their district's) its queries decide.
 */
export const permissions = {
  /** One's own account, messages and data: whoever is signed in, also where every role has ended. */
  useOwnAccount: 'signedIn',
  writeRequests: ['applicant'],
  /** Organisations and groupings one acts for; what a member may do in each is its own role. */
  actForParties: ['applicant'],
  readRequestFiles: ['applicant', ...office],
  examineRequests: office,
  /** Calls from their draft to their final ranking: commission, openings, draws, minutes. */
  prepareCalls: office,
  /** The files of the commissions one sits on; which ones those are, and without which, their queries decide. */
  evaluateRequests: ['evaluator'],
  /** Awards of rankings, agreements and what comes of them, agreements with private operators. */
  manageAgreements: office,
  /** The qualified list of labs: its editions, what labs apply for, who is in it. */
  examineLabs: office,
  /** Profiles of labs, who keeps them, what they were granted. */
  keepLabs: ['dataEditor', ...office],
  /** Observations on the city plan: one's own. */
  writeObservations: ['applicant'],
  /** Plans and what was written to them: prepare, receive, split, examine. */
  examineObservations: planning,
  /** What binds the city in a plan: its windows and steps, groups, public texts, publication. */
  leadPlans: ['planningHead'],
  /** Opinions of Municipi: asked for about spaces and calls by the office, about plans by the planners. */
  askOpinions: [...office, ...planning],
  /** What one's own Municipio was asked, and everything it says before it is public. */
  readDistrictDesk: ['districtOffice', 'districtCouncillor'],
  /** Opinions and purposes of one's own Municipio. */
  giveOpinions: ['districtOffice'],
  recordVotes: ['councilSecretary'],
  /** The Council's edition, which has names. */
  readCouncilEdition: ['councilSecretary', 'planningHead'],
  /** Keep the figures of coverage as they are on a day. */
  keepCoverage: ['propertyOffice', ...planning, 'dataEditor'],
  manageAccounts: ['administrator'],
  readAudit: ['auditor'],
} as const satisfies Record<string, 'signedIn' | readonly Role[]>

export type Permission = keyof typeof permissions
export const permissionNames = Object.keys(permissions) as [Permission, ...Permission[]]

/**
 * Operations anybody may call, as method and path of the route; every other one is behind a permission.
 * A path that ends in `*` stands for all below it.
 */
export const publicOperations: readonly string[] = [
  'GET /api/docs*',
  'GET /api/openapi.json',
  'GET /api/city',
  'GET /api/retention',
  'GET /api/districts',
  'GET /api/districts/:number',
  'GET /api/districts/:number.atom',
  'GET /api/districts/:number/spaces',
  'GET /api/districts/:number/changes.csv',
  'GET /api/districts/:number/promises.csv',
  'GET /api/districts/:number/figures.csv',
  'GET /api/districts/:number/sheet',
  'GET /api/districts/:number/sheet.pdf',
  'POST /api/digests',
  'POST /api/digests/confirm',
  'POST /api/digests/stop',
  'GET /api/districts/:number/coverage',
  'GET /api/neighbourhoods',
  'GET /api/zones',
  'GET /api/labs',
  'GET /api/labs/:code',
  'GET /api/lab-list',
  'GET /api/lab-list/labs/:code',
  'GET /api/lab-list/waiting.csv',
  'GET /api/lab-list/entries.csv',
  'GET /api/labs/:code/photos/:photoId',
  'GET /api/labs/:code/spaceapi.json',
  'GET /api/labs/incentives',
  'GET /api/labs/incentives.csv',
  'GET /api/spaceapi.json',
  'POST /api/labs/confirm',
  'GET /api/needs',
  'GET /api/needs/:code',
  'GET /api/spaces',
  'GET /api/spaces/:code',
  'GET /api/spaces/:code/observations',
  'GET /api/calls',
  'GET /api/calls/:code',
  'GET /api/calls/:code/questions',
  'GET /api/calls/:code/visits',
  'GET /api/calls/:code/files/:fileId',
  'GET /api/visits/:certificate',
  'GET /api/agreements',
  'GET /api/agreements/:number',
  'GET /api/impact',
  'GET /api/coverage',
  'GET /api/coverage.csv',
  'GET /api/coverage/indicators',
  'GET /api/coverage/indicators/:id',
  'GET /api/coverage/shapes',
  'GET /api/coverage/gaps',
  'GET /api/coverage/what-if',
  'GET /api/coverage/what-if.csv',
  'GET /api/coverage/runs',
  'GET /api/offers',
  'GET /api/offers/:code',
  'GET /api/opinions',
  'GET /api/opinions/:id',
  'GET /api/opinions/:id/files/:fileId',
  'GET /api/districts/:number/voice',
  'GET /api/spaces/:code/voice',
  'GET /api/calls/:code/voice',
  'GET /api/plans',
  'GET /api/plans/:code',
  'GET /api/plans/:code/articles/:articleId',
  'GET /api/plans/:code/register',
  'GET /api/plans/:code/register.csv',
  'GET /api/plans/:code/register.geojson',
  'GET /api/plans/:code/register/map',
  'GET /api/plans/:code/register/statistics',
  'GET /api/plans/:code/register/:reference',
  'GET /api/plans/:code/editions',
  'GET /api/plans/:code/editions/:name',
  'POST /api/observations/follow',
  'GET /api/calls.ics',
  'GET /api/calls/:code.ics',
  'GET /api/calls.atom',
  'GET /api/calls/:code/results',
  'GET /api/calls/:code/rankings/:rankingId',
  'GET /api/calls/:code/draws/:drawId',
  'GET /api/tiles/*',
  'GET /api/exports/*',
  'POST /api/areas',
  'POST /api/alerts',
  'POST /api/alerts/confirm',
  'POST /api/alerts/stop',
  'GET /api/me',
  'POST /api/session',
  'DELETE /api/session',
  'GET /api/session/provider',
  'GET /api/session/provider/callback',
  'POST /api/accounts',
  'POST /api/accounts/confirm',
  'POST /api/accounts/reset',
  'POST /api/accounts/reset/confirm',
  'POST /api/accounts/email/confirm',
]

/** What lies outside the API: the pages of the site and the word that it lives. */
const publicPages = ['/', '/*', '/index.html', '/health']

/** Whether an operation is open to everybody; HEAD is as GET. */
export function isPublic({ method, url }: { method: string; url: string }): boolean {
  const name = `${method === 'HEAD' ? 'GET' : method} ${url}`
  if (publicPages.includes(url)) return name.startsWith('GET ')
  return publicOperations.some((known) =>
    known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known,
  )
}
