import { fail, prepare, root } from './prepare.mjs'

process.chdir(root)
try {
  await prepare()
  const { register } = await import('tsx/esm/api')
  register()
  await import('../server/main.ts')
} catch (error) {
  fail(error)
}
