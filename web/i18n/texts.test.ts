import { expect, test } from 'vitest'
import { en, it } from './resources.ts'

/** Every leaf of a tree of texts as `path.to.key`, with its text. */
function leaves(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  )
}

const italian = leaves(it)
const english = leaves(en)
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort()

test('both languages have the same texts', () => {
  expect(english.map(([key]) => key).sort()).toEqual(italian.map(([key]) => key).sort())
})

test('no text is empty', () => {
  expect([...italian, ...english].filter(([, text]) => text.trim() === '')).toEqual([])
})

test('each text is filled with the same values in both languages', () => {
  const inEnglish = new Map(english)
  const differing = italian.filter(
    ([key, text]) => String(placeholders(text)) !== String(placeholders(inEnglish.get(key) ?? '')),
  )
  expect(differing).toEqual([])
})
