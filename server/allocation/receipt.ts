import type { Person } from '../accounts/queries.ts'
import type { Language } from '../accounts/schema.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { writePdf } from '../documents/pdf.ts'
import { NotFoundError } from '../http/problem.ts'
import { isMine } from './mine.ts'
import { readOffice, readTargetNames } from './notices.ts'
import { type ReceiptFacts, receiptPaper } from './receiptPaper.ts'
import { sealed } from './sealing.ts'

interface Reader {
  person: Person
  /** Officers read what is no longer sealed. */
  isOffice: boolean
}

type Row = Omit<ReceiptFacts, 'targets' | 'office' | 'call'> & {
  callId: number | null
  callCode: string | null
  callTitle: string | null
}

async function readReceiptRow(db: Db, { person, isOffice }: Reader, id: string): Promise<Row> {
  const row = await db({ r: 'request' })
    .leftJoin({ c: 'call' }, 'c.id', 'r.call_id')
    .where({ 'r.id': id })
    .whereNotNull('r.number')
    .whereRaw(`(${isMine} OR (:isOffice AND r.status <> 'draft' AND NOT ${sealed}))`, {
      accountId: person.account.id,
      isOffice,
    })
    .first({
      number: 'r.number',
      kind: 'r.kind',
      receivedAt: 'r.received_at',
      contentHash: 'r.content_hash',
      identifiedBy: 'r.identified_by',
      from: db.raw("coalesce(r.content -> 'applicant' ->> 'name', '')"),
      declarations: db.raw("r.content -> 'declarations'"),
      withdrawn: db.raw("r.status = 'withdrawn'"),
      callId: 'c.id',
      callCode: 'c.code',
      callTitle: 'c.title',
    })
  if (!row) throw new NotFoundError('There is no such request.')
  return row
}

/**
 * The receipt of a request that was sent, as a PDF, with the name to save it under.
 * @throws {NotFoundError} where it is another's, a draft, or sealed for the office
 */
export async function writeReceipt(
  { db, city, config }: Context,
  reader: Reader,
  id: string,
  language: Language,
): Promise<{ name: string; content: Buffer }> {
  const { callId, callCode, callTitle, ...row } = await readReceiptRow(db, reader, id)
  const facts: ReceiptFacts = {
    ...row,
    call: callCode && callTitle ? { code: callCode, title: callTitle } : null,
    targets: await readTargetNames(db, id),
    office: await readOffice(db, city, callId),
  }
  const issuer = city.header.owner[language]
  return {
    name: `${language === 'it' ? 'ricevuta' : 'receipt'}-${row.number}.pdf`,
    content: await writePdf(receiptPaper(facts, { language, issuer, demo: config.demo })),
  }
}
