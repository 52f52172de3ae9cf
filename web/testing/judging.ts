import { inject } from 'vitest'
import { createAccount, unusablePasswordHash } from '../../server/accounts/creating.ts'
import { demoAccount } from '../../server/accounts/demoPeople.ts'
import type { DemoRole } from '../../server/accounts/schema.ts'
import type { Db } from '../../server/db/index.ts'
import { openDatabase } from '../../server/db/open.ts'
import { insertJudgedCall, insertSent, type JudgedCallIds } from '../../server/testing/evaluation.ts'
import { company } from '../../server/testing/parties.ts'

/** Works on the database of the site under test, beside its server. */
export async function withDatabase<Answer>(work: (db: Db) => Promise<Answer>): Promise<Answer> {
  const { VAR_DIR: varDir = '', DATABASE_URL: databaseUrl } = inject('siteEnvironment')
  const database = await openDatabase({ databaseUrl, varDir, join: true })
  return work(database.knex).finally(() => database.close())
}

/** A call whose requests have been opened and admitted, and who is in it. */
export interface Judging {
  call: JudgedCallIds
  /** Accounts of people of the demonstration. */
  people: Record<'propertyOffice' | 'caseOfficer', string>
  /** Of the person and of the company that compete, and of a duplicate that was excluded. */
  requests: { person: string; company: string; duplicate: string }
}

const commission = ['evaluator', 'secondEvaluator', 'thirdEvaluator'] as const satisfies DemoRole[]

/** Puts a call before a commission: two requests that compete, one that was excluded, bids still sealed. */
export async function insertJudging(db: Db, code: string): Promise<Judging> {
  for (const role of commission) await demoAccount(db, role)
  const people = {
    propertyOffice: await demoAccount(db, 'propertyOffice'),
    caseOfficer: await demoAccount(db, 'caseOfficer'),
  }
  const applicant = await demoAccount(db, 'applicant')
  const firm = await createAccount(db, {
    name: 'Telai Bovisa',
    email: `${code.toLowerCase()}@example.org`,
    role: 'applicant',
    passwordHash: unusablePasswordHash,
    language: 'it',
    demo: true,
    by: 'command',
  })
  if (!firm) throw new Error(`${code} has been put before a commission already`)
  const call = await insertJudgedCall(db, { code, unsealedBy: people.propertyOffice })
  const sent = (accountId: string, number: string, given: Partial<Parameters<typeof insertSent>[2]>) =>
    insertSent(db, call, {
      accountId,
      number: `${code}-${number}`,
      data: { kind: 'person', name: 'Anna Ferrari', email: 'anna@example.org', phone: '02 0202' },
      ...given,
    })
  return {
    call,
    people,
    requests: {
      person: await sent(applicant, '1', {}),
      company: await sent(firm, '2', { data: { kind: 'organisation', ...company } }),
      duplicate: await sent(firm, '3', {
        status: 'excluded',
        data: { kind: 'organisation', ...company, name: 'Telai Bovisa bis' },
      }),
    },
  }
}
