import { readPackText } from '../city/packRecords.ts'
import { addDays, romeInstant } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { takeIntoInbox } from '../observations/inboxTaking.ts'
import { findPlanId } from '../plans/queries.ts'

/** What waits in the inbox of the plan one can write to: files of the pack, and how many days ago each came. */
const files = [
  { name: 'pec.eml', daysAgo: 2 },
  { name: 'email.eml', daysAgo: 1 },
  { name: 'list.csv', daysAgo: 3 },
] as const
const plan = 'PGT-ESEMPIO'

/** Puts the day on which it came into a file. */
function dated(text: string, at: Date): string {
  const [year, month, day] = at.toISOString().slice(0, 10).split('-')
  const known: Record<string, string> = {
    sent: at.toUTCString(),
    day: `${day}/${month}/${year}`,
    time: at.toISOString().slice(11, 19),
  }
  return text.replace(/\{(sent|day|time)\}/g, (_, name: string) => known[name] ?? '')
}

/** Drops some messages and a list into the inbox of a plan that is there, as somebody at the desk does. */
export async function fillInbox(
  context: Pick<Context, 'db' | 'config'>,
  city: string,
  today: string,
): Promise<void> {
  const planId = await findPlanId(context.db, plan)
  for (const { name, daysAgo } of files) {
    const text = dated(
      readPackText(city, `plans/inbox/${name}`),
      romeInstant(addDays(today, -daysAgo), '11:20'),
    )
    const content = Buffer.from(name.endsWith('.eml') ? text.replaceAll('\n', '\r\n') : text)
    await takeIntoInbox(context, { planId, name, content, actor: { id: null, role: 'demonstration' } })
  }
}
