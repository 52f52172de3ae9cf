import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { listChanges } from './fieldClasses.ts'
import { editionColumns, editionRow, readRequirements, writeRequirements } from './requirements.ts'
import { editionFaults } from './rules.ts'
import type { DeskEdition, EditionContent } from './schema.ts'

const missing = () => new NotFoundError('There is no such edition.')

/** @throws {NotFoundError} where there is none */
export async function readEdition(db: Db, code: string): Promise<DeskEdition> {
  const row = await db({ e: 'lab_list_edition' })
    .where({ 'e.code': code })
    .first({
      id: 'e.id',
      code: 'e.code',
      version: 'e.version',
      publishedAt: 'e.published_at',
      ...editionColumns(db),
    })
  if (!row) throw missing()
  const { id, code: _, version, publishedAt, ...content } = row
  return {
    code: row.code,
    version,
    publishedAt: publishedAt?.toISOString() ?? null,
    content: { ...content, requirements: await readRequirements(db, id) },
  }
}

function refuseFaults(content: EditionContent): void {
  const faults = editionFaults(content)
  if (faults.length === 0) return
  throw new UnprocessableError(
    'The edition cannot be kept as it is written.',
    '/problems/lab-list-edition-faults',
    faults.map(({ pointer, code }) => ({ pointer: `/content${pointer}`, detail: code })),
  )
}

const record = (
  trx: Db,
  person: Person,
  code: string,
  action: string,
  changed: Parameters<typeof listChanges>[0],
) =>
  recordEvent(trx, {
    actor: { id: person.account.id, role: actingRole(person, 'examineLabs') },
    action,
    objectKind: 'labListEdition',
    objectId: code,
    changes: listChanges(changed),
  })

/**
 * Enters an edition of the list; nobody can apply before it is published.
 * @throws {ConflictError} where its code is taken
 */
export async function createEdition(
  db: Db,
  person: Person,
  { code, content }: { code: string; content: EditionContent },
): Promise<void> {
  refuseFaults(content)
  await db.transaction(async (trx) => {
    const [created] = await trx('lab_list_edition')
      .insert({ code, ...editionRow(content) })
      .onConflict('code')
      .ignore()
      .returning('id')
    if (!created) throw new ConflictError(`There is an edition "${code}" already.`, '/problems/edition-taken')
    await writeRequirements(trx, created.id, content.requirements)
    await record(trx, person, code, 'create', { content: [null, content] })
  })
}

interface LockedEdition {
  id: number
  version: number
  publishedAt: Date | null
}

async function lockEdition(trx: Db, code: string, version: number): Promise<LockedEdition> {
  const row: LockedEdition | undefined = await trx('lab_list_edition')
    .where({ code })
    .forUpdate()
    .first({ id: 'id', version: 'version', publishedAt: 'published_at' })
  if (!row) throw missing()
  checkVersion(row, version)
  return row
}

function refusePublished({ publishedAt }: LockedEdition): void {
  if (publishedAt === null) return
  throw new ConflictError('A published edition stays as it is.', '/problems/edition-published')
}

/** @throws {ConflictError} where it is published, or somebody saved it since `version` */
export async function saveEdition(
  db: Db,
  person: Person,
  code: string,
  { version, content }: { version: number; content: EditionContent },
): Promise<void> {
  refuseFaults(content)
  await db.transaction(async (trx) => {
    const edition = await lockEdition(trx, code, version)
    refusePublished(edition)
    const { content: before } = await readEdition(trx, code)
    await trx('lab_list_edition')
      .where({ id: edition.id })
      .update({ ...editionRow(content), version: version + 1 })
    await writeRequirements(trx, edition.id, content.requirements)
    await record(trx, person, code, 'change', { content: [before, content] })
  })
}

/**
 * Publishes an edition: from its first day on labs can apply, and its requirements are frozen.
 * @throws {UnprocessableError} where it asks for nothing
 */
export async function publishEdition(db: Db, person: Person, code: string, version: number): Promise<void> {
  await db.transaction(async (trx) => {
    const edition = await lockEdition(trx, code, version)
    refusePublished(edition)
    const asked = await trx('lab_list_requirement').where({ edition_id: edition.id }).first('id')
    if (!asked) throw new UnprocessableError('It asks for nothing yet.', '/problems/edition-empty')
    const now = await databaseNow(trx)
    await trx('lab_list_edition')
      .where({ id: edition.id })
      .update({ published_at: now, version: version + 1 })
    await record(trx, person, code, 'publish', { publishedAt: [null, now.toISOString()] })
  })
}

/**
 * Says until when one can apply to a published edition.
 * @throws {UnprocessableError} where the day is over, or before it opens
 */
export async function closeEdition(
  db: Db,
  person: Person,
  code: string,
  { version, closesOn }: { version: number; closesOn: string },
): Promise<void> {
  await db.transaction(async (trx) => {
    const { id } = await lockEdition(trx, code, version)
    const { content } = await readEdition(trx, code)
    const today = romeDate(await databaseNow(trx))
    if (closesOn < today || closesOn < content.opensOn)
      throw new UnprocessableError('The last day is today or later.', '/problems/lab-list-edition-faults', [
        { pointer: '/closesOn', detail: 'closesBeforeOpening' },
      ])
    await trx('lab_list_edition')
      .where({ id })
      .update({ closes_on: closesOn, version: version + 1 })
    await record(trx, person, code, 'close', { closesOn: [content.closesOn, closesOn] })
  })
}
