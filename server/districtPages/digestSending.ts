import { isHeld } from '../accounts/accountList.ts'
import type { Language } from '../accounts/words.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import { eachInTurn } from '../db/eachInTurn.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { notify } from '../mail/news.ts'
import { queueLetter } from '../mail/outbox.ts'
import { type DueOpinion, listDueOpinions } from '../opinions/reading.ts'
import { digestLetter } from './digestLetters.ts'
import { readDistrictPage } from './page.ts'
import { lastMonth } from './rules.ts'
import type { DistrictPage } from './schema.ts'

/** Who is to get the digest of a district and a month. */
interface Recipient {
  district: string
  digestId: string | null
  accountId: string | null
  /** Null for people of a demonstration, who are told in the application only. */
  email: string | null
  language: Language
  stopToken: string | null
}

/** SQL: who confirmed before the month was over and has not had it; offices by their role, unless they had it. */
const waiting = `
  SELECT g.district_code AS district, g.id AS "digestId", NULL::uuid AS "accountId", g.email::text AS email,
    g.language, g.stop_token AS "stopToken"
  FROM district_digest g
  WHERE g.confirmed_at < date_trunc('month', now() AT TIME ZONE 'Europe/Rome') AT TIME ZONE 'Europe/Rome'
    AND g.stopped_at IS NULL
    AND NOT EXISTS (SELECT FROM district_digest_sent t WHERE t.digest_id = g.id AND t.month = :month)
  UNION ALL
  SELECT DISTINCT r.district_code, NULL::uuid, a.id, CASE WHEN NOT a.demo THEN a.email::text END, a.language, NULL
  FROM account_role r JOIN account a ON a.id = r.account_id
  WHERE r.role = 'districtOffice' AND r.district_code IS NOT NULL AND a.disabled_at IS NULL AND ${isHeld}
    AND NOT EXISTS (SELECT FROM district_digest_sent t
      WHERE t.account_id = a.id AND t.district_code = r.district_code AND t.month = :month)
  ORDER BY 1, 2, 3`

async function readWaiting(db: Db, month: string): Promise<Recipient[]> {
  const { rows } = await db.raw<{ rows: Recipient[] }>(waiting, { month })
  return rows
}

interface Issue {
  month: string
  page: DistrictPage
  opinions: Record<Language, readonly DueOpinion[]>
}

/** Sends one, unless another server did meanwhile; whether it was sent. */
async function sendOne(
  trx: Db,
  context: Context,
  to: Recipient,
  { month, page, opinions }: Issue,
): Promise<boolean> {
  const { district, digestId, accountId, email, language, stopToken } = to
  const marked = await trx('district_digest_sent')
    .insert({ month, district_code: district, digest_id: digestId, account_id: accountId })
    .onConflict()
    .ignore()
    .returning('id')
  if (marked.length === 0) return false
  if (accountId)
    await notify(trx, [accountId], {
      kind: 'district.digest',
      objectKind: 'district',
      objectId: district,
      facts: { number: district, month },
    })
  if (email) {
    const letter = digestLetter(context, { page, opinions: opinions[language], language, stopToken })
    const objectId = digestId ?? district
    await queueLetter(trx, { ...letter, recipient: email, accountId, objectKind: 'districtDigest', objectId })
  }
  return true
}

/** A district that is no more has no digest; any other error is one. */
function nothingIfGone(error: unknown): null {
  if (error instanceof NotFoundError) return null
  throw error
}

/**
 * Sends the digest of the month that is over to everybody who follows a district and to its office, each once
 * however many servers run and however often they start.
 * @returns how many were sent
 */
export async function sendDigests(context: Context): Promise<number> {
  const { db } = context
  const today = romeDate(await databaseNow(db))
  const { month, from, until } = lastMonth(today)
  const recipients = await readWaiting(db, month)
  let sent = 0
  await eachInTurn([...new Set(recipients.map((one) => one.district))], async (district) => {
    const page = await readDistrictPage(context, district, { from, until }).catch(nothingIfGone)
    if (!page) return
    const due = (language: Language) => listDueOpinions(db, { district, today, language })
    const issue = { month, page, opinions: { it: await due('it'), en: await due('en') } }
    const readers = recipients.filter((one) => one.district === district)
    await eachInTurn(readers, async (to) => {
      if (await db.transaction((trx) => sendOne(trx, context, to, issue))) sent += 1
    })
  })
  return sent
}
