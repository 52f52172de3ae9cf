import { register } from 'tsx/esm/api'

register()
await import('./session.ts')
