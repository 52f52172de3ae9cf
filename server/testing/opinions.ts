import { addDays, romeDate } from '../city/rules.ts'
import type { NewOpinion, NewOpinionRequest } from '../opinions/schema.ts'

/** A question to the Municipio of `insertCity`, due in so many days. */
export const opinionQuestion = (changes: Partial<NewOpinionRequest> = {}, days = 30): NewOpinionRequest => ({
  title: 'Botteghe di via Prova',
  question: 'Si chiede il parere sulle finalità del bando.',
  object: { kind: 'free', code: null },
  districts: ['9'],
  dueOn: addDays(romeDate(new Date()), days),
  silence: 'proceed',
  audience: 'public',
  ...changes,
})

/** A favourable opinion of a valid sitting of Municipio 9. */
export const opinionGiven = (changes: Partial<NewOpinion> = {}): NewOpinion => ({
  district: '9',
  asked: null,
  title: null,
  object: null,
  outcome: 'favourable',
  conditions: null,
  text: 'Il Consiglio esprime parere favorevole.',
  sitting: {
    heldOn: '2026-11-02',
    inFavour: 14,
    against: 3,
    abstained: 1,
    notVoting: 1,
    actNumber: '12/2026',
  },
  publicFrom: null,
  submissionNumber: null,
  replaces: null,
  correction: null,
  ...changes,
})
