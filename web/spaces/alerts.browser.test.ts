import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { startProcess } from '../../server/testing/process.ts'
import { type Letter, lettersWith, linkIn } from '../testing/letters.ts'
import { openMap } from '../testing/mapPage.ts'
import { visit } from '../testing/visitor.ts'

const email = 'ada.avvisi@example.org'

/** Imports an available space beside the running server, as the office would. */
async function makeAvailable(code: string, name: string): Promise<void> {
  const environment = inject('siteEnvironment')
  const file = join(environment.VAR_DIR ?? '', `${code}.geojson`)
  const properties = {
    code,
    name,
    areaM2: 123,
    status: 'available',
    ownership: 'municipal',
    publicPosition: 'exact',
  }
  const geometry = { type: 'Point', coordinates: [9.17, 45.51] }
  const features = [{ type: 'Feature', properties, geometry }]
  await writeFile(file, JSON.stringify({ type: 'FeatureCollection', features }))
  const running = startProcess('scripts/import.ts', [file, '--collection', 'spaces'], environment)
  expect(await running.exited, running.output()).toBe(0)
}

const letterAbout = async (subject: RegExp): Promise<Letter> => {
  const find = async () => (await lettersWith(email)).find((letter) => subject.test(letter.subject))
  await expect.poll(find, { timeout: 40_000, interval: 250 }).toBeDefined()
  return (await find()) as Letter
}

test('regression 28: “Avvisami” says that mails come; one comes when a space matches, one click stops them', async () => {
  const maker = await visit('phone', 'it')
  const { page, t } = maker
  await openMap(maker, '/?q=Vicolo%20degli%20Avvisi&areaMin=100')
  await page.getByRole('button', { name: t.map.empty.alert }).click()
  const dialog = page.getByRole('dialog', { name: t.map.alert.title })
  await dialog.getByText(t.map.alert.mails).waitFor()
  await dialog.getByText('“Vicolo degli Avvisi”').waitFor()
  await dialog.getByLabel(t.map.alert.email).fill(email)
  await dialog.getByRole('button', { name: t.map.alert.send }).click()
  await page.getByRole('dialog', { name: t.map.alert.sentTitle }).waitFor()

  const confirmation = await letterAbout(/conferma il tuo avviso/)
  await page.goto(linkIn(confirmation, '/alerts/confirm'))
  await page.getByRole('button', { name: t.pages.alert.confirmButton }).click()
  await page.getByRole('heading', { level: 1, name: t.pages.alert.confirmedTitle }).waitFor()

  await makeAvailable('TEST-AVVISI-1', 'Vicolo degli Avvisi 7')
  const match = await letterAbout(/corrisponde alla tua ricerca/)
  expect(match.to).toBe(email)
  expect(match.text).toContain('Vicolo degli Avvisi 7')
  await page.goto(linkIn(match, '/spaces/TEST-AVVISI-1'))
  await page.getByRole('heading', { level: 1, name: /Vicolo degli Avvisi 7/ }).waitFor()
  await page.goto(linkIn(match, '/alerts/stop'))
  await page.getByRole('button', { name: t.pages.alert.stopButton }).click()
  await page.getByRole('heading', { level: 1, name: t.pages.alert.stoppedTitle }).waitFor()
  expect(await lettersWith(email)).toHaveLength(2)
})
