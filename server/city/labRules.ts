import { Type } from 'typebox'
import { oneOf } from '../http/schema.ts'
import { Code, Days, Latitude, Localized, Longitude, strict } from './packParts.ts'

const nullableText = Type.Union([Type.Null(), Type.String({ minLength: 1 })])

/** Something a lab must have to be in the qualified list. */
const LabRequirement = Type.Object(
  {
    code: Code,
    label: Type.String({ minLength: 1 }),
    labelEn: nullableText,
    type: oneOf(['number', 'bool', 'choice', 'document'] as const, 'what is asked for'),
    unit: nullableText,
    minimum: Type.Union([Type.Null(), Type.Number({ minimum: 0 })]),
    options: Type.Array(
      Type.Object(
        {
          code: Code,
          label: Type.String({ minLength: 1 }),
          labelEn: nullableText,
          accepted: Type.Boolean(),
        },
        strict,
      ),
    ),
    mandatory: Type.Boolean(),
    evidence: nullableText,
    evidenceEn: nullableText,
    source: Type.String({ minLength: 1 }),
  },
  strict,
)

/**
 * From what a new edition of the qualified list of labs begins, which each edition may say otherwise, and the places
 * beside the districts where a firm that looks for a lab can be.
 */
export const LabLists = Type.Object(
  {
    places: Type.Array(
      Type.Object(
        {
          code: Code,
          ...Localized.properties,
          lon: Longitude,
          lat: Latitude,
          source: Type.String({ minLength: 1 }),
        },
        strict,
      ),
    ),
    template: Type.Object(
      {
        validityYears: Type.Integer({ minimum: 1, maximum: 20 }),
        takeDays: Days,
        examineDays: Days,
        answerDays: Days,
        source: Type.String({ minLength: 1 }),
        requirements: Type.Array(LabRequirement, { minItems: 1 }),
      },
      strict,
    ),
  },
  strict,
)

const named = Localized.properties
const Named = Type.Object({ code: Code, ...named }, strict)

/** A kind of machine of labs. */
const Machine = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z0-9][a-z0-9_]*$' }),
    family: Code,
    process: Code,
    materials: Type.Array(Code, { description: 'what it usually works' }),
    ...named,
  },
  strict,
)

/** The equipment of labs: machines in families, what each does and with what. */
export const Equipment = Type.Object(
  {
    families: Type.Array(Named, { minItems: 1 }),
    processes: Type.Array(Named, { minItems: 1 }),
    materials: Type.Array(Named, { minItems: 1 }),
    machines: Type.Array(Machine, { minItems: 1 }),
  },
  strict,
)

const amountOrNull = Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Null()])

/** A measure by which the city has given money to labs. */
const LabMeasure = Type.Object(
  {
    code: Code,
    year: Type.Integer({ minimum: 1990, maximum: 2100 }),
    ...named,
    totalEur: amountOrNull,
    mostEur: amountOrNull,
    mostShare: Type.Union([Type.Number({ exclusiveMinimum: 0, maximum: 1 }), Type.Null()]),
    source: Type.String({ minLength: 1 }),
  },
  strict,
)

/** How long what a lab says of itself stands without its word, and the city's measures for labs. */
export const LabRules = Type.Object(
  {
    confirmation: Type.Object(
      {
        months: Type.Integer({ minimum: 1, maximum: 60 }),
        againDays: Type.Integer({ minimum: 1, maximum: 365, description: 'from the first reminder' }),
      },
      strict,
    ),
    measures: Type.Array(LabMeasure),
  },
  strict,
)
