import { Type } from 'typebox'
import { languages } from '../accounts/words.ts'
import { oneOf } from '../http/schema.ts'

/** In which language a paper is written; that of one's account where it is not said. */
export const PaperQuery = Type.Object(
  { language: Type.Optional(oneOf(languages, 'language of the paper')) },
  { additionalProperties: false },
)
