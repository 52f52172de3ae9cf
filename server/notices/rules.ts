import { addDays, type Holidays, nextWorkingDay, romeDate } from '../city/rules.ts'
import type { NoticeKind, NoticeRecord } from './schema.ts'

const appealable: readonly NoticeKind[] = ['exclusion', 'award', 'ranking']

/** Whether a notice tells of a decision that ends a procedure, and so can be appealed against. */
export const canBeAppealed = ({ kind }: { kind: NoticeKind }): boolean => appealable.includes(kind)

/**
 * The last day of a term that starts with a delivery: the day of delivery does not count, and a last day
 * that is a Sunday or holiday moves on (art. 2963 c.c.).
 * @param deliveredAt the certified instant; its day in Italy counts
 */
export const dueAfterDelivery = (deliveredAt: Date, days: number, holidays: Holidays): string =>
  nextWorkingDay(addDays(romeDate(deliveredAt), days), holidays)

const isAugust = (day: string) => day.slice(5, 7) === '08'
const isSaturday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() === 6

/** Days of court terms do not run in August (L. 742/1969 art. 1, art. 54 c.p.a.). */
function addCourtDays(day: string, days: number): string {
  let last = day
  for (let counted = 0; counted < days; ) {
    last = addDays(last, 1)
    if (!isAugust(last)) counted += 1
  }
  return last
}

/** A court term that ends on a Saturday moves on too (art. 52 c. 5 c.p.a.). */
function nextCourtDay(day: string, holidays: Holidays): string {
  const working = nextWorkingDay(day, holidays)
  return isSaturday(working) ? nextCourtDay(addDays(working, 1), holidays) : working
}

export interface AppealTerms {
  regionalCourt: number
  presidency: number
}

/**
 * The last days to appeal against a decision delivered on a day in Italy: to the regional court (art. 29
 * and 41 c.p.a.), and to the President of the Republic (DPR 1199/1971 art. 9).
 */
export function appealDeadlines(
  deliveredOn: string,
  terms: AppealTerms,
  holidays: Holidays,
): { regionalCourt: string; presidency: string } {
  return {
    regionalCourt: nextCourtDay(addCourtDays(deliveredOn, terms.regionalCourt), holidays),
    presidency: nextWorkingDay(addDays(deliveredOn, terms.presidency), holidays),
  }
}

/** What is wrong with the record of a notice on paper; null where it can be kept. */
export function recordFault(
  { channel, sentOn, deliveredOn, trackingNumber }: NoticeRecord,
  writtenOn: string,
  today: string,
): { pointer: string; detail: string } | null {
  if (sentOn < writtenOn) return { pointer: '/sentOn', detail: 'lies before the notice was written' }
  if (sentOn > today) return { pointer: '/sentOn', detail: 'lies in the future' }
  if (channel === 'registeredPost' && !trackingNumber?.trim())
    return { pointer: '/trackingNumber', detail: 'is needed for registered post' }
  if (deliveredOn && deliveredOn < sentOn)
    return { pointer: '/deliveredOn', detail: 'lies before it was sent' }
  if (deliveredOn && deliveredOn > today) return { pointer: '/deliveredOn', detail: 'lies in the future' }
  return null
}
