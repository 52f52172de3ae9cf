import type { Language } from '../accounts/words.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import type { LetterOffice } from '../mail/body.ts'
import { callPhase } from './rules.ts'
import type { CallPhase, CallStatus } from './schema.ts'

/** A call as its questions and visits need it, by the clock of the database. */
export interface CallAtHand {
  id: number
  code: string
  title: string
  titleEn: string | null
  phase: CallPhase
  opensAt: Date | null
  closesAt: Date | null
  questionsUntil: Date | null
  now: Date
  office: LetterOffice
}

type Row = Omit<CallAtHand, 'phase' | 'office'> & { status: CallStatus } & LetterOffice

const rowOf = (db: Db, code: string) =>
  db('call')
    .where({ code })
    .whereNot('status', 'draft')
    .first({
      id: 'id',
      code: 'code',
      title: 'title',
      titleEn: 'title_en',
      status: 'status',
      opensAt: 'opens_at',
      closesAt: 'closes_at',
      questionsUntil: 'questions_until',
      now: db.raw('clock_timestamp()'),
      name: 'office',
      phone: 'office_phone',
      hours: 'office_hours',
      email: 'office_email',
    })

function toCall(row: Row | undefined, code: string): CallAtHand {
  if (!row) throw new NotFoundError(`There is no call "${code}".`)
  const { status, name, phone, hours, email, ...call } = row
  return { ...call, phase: callPhase({ status, ...call }, call.now), office: { name, phone, hours, email } }
}

/** @throws {NotFoundError} where there is no such call, or it is a draft */
export const readCall = async (db: Db, code: string): Promise<CallAtHand> =>
  toCall(await rowOf(db, code), code)

/**
 * The same, its row held so that its dates and state stay until the transaction ends.
 * @throws {NotFoundError} where there is no such call, or it is a draft
 */
export const holdCall = async (trx: Db, code: string): Promise<CallAtHand> =>
  toCall(await rowOf(trx, code).forShare(), code)

/** The title of a call in a language; Italian where it has no other. */
export const titleIn = ({ title, titleEn }: Pick<CallAtHand, 'title' | 'titleEn'>, language: Language) =>
  (language === 'en' && titleEn) || title
