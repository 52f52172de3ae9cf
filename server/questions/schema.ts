import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'

const words = (minLength: number, description: string) =>
  Type.String({ minLength, maxLength: 4000, pattern: '\\S', description })

/** A question about a call; who asks stays unknown to everybody. */
export const NewQuestion = Type.Object(
  { text: Type.String({ minLength: 10, maxLength: 2000, pattern: '\\S' }) },
  { additionalProperties: false },
)
export type NewQuestion = Static<typeof NewQuestion>

/** The answer to all, with the question as everybody reads it. */
export const QuestionAnswer = Type.Object(
  { question: words(10, 'without what tells who asked'), answer: words(2, 'to all') },
  { additionalProperties: false },
)
export type QuestionAnswer = Static<typeof QuestionAnswer>

export const QuestionDecline = Type.Object(
  { reason: words(10, 'told to who asked alone') },
  { additionalProperties: false },
)
export type QuestionDecline = Static<typeof QuestionDecline>

export const QuestionPath = Type.Object({
  code: Type.String({ minLength: 1, maxLength: 80 }),
  id: Type.String({ format: 'uuid' }),
})

const AnsweredQuestion = Type.Object({
  id: Type.String(),
  question: Type.String(),
  answer: Type.String(),
  answeredAt: Type.String({ format: 'date-time' }),
})

/** What everybody reads. */
export const QuestionList = Type.Object({
  open: Type.Boolean({ description: 'whether one can ask now' }),
  until: orNull(Type.String({ format: 'date-time', description: 'last instant to ask' })),
  items: Type.Array(AnsweredQuestion),
})
export type QuestionList = Static<typeof QuestionList>

const questionStates = ['waiting', 'answered', 'declined'] as const
export type QuestionState = (typeof questionStates)[number]

/** A question as who asked it, and the desk, see it. */
export const Question = Type.Object({
  id: Type.String(),
  text: Type.String(),
  state: oneOf(questionStates, 'what became of it'),
  askedAt: Type.String({ format: 'date-time' }),
  question: orNull(Type.String({ description: 'as everybody reads it' })),
  answer: orNull(Type.String()),
  reason: orNull(Type.String({ description: 'why it was declined' })),
  answeredAt: orNull(Type.String({ format: 'date-time' })),
})
export type Question = Static<typeof Question>

export const Questions = Type.Object({ total: Type.Integer(), items: Type.Array(Question) })
export type Questions = Static<typeof Questions>
