import { Feed } from 'feed'
import type { Language } from '../accounts/words.ts'
import { publicLink } from '../mail/body.ts'
import type { Announcement } from './announcements.ts'
import type { Publication } from './calendar.ts'

const words = {
  it: {
    title: 'Bandi per gli spazi',
    demo: 'DIMOSTRAZIONE',
    phase: {
      upcoming: 'Apre presto',
      open: 'Aperto',
      closed: 'Domande chiuse',
      concluded: 'Concluso',
      revoked: 'Revocato',
    },
  },
  en: {
    title: 'Calls for spaces',
    demo: 'DEMONSTRATION (DIMOSTRAZIONE)',
    phase: {
      upcoming: 'Opens soon',
      open: 'Open',
      closed: 'Closed to requests',
      concluded: 'Concluded',
      revoked: 'Revoked',
    },
  },
} as const satisfies Record<Language, unknown>

/** Titles and summaries of the feed are HTML: words must not become tags. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Calls as an Atom feed (RFC 4287), the one that changed last first. */
export function writeFeed(calls: readonly Announcement[], publication: Publication): string {
  const { publicUrl, language, demo } = publication
  const t = words[language]
  const here = publicLink({ publicUrl }, `/api/calls.atom?language=${language}`)
  const feed = new Feed({
    id: here,
    title: escaped(demo ? `[${t.demo}] ${t.title}` : t.title),
    link: publicLink({ publicUrl }, '/calls'),
    feedLinks: { atom: here },
    updated: calls[0]?.changedAt ?? new Date(0),
    generator: false,
    author: { name: 'Spazi' },
  })
  for (const call of calls) {
    const link = publicLink({ publicUrl }, `/calls/${encodeURIComponent(call.code)}`)
    const summary = (language === 'en' && call.summaryEn) || call.summary || ''
    feed.addItem({
      id: link,
      link,
      title: escaped((language === 'en' && call.titleEn) || call.title),
      description: escaped([`${t.phase[call.phase]}.`, summary].filter(Boolean).join(' ')),
      published: call.publishedAt,
      date: call.changedAt,
    })
  }
  return feed.atom1()
}
