import * as enTexts from './en/index.ts'
import * as itTexts from './it/index.ts'
import type { Same } from './same.ts'

export const it = itTexts
export const en: Same<typeof itTexts> = enTexts

export const resources = { it: { ...it }, en: { ...en } }
