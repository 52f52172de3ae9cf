import type { Language } from '../accounts/schema.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { writePdf } from '../documents/pdf.ts'
import { officeOfPlan } from '../plans/office.ts'
import { listFiles } from './files.ts'
import { noSubmission } from './locking.ts'
import { readProtocol } from './reading.ts'
import { type ReceiptFacts, receiptPaper } from './receiptPaper.ts'

/** What a receipt is written from, of a submission that was received. */
async function readFacts(db: Db, id: string, accessCode: string | null): Promise<ReceiptFacts | undefined> {
  const row = await db({ s: 'submission' })
    .join({ p: 'plan' }, 'p.id', 's.plan_id')
    .where({ 's.id': id })
    .whereNotNull('s.number')
    .first({
      number: 's.number',
      plan: db.raw("json_build_object('code', p.code, 'title', p.title)"),
      receivedAt: 's.received_at',
      isLate: 's.is_late',
      opinionOutcome: 's.opinion_outcome',
      contentHash: 's.content_hash',
      from: db.raw("coalesce(s.submitter ->> 'name', '')"),
      withdrawn: db.raw("s.status = 'withdrawn'"),
      office: db.raw(officeOfPlan),
    })
  if (!row) return undefined
  const files = await listFiles(db, id)
  return {
    ...row,
    protocol: await readProtocol(db, id),
    targets: await db('submission_target')
      .where({ submission_id: id })
      .orderBy('position')
      .select('text', 'prescription'),
    files: files.map(({ name, sha256 }) => ({ name, sha256 })),
    accessCode,
  }
}

/**
 * The receipt of a submission as a PDF.
 * @throws {NotFoundError} where there is none, or it was not received
 */
export async function writeReceipt(
  { db, config, city }: Pick<Context, 'db' | 'config' | 'city'>,
  id: string,
  { language, accessCode }: { language: Language; accessCode: string | null },
): Promise<{ name: string; content: Buffer }> {
  const facts = await readFacts(db, id, accessCode)
  if (!facts) throw noSubmission()
  const issuer = city.header.owner[language]
  const paper = receiptPaper(facts, { language, issuer, demo: config.demo })
  return { name: `${facts.number}.pdf`, content: await writePdf(paper) }
}
