import { type Static, Type } from 'typebox'
import { oneOf } from '../http/schema.ts'
import { CouncilRules } from './councils.ts'
import { CoverageRules } from './coverageRules.ts'
import { Equipment, LabLists, LabRules } from './labRules.ts'
import { CalendarDate, Code, Corners, Days, Latitude, Localized, Longitude, strict } from './packParts.ts'

/** The plan whose zoning is shown. */
const Plan = Type.Object(
  { version: Type.String({ minLength: 1 }), inForceFrom: CalendarDate, act: Type.String({ minLength: 1 }) },
  strict,
)

/** Who answers for personal data (GDPR art. 13) and what else the foot of each page leads to. */
const Legal = Type.Object(
  {
    controller: Localized,
    controllerAddress: Type.String({ minLength: 1 }),
    dataProtectionOfficer: Type.String({ minLength: 3, description: 'e-mail address' }),
    securityContact: Type.Optional(
      Type.String({ minLength: 3, description: 'e-mail address for reports of weaknesses' }),
    ),
    legalBasis: Localized,
    accessibilityStatement: Type.Optional(
      Type.String({ pattern: '^https://form\\.agid\\.gov\\.it/', description: 'page of the AGID form' }),
    ),
    transparency: Type.Optional(
      Type.String({ pattern: '^https://', description: 'Amministrazione trasparente (D.Lgs 33/2013)' }),
    ),
    accessibilityOffice: Type.Optional(Type.String({ minLength: 3, description: 'e-mail address' })),
  },
  strict,
)

/** Who answers for a space, by name and not by person. */
const Office = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    phone: Type.String({ minLength: 1 }),
    hours: Type.String({ minLength: 1 }),
    hoursEn: Type.String({ minLength: 1 }),
    email: Type.String({ minLength: 3 }),
  },
  strict,
)

/** Terms in days, all counted from the delivery of a notice; the city says them because laws and calls change. */
const Terms = Type.Object(
  {
    completion: Type.Object({ least: Days, most: Days }, strict),
    appeal: Type.Object({ regionalCourt: Days, presidency: Days }, strict),
  },
  strict,
)

const CityMap = Type.Object(
  {
    center: Type.Tuple([Longitude, Latitude]),
    zoom: Type.Number({ minimum: 0, maximum: 22 }),
    bounds: Corners,
    maxBounds: Corners,
  },
  strict,
)

const CityFile = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    name: Localized,
    region: Type.String({ minLength: 1 }),
    programme: Localized,
    header: Type.Object({ owner: Localized, title: Localized, subtitle: Localized }, strict),
    zoneProgramme: Localized,
    map: CityMap,
    plan: Plan,
    office: Office,
    terms: Terms,
    legal: Legal,
    disclaimer: Localized,
    attribution: Type.String({ minLength: 1 }),
    holidays: Type.Object(
      {
        fixed: Type.Array(Type.String({ pattern: '^\\d{2}-\\d{2}$' }), {
          description: 'month and day of the holidays of each year, the patron of the city among them',
        }),
        easterMonday: Type.Boolean(),
      },
      strict,
    ),
  },
  strict,
)

const useCategories = ['production', 'office', 'retail', 'service', 'storage'] as const

/** A use somebody may ask a space for. */
export const Use = Type.Object(
  {
    code: Code,
    it: Type.String({ minLength: 1 }),
    en: Type.String({ minLength: 1 }),
    category: oneOf(useCategories, 'family of uses'),
    legalCategory: Type.String({ minLength: 1, description: 'letter of art. 23-ter DPR 380/2001' }),
    cadastral: Type.Array(Type.String(), { description: 'usual cadastral categories; evidence, not proof' }),
    heavy: Type.Optional(Type.Boolean({ description: 'noisy, insalubrious or heavy traffic' })),
  },
  strict,
)
export type Use = Static<typeof Use>

const zoningFamilies = ['historic', 'consolidated', 'renewal', 'services', 'special', 'open'] as const

/** A class of the plan's zoning. */
const ZoningClass = Type.Object(
  {
    code: Code,
    it: Type.String({ minLength: 1 }),
    en: Type.String({ minLength: 1 }),
    family: oneOf(zoningFamilies, 'how the map colours it'),
  },
  strict,
)
export type ZoningClass = Static<typeof ZoningClass>

const ruleLevels = ['usuallyCompatible', 'toVerify', 'needsAgreement', 'usuallyIncompatible'] as const

/** One rule of advice: where all of `when` holds on a date within its validity, it gives its level. */
export const AdviceRule = Type.Object(
  {
    id: Code,
    when: Type.Object(
      {
        classes: Type.Optional(Type.Array(Code, { minItems: 1 })),
        ownership: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
        categories: Type.Optional(Type.Array(oneOf(useCategories, 'family'), { minItems: 1 })),
        heavy: Type.Optional(Type.Boolean()),
        listed: Type.Optional(Type.Literal(true)),
        contamination: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
        lawfulUse: Type.Optional(
          oneOf(['sameCategory', 'otherCategory'] as const, 'lawful use against the one asked for'),
        ),
        groundOrBasement: Type.Optional(Type.Boolean()),
      },
      strict,
    ),
    level: oneOf(ruleLevels, 'advice level'),
    text: Localized,
    reference: Type.String({ minLength: 1 }),
    validFrom: CalendarDate,
    validTo: Type.Optional(CalendarDate),
  },
  strict,
)
export type AdviceRule = Static<typeof AdviceRule>

