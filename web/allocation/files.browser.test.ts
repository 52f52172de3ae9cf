import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { SpaceList } from '#schema/spaces'
import { axeFindings } from '../testing/axe.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

/** A draft of the demonstration's applicant for the nth space from the end, open on its form. */
async function openDraft({ context, page, t }: Visitor, nth: number): Promise<void> {
  const session = await context.request.post('/api/session', { data: { demo: 'applicant' } })
  const { csrfToken } = await session.json()
  const list = await context.request.get('/api/spaces?status=available&ownership=municipal&limit=20')
  const code = ((await list.json()) as SpaceList).items.at(-1 - nth)?.code ?? ''
  const headers = { 'x-csrf-token': csrfToken }
  await context.request.post('/api/requests/drafts', { headers, data: { space: code } })
  await page.goto(`/spaces/${code}/ask`)
  await page.getByRole('button', { name: t.requests.ask.resumeButton }).click()
}

async function offer({ page, t }: Visitor, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: t.requests.files.add }).click(),
  ])
  await chooser.setFiles({ name, mimeType, buffer })
}

test.each([
  ['phone', 'it'],
  ['desktop', 'en'],
] as const)('a photo is sent, seen small and taken away again, on a %s', async (width, language) => {
  const visitor = await visit(width, language)
  const { page, t } = visitor
  await openDraft(visitor, width === 'phone' ? 0 : 1)
  const field = page.getByRole('group', { name: t.requests.files.title })
  expect(await field.innerText()).toContain('10\u00a0MB')
  await offer(visitor, 'enorme.pdf', 'application/pdf', Buffer.alloc(10_000_001))
  await field.getByRole('alert').filter({ hasText: 'enorme.pdf' }).waitFor()

  const photo = sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a6' } })
  await offer(visitor, 'officina.jpg', 'image/jpeg', await photo.jpeg().toBuffer())
  const picture = field.getByRole('img', {
    name: t.requests.files.preview.replace('{{name}}', 'officina.jpg'),
  })
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(320)
  expect(await field.getByRole('alert').count()).toBe(0)
  expect(await axeFindings(page, `files, ${width}`)).toEqual([])

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    field.getByRole('link', { name: 'officina.jpg' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('officina.jpg')
  await field
    .getByRole('button', { name: t.requests.files.remove.replace('{{name}}', 'officina.jpg') })
    .click()
  await picture.waitFor({ state: 'detached' })
})
