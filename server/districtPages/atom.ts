import { Feed } from 'feed'
import { publicLink } from '../mail/body.ts'
import { changeText } from './rules.ts'
import type { Change } from './schema.ts'

type Language = 'it' | 'en'

const words = {
  it: { title: 'che cosa è cambiato', demo: 'DIMOSTRAZIONE' },
  en: { title: 'what changed', demo: 'DEMONSTRATION (DIMOSTRAZIONE)' },
} as const

/** Titles of the feed are HTML: words must not become tags. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

interface Publication {
  publicUrl: string
  language: Language
  demo: boolean
  district: { number: string; name: string }
}

/** The changes of a district as an Atom feed (RFC 4287), the newest first. */
export function writeChangesFeed(changes: readonly Change[], publication: Publication): string {
  const { publicUrl, language, demo, district } = publication
  const t = words[language]
  const path = `/districts/${encodeURIComponent(district.number)}`
  const here = publicLink({ publicUrl }, `/api${path}.atom?language=${language}`)
  const title = `${district.name}: ${t.title}`
  const feed = new Feed({
    id: here,
    title: escaped(demo ? `[${t.demo}] ${title}` : title),
    link: publicLink({ publicUrl }, path),
    feedLinks: { atom: here },
    updated: new Date(`${changes[0]?.on ?? '1970-01-01'}T00:00:00Z`),
    generator: false,
    author: { name: 'Spazi' },
  })
  for (const change of changes) {
    const at = new Date(`${change.on}T00:00:00Z`)
    feed.addItem({
      id: `${publicLink({ publicUrl }, path)}#${change.id}`,
      link: publicLink({ publicUrl }, change.href),
      title: escaped(changeText(change, language)),
      description: escaped([change.place, change.office].filter(Boolean).join(' · ')),
      published: at,
      date: at,
    })
  }
  return feed.atom1()
}