/** A share taken off the rent: of right by place, or for applicants who meet a condition. */
export const Reduction = Type.Object(
  {
    code: Code,
    label: Localized,
    rate: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }),
    legalBasis: Type.String({ minLength: 1 }),
    outsideRing: Type.Optional(Type.Literal(true)),
    condition: Type.Optional(Localized),
  },
  strict,
)
export type Reduction = Static<typeof Reduction>

/** What is looked into after an award, before the agreement is signed. */
const AwardCheck = Type.Object(
  {
    code: Code,
    it: Type.String({ minLength: 1 }),
    en: Type.String({ minLength: 1 }),
    reference: Type.String({ minLength: 1 }),
  },
  strict,
)

/** What the law and the city say of awards, agreements and what comes of them. */
const AwardRules = Type.Object(
  {
    checks: Type.Array(AwardCheck, { minItems: 1 }),
    deMinimis: Type.Object(
      { mostEur: Type.Number({ minimum: 0 }), years: Type.Integer({ minimum: 1 }), reference: Type.String() },
      strict,
    ),
    temporaryUse: Type.Object(
      {
        years: Type.Integer({ minimum: 1, maximum: 3 }),
        extendedYears: Type.Integer({ minimum: 1, maximum: 5 }),
        reference: Type.String(),
      },
      strict,
    ),
    endAlertMonths: Type.Array(Type.Integer({ minimum: 1, maximum: 36 }), { minItems: 1 }),
    replyDays: Type.Integer({ minimum: 1, description: 'for a holder, before a missed milestone is shown' }),
    releasedCheckDays: Type.Optional(
      Type.Integer({ minimum: 1, description: 'within which the office checks a space that was released' }),
    ),
    periphery: Type.Object({ ...Localized.properties, reference: Type.String({ minLength: 1 }) }, strict),
  },
  strict,
)

/** What is kept for a time, or for ever; the program knows each by its word. */
export const retentionKinds = [
  'registrations',
  'signInLinks',
  'invitations',
  'sessions',
  'signInFailures',
  'serverLogs',
  'drafts',
  'unansweredAlerts',
  'stoppedAlerts',
  'areas',
  'notifications',
  'secretLetters',
  'letters',
  'accountEvents',
  'unsuccessfulRequests',
  'awards',
  'councilActs',
  'observations',
  'labLists',
  'needs',
  'auditTrail',
] as const
export type RetentionKind = (typeof retentionKinds)[number]

const Duration = Type.Object(
  {
    days: Type.Optional(Type.Integer({ minimum: 1 })),
    months: Type.Optional(Type.Integer({ minimum: 1 })),
    years: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { ...strict, minProperties: 1, maxProperties: 1 },
)

const keptInfo = { what: Localized, legalBasis: Localized }

/** How long one kind of record is kept, from when, and what happens then. */
export const RetentionRule = Type.Union([
  Type.Object(
    {
      kind: oneOf(retentionKinds, 'what is kept'),
      ...keptInfo,
      from: Localized,
      period: Duration,
      action: oneOf(
        ['delete', 'anonymise', 'outside'] as const,
        'what happens then; `outside` leaves it to who runs the server',
      ),
    },
    strict,
  ),
  Type.Object(
    { kind: oneOf(retentionKinds, 'what is kept'), ...keptInfo, action: Type.Literal('keep') },
    strict,
  ),
])
export type RetentionRule = Static<typeof RetentionRule>
export type Duration = Static<typeof Duration>

/** The files of a pack, as they lie in `data/<city>/`. */
export const packFiles = {
  city: CityFile,
  uses: Type.Object({ uses: Type.Array(Use, { minItems: 1 }) }, strict),
  zoning: Type.Object(
    { classes: Type.Array(ZoningClass, { minItems: 1 }), rules: Type.Array(AdviceRule, { minItems: 1 }) },
    strict,
  ),
  rent: Type.Object(
    {
      reductions: Type.Array(Reduction),
      depositMonths: Type.Number({ minimum: 0 }),
      note: Localized,
    },
    strict,
  ),
  awards: AwardRules,
  labLists: LabLists,
  coverage: CoverageRules,
  councils: CouncilRules,
  retention: Type.Object({ rules: Type.Array(RetentionRule, { minItems: 1 }) }, strict),
  equipment: Equipment,
  labs: LabRules,
}

/** Everything the program knows of one city. */
export type CityPack = Static<typeof CityFile> &
  Static<typeof packFiles.uses> & {
    zoning: Static<typeof packFiles.zoning>
    rent: Static<typeof packFiles.rent>
    awards: Static<typeof packFiles.awards>
    labLists: Static<typeof packFiles.labLists>
    coverage: Static<typeof packFiles.coverage>
    councils: Static<typeof packFiles.councils>
    retention: RetentionRule[]
    equipment: Static<typeof packFiles.equipment>
    labs: Static<typeof packFiles.labs>
  }

/** What the page needs before it can draw anything. */
export const City = Type.Object({
  id: Type.String(),
  name: Localized,
  programme: Localized,
  header: CityFile.properties.header,
  zoneProgramme: Localized,
  map: CityMap,
  plan: Plan,
  office: Office,
  terms: Terms,
  legal: Legal,
  uses: Type.Array(Use),
  zoningClasses: Type.Array(ZoningClass),
  equipment: Equipment,
  labs: LabRules,
  rent: Type.Object({ depositMonths: Type.Number(), note: Localized }),
  disclaimer: Localized,
  attribution: Type.String(),
  basemapStyleUrl: Type.Union([Type.String(), Type.Null()]),
  demo: Type.Boolean(),
})
export type City = Static<typeof City>
