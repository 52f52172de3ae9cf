import type { FastifyReply } from 'fastify'
import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { demoMark } from '../documents/blocks.ts'
import { openStored, sendFile } from '../files/serving.ts'
import type { StoredEdition } from './queries.ts'
import { type Edition, mediaTypes, sortingWords } from './words.ts'

const nameOf = (code: string, edition: Edition, { format, sorting }: StoredEdition, demo: boolean) =>
  [
    'controdeduzioni',
    code,
    ...(edition === 'council' ? ['Consiglio'] : []),
    sortingWords[sorting].replaceAll(' ', '-'),
    ...(demo ? [demoMark] : []),
  ].join('-') + `.${format}`

/** Answers with the file of an edition, to be saved; no browser or proxy keeps it, because words can be taken back. */
export async function sendEdition(
  reply: FastifyReply,
  { config }: Pick<Context, 'config'>,
  { code, edition, file }: { code: string; edition: Edition; file: StoredEdition },
): Promise<FastifyReply> {
  const content = await openStored(config.varDir, file.sha256)
  const name = nameOf(code, edition, file, config.demo)
  return sendFile(reply, { name, mediaType: mediaTypes[file.format], sizeBytes: file.sizeBytes }, content)
}

/** Logs that somebody takes a copy of the Council's edition: who, what and when, before a byte of it leaves. */
export async function recordTaking(db: Db, person: Person, code: string, file: StoredEdition): Promise<void> {
  const { id, planId, format, sorting } = file
  await db.transaction(async (trx) => {
    await trx('edition_opening').insert({
      plan_id: planId,
      account_id: person.account.id,
      what: `file?format=${format}&sorting=${sorting}`,
    })
    await recordEvent(trx, {
      actor: { id: person.account.id, role: actingRole(person, 'readCouncilEdition') },
      action: 'takeEditionFile',
      objectKind: 'registerFile',
      objectId: id,
      changes: { plan: { class: 'internal', old: null, new: code } },
    })
  })
}
