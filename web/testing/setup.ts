import { afterEach } from 'vitest'
import { leaveAll } from './visitor.ts'

afterEach(leaveAll)
