import { existsSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { type BrowserServer, chromium as playwright } from 'playwright-core'

const unwanted = ['--single-process', '--disable-web-security', '--no-zygote']
/** Without a graphics card only the map itself is drawn by its software twin: pages take half the time. */
const drawnPlainly = ['--disable-gpu-compositing', '--disable-gpu-rasterization']

/** An installed Chrome named by CHROME_PATH, else the Chromium that ships inside an npm package (Linux x64). */
export async function serveBrowser(): Promise<BrowserServer> {
  const installed = process.env.CHROME_PATH
  if (installed && !existsSync(installed)) throw new Error(`CHROME_PATH names no file: ${installed}`)
  return playwright.launchServer({
    executablePath: installed ?? (await chromium.executablePath()),
    args: [...chromium.args.filter((argument) => !unwanted.includes(argument)), ...drawnPlainly],
  })
}
