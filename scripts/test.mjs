import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fail, prepare, root } from './prepare.mjs'

const reports = join(root, 'dist/test-reports')

/** Runs vitest and resolves with its exit code; what several print at once stays whole lines. */
function vitest(args, stdio = 'inherit') {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args], {
      cwd: root,
      stdio: ['ignore', stdio, stdio],
    })
    child.stdout?.on('data', (chunk) => process.stdout.write(chunk))
    child.stderr?.on('data', (chunk) => process.stderr.write(chunk))
    child.on('close', (code) => resolve(code ?? 1))
  })
}

const runPart = (name, ...projects) =>
  vitest(
    [
      ...projects.map((project) => `--project=${project}`),
      '--reporter=default',
      '--reporter=blob',
      `--outputFile.blob=${join(reports, `${name}.json`)}`,
    ],
    'pipe',
  )

/** Tests in a browser wait for much of their time: they run beside all others, and one report tells of all. */
async function runAll(reporting) {
  rmSync(reports, { recursive: true, force: true })
  const codes = await Promise.all([runPart('server', 'unit', 'database'), runPart('browser', 'browser')])
  const merged = await vitest([`--mergeReports=${reports}`, ...reporting])
  return Math.max(...codes, merged)
}

try {
  await prepare()
} catch (error) {
  fail(error)
}
const given = process.argv.slice(2)
const isReporting = (argument) => /^--(reporter|outputFile)/.test(argument)
process.exit(given.every(isReporting) ? await runAll(given) : await vitest(given))
