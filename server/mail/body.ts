import type { Config } from '../config.ts'

/** An address of this site, made by `publicLink`: the only kind of link a letter can hold. */
export type PublicLink = string & { readonly publicLink: unique symbol }

/**
 * The address of a page of this site.
 * @param path with its query, such as `/requests/1?x=y`
 * @throws {Error} where it leads to another site
 */
export function publicLink({ publicUrl }: Pick<Config, 'publicUrl'>, path: string): PublicLink {
  const url = new URL(path, publicUrl)
  if (url.origin !== new URL(publicUrl).origin) throw new Error(`not a page of this site: ${path}`)
  return `${publicUrl}${url.pathname}${url.search}` as PublicLink
}

/** A part of a letter: words, somebody's own words, a list, or a link with what it leads to. */
export type Paragraph =
  | string
  | { quote: string }
  | { list: readonly (string | { text: string; link: PublicLink })[] }
  | { link: PublicLink; label: string }

export interface LetterOffice {
  name: string
  phone: string
  hours: string
  email: string | null
}

/** What a letter says, before it is text or HTML. */
export interface LetterBody {
  language: 'it' | 'en'
  subject: string
  paragraphs: readonly Paragraph[]
  /** Whom to ask, at the end of the letter. */
  office?: LetterOffice | undefined
}

const quoted = (words: string, language: LetterBody['language']) =>
  language === 'it' ? `«${words.trim()}»` : `“${words.trim()}”`
const officeLines = ({ name, phone, hours, email }: LetterOffice) =>
  [name, phone, hours, email].filter((line) => line !== null)

/** The letter as plain text. */
export function textOf({ language, paragraphs, office }: LetterBody): string {
  const write = (paragraph: Paragraph): string => {
    if (typeof paragraph === 'string') return paragraph
    if ('quote' in paragraph) return quoted(paragraph.quote, language)
    if ('link' in paragraph) return `${paragraph.label}:\n${paragraph.link}`
    return paragraph.list
      .map((item) => (typeof item === 'string' ? `- ${item}` : `- ${item.text}\n  ${item.link}`))
      .join('\n')
  }
  const parts = [...paragraphs.map(write), ...(office ? [officeLines(office).join('\n')] : [])]
  return `${parts.join('\n\n')}\n`
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? '')
const withBreaks = (text: string) => escaped(text).replace(/\r?\n/g, '<br>')

const style = {
  body: 'margin:0;padding:24px 16px;background:#ffffff;color:#17212b;font:16px/1.5 "Titillium Web","Segoe UI",Roboto,Arial,sans-serif',
  column: 'max-width:560px;margin:0 auto',
  title: 'margin:0 0 16px;font-size:20px;line-height:1.3',
  paragraph: 'margin:0 0 16px',
  quote: 'margin:0 0 16px;padding:4px 0 4px 16px;border-left:4px solid #d3dae0',
  list: 'margin:0 0 16px;padding-left:24px',
  link: 'color:#0059b3',
  office: 'margin:24px 0 0;padding-top:16px;border-top:1px solid #d3dae0;color:#455868;font-size:14px',
}
const attribute = (name: keyof typeof style) => ` style="${escaped(style[name])}"`

const anchor = (link: PublicLink, text: string) =>
  `<a href="${escaped(link)}"${attribute('link')}>${withBreaks(text)}</a>`

function htmlParagraph(paragraph: Paragraph, language: LetterBody['language']): string {
  if (typeof paragraph === 'string') return `<p${attribute('paragraph')}>${withBreaks(paragraph)}</p>`
  if ('quote' in paragraph)
    return `<blockquote${attribute('quote')}>${withBreaks(quoted(paragraph.quote, language))}</blockquote>`
  if ('link' in paragraph) return `<p${attribute('paragraph')}>${anchor(paragraph.link, paragraph.label)}</p>`
  const items = paragraph.list.map(
    (item) => `<li>${typeof item === 'string' ? withBreaks(item) : anchor(item.link, item.text)}</li>`,
  )
  return `<ul${attribute('list')}>${items.join('')}</ul>`
}

/** The same letter as HTML: one column, readable without its styles, nothing loaded from anywhere. */
export function htmlOf({ language, subject, paragraphs, office }: LetterBody): string {
  const title = escaped(subject)
  const foot = office ? `<p${attribute('office')}>${withBreaks(officeLines(office).join('\n'))}</p>` : ''
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body${attribute('body')}><main${attribute('column')}>
<h1${attribute('title')}>${title}</h1>
${paragraphs.map((paragraph) => htmlParagraph(paragraph, language)).join('\n')}
${foot}
</main></body>
</html>
`
}
