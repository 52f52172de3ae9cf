import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  chromium as playwright,
} from 'playwright-core'
import { expect, inject } from 'vitest'
import { type Texts, texts } from './texts.ts'
import { type MapTiles, watchTiles } from './tiles.ts'

export const widths = {
  desktop: { width: 1280, height: 800 },
  tablet: { width: 834, height: 1112 },
  phone: { width: 390, height: 844 },
} as const
export type Width = keyof typeof widths
export type Language = keyof typeof texts

export interface Visitor {
  context: BrowserContext
  page: Page
  language: Language
  width: Width
  /** What the page says, in the visitor's language. */
  t: Texts
  /** What the map has asked for. */
  tiles: MapTiles
  /** Complaints this test brings about on purpose. */
  expected: RegExp[]
  complaints: string[]
}

let browser: Promise<Browser> | undefined
const visitors: Visitor[] = []

const patienceMs = 20_000

/** A fresh visitor at one width, in one language, with motion reduced so that nothing is waited for. */
export async function visit(
  width: Width,
  language: Language,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  browser ??= playwright.connect(inject('browserEndpoint'))
  const context = await (await browser).newContext({
    baseURL: inject('siteUrl'),
    viewport: widths[width],
    locale: language === 'it' ? 'it-IT' : 'en-GB',
    timezoneId: 'Europe/Rome',
    reducedMotion: 'reduce',
    hasTouch: width === 'phone',
    ...options,
  })
  await context.addInitScript((chosen) => {
    if (!localStorage.getItem('spazi.language')) localStorage.setItem('spazi.language', chosen)
  }, language)
  const page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  const complaints: string[] = []
  listen(page, complaints)
  const t = texts[language]
  const visitor = { context, page, language, width, t, tiles: watchTiles(page), expected: [], complaints }
  visitors.push(visitor)
  return visitor
}

/** Console errors (refusals of the content security policy among them), exceptions, and answers of 500 and up. */
function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} ${message.location().url}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`)
  })
}

/** Closes what the visitors of a test left open, and fails where a page complained. */
export async function leaveAll(): Promise<void> {
  const leaving = visitors.splice(0)
  await Promise.all(leaving.map(({ context }) => context.close()))
  const complaints = leaving.flatMap(({ complaints, expected }) =>
    complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint))),
  )
  expect(complaints).toEqual([])
}
