import { type Static, Type } from 'typebox'
import { fileMediaTypes } from '../files/schema.ts'
import { oneOf } from '../http/schema.ts'

/** A file kept for the documents of a call. */
export const CallFile = Type.Object({
  url: Type.String({ description: 'what the documents of the call name it by' }),
  name: Type.String(),
  mediaType: oneOf(fileMediaTypes, 'by its own bytes'),
  sizeBytes: Type.Integer(),
  sha256: Type.String(),
})
export type CallFile = Static<typeof CallFile>

export const CallFilePath = Type.Object({
  code: Type.String({ minLength: 1, maxLength: 80 }),
  fileId: Type.String({ format: 'uuid' }),
})
export type CallFilePath = Static<typeof CallFilePath>
