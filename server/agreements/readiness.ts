import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import type { DeskAgreement } from './schema.ts'

type NotReady = DeskAgreement['notReady'][number]

/**
 * What still keeps an agreement from being signed: the answer of who was awarded, the checks of the city, the code
 * of the aid where the rent is reduced, the guarantee where a deposit is due.
 */
export async function findNotReady(
  db: Db,
  { city }: Pick<Context, 'city'>,
  agreementId: string,
): Promise<NotReady[]> {
  const row = await db({ g: 'agreement' })
    .join({ a: 'award' }, 'a.id', 'g.award_id')
    .where({ 'g.id': agreementId })
    .first({
      answer: 'a.answer',
      aid: db.raw('a.de_minimis_eur::float8'),
      rnaCode: 'a.rna_code',
      deposit: db.raw('g.deposit_eur::float8'),
      guarantee: 'g.guarantee',
      outcomes: db.raw(
        "(SELECT coalesce(json_object_agg(k.item, k.outcome), '{}') FROM award_check k WHERE k.award_id = a.id)",
      ),
    })
  const outcomes = city.awards.checks.map(({ code }) => row.outcomes[code] ?? 'pending')
  const found: [NotReady, boolean][] = [
    ['notAccepted', row.answer !== 'accepted'],
    ['checksPending', outcomes.includes('pending')],
    ['checkFailed', outcomes.includes('failed')],
    ['rnaMissing', (row.aid ?? 0) > 0 && row.rnaCode === null],
    ['guaranteeMissing', (row.deposit ?? 0) > 0 && row.guarantee === null],
  ]
  return found.filter(([, holds]) => holds).map(([code]) => code)
}
