import { dayInWords } from '../documents/dates.ts'
import type { PrintedPoint } from './input.ts'

/** In place of words whose public copy was taken back and is made anew. */
export const beingRevised = 'In corso di revisione.'

/** The reply as it is printed; null where there is none. */
export const replyText = ({ reply, replyRevised }: PrintedPoint): string | null =>
  replyRevised ? beingRevised : reply

/** The vote of the Council in words; null where none is recorded. */
export function voteText({ vote }: PrintedPoint): string | null {
  if (!vote) return null
  const { present, inFavour, against, abstained, left, amendments } = vote
  const sentences = [
    `Seduta del ${dayInWords(vote.heldOn, 'it')}: presenti ${present}, favorevoli ${inFavour}, contrari ${against}, astenuti ${abstained}.`,
    ...(left.length > 0 ? [`Usciti dall’aula (art. 78 TUEL): ${left.join(', ')}.`] : []),
    ...(amendments ? [`Emendamenti: ${amendments}`] : []),
  ]
  return sentences.join(' ')
}
