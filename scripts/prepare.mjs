// Only Node's own modules here: this runs before anything is installed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export const root = fileURLToPath(new URL('..', import.meta.url))
const oldestNode = [20, 19]

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return
  throw new Error(`Spazi needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.`)
}

/** Runs a program, prints a sign of life every ten seconds, and fails with its own words. */
function run(title, command, args) {
  return new Promise((resolve, reject) => {
    const started = Date.now()
    const seconds = () => Math.round((Date.now() - started) / 1000)
    console.log(`${title}…`)
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const output = []
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    const life = setInterval(() => console.log(`  still working, ${seconds()} s`), 10_000)
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(life)
      if (code === 0) {
        console.log(`  done in ${seconds()} s`)
        resolve()
      } else reject(new Error(`${title} failed:\n${Buffer.concat(output)}`))
    })
  })
}

/** True when what lies in node_modules is what the lock file asks for. */
function isInstalled() {
  const installedFile = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(installedFile)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  )
}

/**
 * `npm install --no-save` and not `npm ci`: it keeps to the lock file just as well, and does not give up
 * over a binary for another platform that the lock file's registry did not have.
 */
async function install() {
  if (isInstalled()) return
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  await run('Installing the libraries (about a minute, only when they change)', npm, [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ])
}

function filesBelow(folder, wanted) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(wanted)
}

/** A hash over everything the built interface may be made of; it takes schemas and rules from the server. */
function webInputs() {
  const isTest = (file) => /\.test\.tsx?$/.test(file)
  const files = [
    ...filesBelow(join(root, 'web'), (file) => !isTest(file)),
    ...filesBelow(join(root, 'server'), (file) => file.endsWith('.ts') && !isTest(file)),
    join(root, 'package-lock.json'),
    join(root, 'vite.config.ts'),
  ].sort()
  const hash = createHash('sha256')
  for (const file of files) {
    hash.update(relative(root, file).split(sep).join('/')).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Lays compressed twins beside what was built, so that the server never compresses the same bytes again. */
function compressAssets(folder) {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  for (const file of filesBelow(folder, (path) => /\.(js|css|svg)$/.test(path))) {
    const bytes = readFileSync(file)
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, quality))
    writeFileSync(`${file}.gz`, gzipSync(bytes))
  }
}

async function buildWeb() {
  const stamp = join(root, 'dist/inputs.sha256')
  const inputs = webInputs()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return
  await run('Building the interface', process.execPath, [
    'node_modules/vite/bin/vite.js',
    'build',
    '--logLevel=warn',
  ])
  compressAssets(join(root, 'dist/web/assets'))
  writeFileSync(stamp, inputs)
}

/**
 * Makes a fresh clone ready: installs what is missing, builds the interface where it is stale, and
 * does nothing where nothing changed.
 */
export async function prepare({ web = true } = {}) {
  checkNode()
  await install()
  if (web) await buildWeb()
}

/** Ends the process with one plain message. */
export function fail(error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
