import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
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
  const letters = await Promise.all((await Promise.all(files)).map(readLetter))
  return letters.filter((letter) => Object.values(letter).some((part) => part.includes(word)))
}

async function readLetter(source: Buffer): Promise<Letter> {
  const { to, subject = '', text = '' } = await simpleParser(source)
  return {
    to: [to ?? []]
      .flat()
      .map((address) => address.text)
      .join(', '),
    subject,
    text,
  }
}

/** The link in a letter whose path begins so. */
export function linkIn({ text }: Letter, path: string): string {
  const link = text.match(/https?:\/\/\S+/g)?.find((each) => new URL(each).pathname.startsWith(path))
  if (!link) throw new Error(`no link to ${path} in:\n${text}`)
  return link
}
