import { type Static, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { act, body, Day, euros, page, words } from './awardSchema.ts'
import { Milestone } from './milestoneSchema.ts'
import {
  agreementActions,
  agreementStatuses,
  dueKinds,
  endReasons,
  guaranteeKinds,
  instruments,
} from './words.ts'

const Id = Type.String({ format: 'uuid' })
const Version = Type.Integer({ minimum: 1, description: 'as it was read; another is refused with 409' })

const Guarantee = body({
  kind: oneOf(guaranteeKinds, 'what is given'),
  amountEur: euros('EUR'),
  issuer: nullOr(words(1, 200)),
  number: nullOr(words(1, 80)),
  expiresOn: nullOr(Day),
})

const terms = {
  instrument: oneOf(instruments, 'contract'),
  from: Day,
  until: Type.String({ format: 'date', description: 'last day' }),
  rentEurYear: euros('EUR per year'),
  depositEur: nullOr(euros('EUR')),
  guarantee: nullOr(Guarantee),
  obligations: Type.Array(words(3, 1000), { maxItems: 40, description: 'of the holder' }),
  ...act,
}

/** What an agreement says, while it is prepared. */
export const AgreementTerms = body(terms)
export type AgreementTerms = Static<typeof AgreementTerms>

export const AgreementPath = Type.Object({ id: Id })
export const SaveAgreement = body({ version: Version, ...terms })
export const SignAgreement = body({
  version: Version,
  signedOn: Day,
  registration: Type.Optional(nullOr(words(1, 120))),
})
export const CancelAgreement = body({ version: Version, note: words(10) })
export const HandOver = body({
  version: Version,
  happenedOn: Day,
  note: Type.Optional(nullOr(words(1))),
  meterReadings: Type.Optional(nullOr(words(1, 500))),
})
export type HandOver = Static<typeof HandOver>
export const ExtendAgreement = body({ version: Version, until: Day, ...act })
export const TerminateAgreement = body({
  version: Version,
  endedOn: Day,
  reason: oneOf(endReasons.slice(1), 'why'),
  note: words(10),
})

const facts = {
  id: Id,
  number: Type.String(),
  status: oneOf(agreementStatuses, 'state'),
  instrument: oneOf(instruments, 'contract'),
  holder: Type.String(),
  spaces: Type.Array(
    Type.Object({ code: Type.String(), name: Type.String(), areaM2: orNull(Type.Number()) }),
  ),
  from: Day,
  until: Day,
  rentEurYear: Type.Number(),
  signedOn: orNull(Day),
  handedOverOn: orNull(Day),
  endedOn: orNull(Day),
  returnedOn: orNull(Day),
}

const Due = Type.Object({
  kind: oneOf(dueKinds, 'what is to be done'),
  about: Type.String({ description: 'agreement, request or lot, in a few words' }),
  holder: orNull(Type.String()),
  dueOn: orNull(Day),
  path: Type.String({ description: 'page on which it is done' }),
})
export type Due = Static<typeof Due>

export const DeskAgreementItem = Type.Object(facts)
export type DeskAgreementItem = Static<typeof DeskAgreementItem>

export const AgreementQuery = Type.Object(
  {
    status: Type.Optional(oneOf(agreementStatuses, 'state')),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'number, holder, space' })),
    ...page,
  },
  { additionalProperties: false },
)
export type AgreementQuery = Static<typeof AgreementQuery>

/** Agreements, and what is due about them and about awards. */
export const DeskAgreements = Type.Object({
  due: Type.Array(Due),
  total: Type.Integer({ description: 'of all that match, whatever the page' }),
  items: Type.Array(DeskAgreementItem),
})
export type DeskAgreements = Static<typeof DeskAgreements>

export const YearlyReport = Type.Object({
  year: Type.Integer(),
  jobs: Type.Number(),
  openingHoursWeek: Type.Number(),
  residentHours: Type.Number(),
  text: Type.String(),
  receivedAt: Type.String({ format: 'date-time' }),
})
export type YearlyReport = Static<typeof YearlyReport>

export const DeskAgreement = Type.Object({
  ...facts,
  version: Type.Integer(),
  requestId: orNull(Id),
  requestNumber: orNull(Type.String()),
  awardId: Id,
  call: orNull(Type.Object({ code: Type.String(), title: Type.String() })),
  depositEur: orNull(Type.Number()),
  guarantee: orNull(Guarantee),
  obligations: Type.Array(Type.String()),
  actNumber: Type.String(),
  actDate: Day,
  registration: orNull(Type.String()),
  extensionAct: orNull(Type.String()),
  extensionDate: orNull(Day),
  endReason: orNull(oneOf(endReasons, 'why it ended')),
  endNote: orNull(Type.String()),
  latestEnd: orNull(Type.String({ description: 'with an extension; null where the law sets none' })),
  handovers: Type.Array(
    Type.Object({
      kind: oneOf(['handover', 'return'] as const, 'to the holder or back'),
      happenedOn: Day,
      note: orNull(Type.String()),
      meterReadings: orNull(Type.String()),
      by: Type.String(),
    }),
  ),
  milestones: Type.Array(Milestone),
  reports: Type.Array(YearlyReport),
  missingReports: Type.Array(Type.Integer({ description: 'years' })),
  actions: Type.Array(oneOf(agreementActions, 'what may be done')),
  notReady: Type.Array(
    oneOf(['notAccepted', 'checksPending', 'checkFailed', 'rnaMissing', 'guaranteeMissing'] as const, 'why'),
    { description: 'what still keeps it from being signed' },
  ),
  isOwn: Type.Boolean(),
})
export type DeskAgreement = Static<typeof DeskAgreement>
