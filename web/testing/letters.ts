import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'

export interface Letter {
  to: string
  subject: string
  text: string
}

/** Letters that have left, as far as the worker has come, with a word in address, subject or text. */
export async function lettersWith(word: string): Promise<Letter[]> {
  const folder = inject('outbox')
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => name.endsWith('.eml')).map((name) => readFile(join(folder, name)))
  const letters = (await Promise.all(files)).map((file) => readLetter(file.toString('utf8')))
  return letters.filter((letter) => Object.values(letter).some((part) => part.includes(word)))
}

function readLetter(source: string): Letter {
  const end = source.indexOf('\n\n')
  const head = source.slice(0, end).replace(/\n[ \t]+/g, ' ')
  const header = (name: string) => head.match(new RegExp(`^${name}: (.*)$`, 'mi'))?.[1] ?? ''
  return {
    to: header('To'),
    subject: decodeWords(header('Subject')),
    text: decodeBody(source.slice(end + 2), header('Content-Transfer-Encoding')),
  }
}

/** Encoded words of a header (RFC 2047). */
function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?(.*?)\?=/gi, (_, encoding: string, word: string) =>
      encoding.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : decodeQuoted(word.replaceAll('_', ' ')),
    )
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  return encoding === 'quoted-printable' ? decodeQuoted(body) : body
}

/** Quoted-printable (RFC 2045, 6.7). */
function decodeQuoted(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** The link in a letter whose path begins so. */
export function linkIn({ text }: Letter, path: string): string {
  const link = text.match(/https?:\/\/\S+/g)?.find((each) => new URL(each).pathname.startsWith(path))
  if (!link) throw new Error(`no link to ${path} in:\n${text}`)
  return link
}
