import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeUpload } from './receiving.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spazi-receiving-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('what arrives in pieces is written, counted and hashed', async () => {
  const path = join(folder, 'whole')
  const written = await writeUpload(Readable.from([Buffer.from('ab'), Buffer.from('c')]), path)
  expect(written).toEqual({
    sizeBytes: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  })
  expect(await readFile(path, 'utf8')).toBe('abc')
})

test.runIf(existsSync('/dev/full'))('a full disk is an answer, not a fault', async () => {
  await expect(writeUpload(Readable.from([Buffer.from('abc')]), '/dev/full')).rejects.toMatchObject({
    status: 409,
    type: '/problems/no-room',
  })
})

test('an upload that stands still is ended', async () => {
  const still = new Readable({ read() {} })
  await expect(writeUpload(still, join(folder, 'still'), 20)).rejects.toMatchObject({
    status: 400,
    type: '/problems/upload-slow',
  })
  expect(still.destroyed).toBe(true)
})
