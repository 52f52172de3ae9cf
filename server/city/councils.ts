import { Type } from 'typebox'
import { oneOf } from '../http/schema.ts'
import { Localized, strict } from './packParts.ts'

/** What it can mean that a Municipio says nothing by the due day: it agrees, one decides without it, or nothing. */
export const silences = ['favourable', 'proceed', 'none'] as const

const count = Type.Integer({ minimum: 1, maximum: 200 })

/** The councils of the Municipi, `councils.json`: who is in office, how many make a sitting valid, terms of opinions. */
export const CouncilRules = Type.Object(
  {
    members: Type.Object(
      { each: count, byDistrict: Type.Record(Type.String(), count, { description: 'where one differs' }) },
      strict,
    ),
    membersNote: Localized,
    quorum: Type.Object(
      { numerator: count, denominator: count, basis: Localized },
      { ...strict, description: 'part of the members in office, rounded up' },
    ),
    terms: Type.Object(
      {
        defaultDays: count,
        leastDays: count,
        mostDays: Type.Integer({ minimum: 1, maximum: 730 }),
        reminders: Type.Array(Type.Integer({ minimum: 0, maximum: 365 }), {
          description: 'days before the due day on which the district office is reminded',
        }),
        legalBasis: Type.String({ minLength: 1 }),
      },
      strict,
    ),
    silences: Type.Array(oneOf(silences), {
      minItems: 1,
      uniqueItems: true,
      description: 'the first is proposed',
    }),
  },
  strict,
)
