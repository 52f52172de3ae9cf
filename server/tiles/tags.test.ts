import { expect, test } from 'vitest'
import { createTags } from './tags.ts'

const key = 'rooms/14/8607/5861?'
const always = () => true

test('a tag is good while the version it names is', () => {
  const tags = createTags()
  const tag = tags.tagOf(key, 7)
  expect(tag).toMatch(/^W\/"[\w.-]+"$/)
  expect(tags.findGood(tag, key, (version) => version === 7)).toBe(tag)
  expect(tags.findGood(tag, key, (version) => version > 7)).toBeNull()
})

test('it is found among others, and compared weakly', () => {
  const tags = createTags()
  const [old, tag] = [tags.tagOf(key, 7), tags.tagOf(key, 8)]
  const isGood = (version: number) => version === 8
  expect(tags.findGood(`"other", ${old}, ${tag}`, key, isGood)).toBe(tag)
  expect(tags.findGood(tag.slice('W/'.length), key, isGood)).toBe(tag)
})

test('a tag of another key, of another instance or that nobody gave is none', () => {
  const tags = createTags()
  const tag = tags.tagOf(key, 7)
  expect(tags.findGood(tag, `${key}x`, always)).toBeNull()
  expect(createTags().findGood(tag, key, always)).toBeNull()
  for (const forged of ['', '*', '"', tag.replace('7"', '"'), tag.replace('7"', '7x"'), tag.slice(0, -1)]) {
    expect(tags.findGood(forged, key, always)).toBeNull()
  }
})
