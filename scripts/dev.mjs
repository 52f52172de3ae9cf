import { spawn } from 'node:child_process'
import { fail, prepare, root } from './prepare.mjs'

process.chdir(root)
try {
  await prepare({ web: false })
  const server = spawn(process.execPath, ['--watch', '--import', 'tsx', 'server/main.ts'], {
    stdio: 'inherit',
  })
  process.on('exit', () => server.kill())
  const { createServer } = await import('vite')
  const vite = await createServer()
  await vite.listen()
  vite.printUrls()
} catch (error) {
  fail(error)
}
