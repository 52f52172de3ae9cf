import type { InboxItemWhole } from './inboxSchema.ts'
import { registeredTextLimit } from './words.ts'

/**
 * What an item asks, to begin its registration with: its own words, then those of each attachment under a line that
 * names it.
 */
export function textToRegister({ text, parts }: Pick<InboxItemWhole, 'text' | 'parts'>): string {
  const attached = parts.flatMap(({ name, text: words }) => (words ? [`[Allegato: ${name}]\n${words}`] : []))
  return [text, ...attached]
    .filter(Boolean)
    .join('\n\n')
    .slice(0, registeredTextLimit)
    .replace(/[\uD800-\uDBFF]$/, '')
}
