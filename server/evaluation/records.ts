import type { Db } from '../db/index.ts'
import type { JudgedCall } from './locking.ts'
import { readMarks, readSubmissions, type StoredMark, type Submission } from './marks.ts'
import { type CommissionMember, type Conflict, readConflicts, readMembers } from './members.ts'
import { type JudgedLot, type JudgedRequest, readLots, readRequests } from './requests.ts'
import {
  type Opening,
  readDraws,
  readOpening,
  readRankings,
  readReviews,
  readRounds,
  type StoredDraw,
  type StoredRanking,
  type StoredReview,
  type StoredRound,
} from './steps.ts'

/** What the database holds of an evaluation. */
export interface EvaluationRecords {
  call: JudgedCall
  members: CommissionMember[]
  conflicts: Conflict[]
  lots: JudgedLot[]
  requests: JudgedRequest[]
  marks: StoredMark[]
  submissions: Submission[]
  rankings: StoredRanking[]
  rounds: StoredRound[]
  draws: StoredDraw[]
  reviews: StoredReview[]
  opening: Opening | null
}

/** Reads all of it, one after the other: inside a transaction there is one line to the database. */
export async function readRecords(db: Db, call: JudgedCall): Promise<EvaluationRecords> {
  const members = await readMembers(db, call.id)
  return {
    call,
    members,
    conflicts: await readConflicts(db, call.id, members),
    lots: await readLots(db, call.id),
    requests: await readRequests(db, call.id),
    marks: await readMarks(db, call),
    submissions: await readSubmissions(db, call.id),
    rankings: await readRankings(db, call.id),
    rounds: await readRounds(db, call.id),
    draws: await readDraws(db, call.id),
    reviews: await readReviews(db, call.id),
    opening: await readOpening(db, call.id),
  }
}
