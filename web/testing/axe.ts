import axe from 'axe-core'
import type { Page } from 'playwright-core'

const options: axe.RunOptions = {
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  },
  resultTypes: ['violations'],
}

/**
 * All but React Aria's own live region: what it reads out is taken away after seconds, and meanwhile may name a
 * button that has gone.
 */
const context = { exclude: [['[data-live-announcer]']] }

/** What axe finds on a page once it has its heading, in words a person can act on. */
export async function axeFindings(page: Page, where: string): Promise<string[]> {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    ([where, how]) => (window as unknown as { axe: typeof axe }).axe.run(where, how),
    [context, options] as const,
  )
  return violations.map(
    ({ id, help, nodes }) =>
      `${where}: ${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  )
}
