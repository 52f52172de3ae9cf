import { existsSync, readFileSync } from 'node:fs'

/** Sums vitest's JSON reports; a report that is missing, or a failed step, counts as a failure. */
const [stepFailed, ...reports] = process.argv.slice(2)
let passed = 0
let failed = 0
let skipped = 0
for (const file of reports) {
  if (!existsSync(file)) {
    console.log(`no report: ${file.split('/').at(-1)}`)
    failed += 1
    continue
  }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  passed += report.numPassedTests
  skipped += report.numPendingTests
  failed += report.numFailedTests + (report.success || report.numFailedTests > 0 ? 0 : 1)
}
if (stepFailed !== '0' && failed === 0) failed = 1
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed === 0 ? 0 : 1)
