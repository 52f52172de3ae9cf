import { existsSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core'
import { expect } from 'vitest'

const unwanted = ['--single-process', '--disable-web-security', '--no-zygote']

/** An installed Chrome named by CHROME_PATH, else the Chromium that ships inside an npm package (Linux x64). */
export async function openBrowser(): Promise<Browser> {
  const installed = process.env.CHROME_PATH
  if (installed && !existsSync(installed)) throw new Error(`CHROME_PATH names no file: ${installed}`)
  return playwright.launch({
    executablePath: installed ?? (await chromium.executablePath()),
    args: chromium.args.filter((argument) => !unwanted.includes(argument)),
  })
}

export const widths = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 834, height: 1112 },
  phone: { width: 390, height: 844 },
} as const
export type Width = keyof typeof widths

export interface Opened {
  context: BrowserContext
  page: Page
  /** What the browser complained about: console errors, uncaught exceptions, failed requests of our own. */
  complaints: string[]
}

/** A fresh visitor at one width, who prefers one language and has motion reduced so that tests need not wait. */
export async function visitor(
  browser: Browser,
  url: string,
  width: Width,
  language: 'it' | 'en',
): Promise<Opened> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: widths[width],
    locale: language === 'it' ? 'it-IT' : 'en-GB',
    timezoneId: 'Europe/Rome',
    reducedMotion: 'reduce',
    hasTouch: width === 'phone',
    acceptDownloads: true,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`)
  })
  return { context, page, complaints }
}

/** Resolves when the map has drawn everything it asked for. */
export async function mapIsDrawn(page: Page): Promise<void> {
  await page.locator('[data-map-state="idle"]').waitFor()
}

/** Fails with what axe found, in words a person can act on. */
export async function expectNoAxeViolations(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  )
  expect(found, where).toEqual([])
}
