import { spawn } from 'node:child_process'
import { fail, prepare, root } from './prepare.mjs'

try {
  await prepare()
} catch (error) {
  fail(error)
}
const vitest = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
vitest.on('close', (code) => process.exit(code ?? 1))
