import type { Person } from '../accounts/queries.ts'
import type { Db } from '../db/index.ts'
import { recordDeed } from './actors.ts'

const kinds = {
  opinionRequest: {
    table: 'opinion_request',
    action: 'withdrawOpinionRequest',
    permission: 'askOpinions',
  },
  spacePurpose: { table: 'space_purpose', action: 'withdrawPurpose', permission: 'giveOpinions' },
} as const

/** Takes back what was asked or proposed, with a reason that stays with it; its row is held by whoever calls. */
export async function takeBack(
  trx: Db,
  person: Person,
  { objectKind, id }: { objectKind: keyof typeof kinds; id: string },
  reason: string,
): Promise<void> {
  const { table, action, permission } = kinds[objectKind]
  const withdrawal = reason.trim()
  await trx(table)
    .where({ id })
    .update({
      withdrawn_at: trx.raw('clock_timestamp()'),
      withdrawn_by: person.account.id,
      withdrawal,
    })
  await recordDeed(
    trx,
    { person, permission },
    { action, objectKind, objectId: id, changed: { withdrawal: [null, withdrawal] } },
  )
}
