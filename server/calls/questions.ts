import { type Static, Type } from 'typebox'

/** A yes/no question asked before the form; it needs no sign-in and its answer is not stored. */
export const EligibilityQuestion = Type.Object({
  code: Type.String(),
  text: Type.String({ maxLength: 1000 }),
  textEn: Type.String({ maxLength: 1000 }),
  expected: Type.Boolean({ description: 'the answer that lets you apply' }),
  rule: Type.String({
    maxLength: 1000,
    description: 'said to whom answers otherwise: which rule, and what to do',
  }),
  ruleEn: Type.String({ maxLength: 1000 }),
  reference: Type.String({ maxLength: 400, description: 'article or point of the call' }),
})
export type EligibilityQuestion = Static<typeof EligibilityQuestion>
