import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { File, Outcome, provision, ShapeRead, Stage, span, submission } from './parts.ts'
import { rowProperties } from './tableSchema.ts'
import { changeRefusals, groupRefusals, opinionAnswers, relationKinds } from './words.ts'

const decision = {
  id: Type.Integer(),
  stage: Stage,
  outcome: Outcome,
  reason: orNull(Type.String()),
  actNumber: orNull(Type.String()),
  decidedOn: Type.String({ format: 'date' }),
  decidedBy: Type.String(),
  replaced: Type.Boolean({ description: 'another of the same stage stands in its place' }),
  ofGroup: Type.Boolean(),
}

const mention = { id: Type.Integer(), reference: Type.String(), synthesis: orNull(Type.String()) }

/** Everything known of one point. */
export const PointDetail = Type.Object({
  ...rowProperties,
  plan: Type.String(),
  examined: Type.Boolean(),
  text: Type.String(),
  position: Type.Integer(),
  ...provision,
  geometry: orNull(ShapeRead),
  parcels: Type.Array(Type.Unknown(), { description: 'foglio and mappali' }),
  article: orNull(
    Type.Object({ number: Type.String(), title: orNull(Type.String()), text: orNull(Type.String()) }),
  ),
  removed: orNull(Type.String({ description: 'why it was taken away' })),
  locked: Type.Boolean(),
  submission: Type.Object({
    ...submission,
    text: Type.String(),
    files: Type.Array(File),
    points: Type.Array(Type.Object({ ...mention, ...span, outcome: orNull(Outcome) })),
  }),
  group: orNull(
    Type.Object({
      id: Type.Integer(),
      title: Type.String(),
      size: Type.Integer(),
      others: Type.Array(Type.Object(mention)),
    }),
  ),
  comments: Type.Array(
    Type.Object({ text: Type.String(), by: Type.String(), at: Type.String({ format: 'date-time' }) }),
  ),
  relations: Type.Array(
    Type.Object({ ...mention, kind: oneOf(relationKinds), outcome: orNull(Outcome), ours: Type.Boolean() }),
  ),
  opinions: Type.Array(
    Type.Object({
      id: Type.Integer(),
      office: Type.String(),
      question: Type.String(),
      dueOn: Type.String({ format: 'date' }),
      answer: orNull(oneOf(opinionAnswers)),
      answerText: orNull(Type.String()),
      answeredAt: orNull(Type.String({ format: 'date-time' })),
    }),
  ),
  decisions: Type.Array(Type.Object(decision)),
  changes: Type.Array(Type.Object({ id: Type.Integer(), title: Type.String(), kind: Type.String() })),
  spaces: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), status: Type.String() }), {
    description: 'of the census, that its place covers',
  }),
  suggestions: Type.Array(Type.Object({ id: Type.Integer(), size: Type.Integer() })),
  opposites: Type.Array(Type.Object({ ...mention, outcome: orNull(Outcome) }), {
    description: 'aimed at the same in a place that overlaps, decided the other way',
  }),
  refusals: Type.Object({
    change: Type.Array(oneOf(changeRefusals)),
    remove: Type.Array(oneOf(changeRefusals)),
    leave: Type.Array(oneOf(groupRefusals)),
  }),
})
export type PointDetail = Static<typeof PointDetail>
