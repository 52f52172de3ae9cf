import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { expect } from 'vitest'
import type { RequestFile } from '../allocation/schema.ts'
import type { Client } from './people.ts'
import { draftFor, insertSpace, sendingOf } from './requests.ts'

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** The least that passes for a PDF, with words in it. */
export const pdfOf = (words: string): Buffer => Buffer.from(`%PDF-1.7\n% ${words}\nstartxref\n9\n%%EOF\n`)

/** A multipart body with one file. */
export function formOf(content: Buffer | string, name: string): FormData {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name)
  return form
}

/** Sends files to drafts as one applicant, and looks into the store. */
export function createSender(app: () => FastifyInstance, client: () => Client) {
  let drafts = 0
  const upload = (id: string, content: Buffer | string, name: string) =>
    client().inject({ method: 'POST', url: `/api/requests/${id}/files`, payload: formOf(content, name) })
  return {
    upload,
    async newDraft(): Promise<{ id: string; version: number }> {
      drafts += 1
      await insertSpace(app().context.db, `F${drafts}`)
      return draftFor(client(), `F${drafts}`)
    },
    /** Adds a file that is taken. */
    async add(id: string, content: Buffer | string, name: string): Promise<RequestFile> {
      const answer = await upload(id, content, name)
      expect(answer.statusCode, answer.body).toBe(201)
      return answer.json()
    },
    /** Sends the request; returns the address of a file of it. */
    async send(draft: { id: string; version: number }, file: RequestFile): Promise<string> {
      const answer = await client().post('/api/requests', sendingOf(draft))
      expect(answer.statusCode, answer.body).toBe(201)
      return `/api/requests/${draft.id}/files/${file.id}`
    },
    /** Names in a folder of the store. */
    names: (folder: string): Promise<string[]> =>
      readdir(join(app().context.config.varDir, 'files', folder)).catch(() => []),
  }
}
