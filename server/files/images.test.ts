import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeThumbnail, writeWithoutMetadata } from './images.ts'

let folder: string
const file = (name: string) => join(folder, name)
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#888' } })
const write = (name: string, to: string) => writeWithoutMetadata(file(name), file(to), 'image/png')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spazi-images-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('a plain image of a few kilobytes and too many pixels is refused before it is decoded', async () => {
  await plain(8000, 5001).png().toFile(file('wide.png'))
  await plain(5000, 4001).toColourspace('rgb16').png().toFile(file('deep.png'))
  for (const name of ['wide.png', 'deep.png']) {
    await expect(write(name, 'refused')).rejects.toMatchObject({ status: 422, type: '/problems/image-size' })
  }
})

test('many images at once are decoded one by one', async () => {
  await plain(600, 600).png().toFile(file('one.png'))
  const atOnce: number[] = []
  const watch = setInterval(() => {
    const { queue, process } = sharp.counters()
    atOnce.push(queue + process)
  }, 1)
  const names = Array.from({ length: 12 }, (_, index) => file(`small${index}`))
  const made = await Promise.all(names.map((name) => writeThumbnail(file('one.png'), name)))
  clearInterval(watch)
  expect(new Set(made)).toEqual(new Set([true]))
  // Where the machine is busy one that is done is still counted while the next begins.
  expect(Math.max(...atOnce)).toBeLessThanOrEqual(2)
})
