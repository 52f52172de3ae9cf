import { useTranslation } from 'react-i18next'
import type { CallContent } from '#schema/calls'
import { it } from '../i18n/resources.ts'

/** A call that is being written, and what is wrong with it as it was last saved. */
export interface Draft {
  content: CallContent
  change: (changes: Partial<CallContent>) => void
  faults: readonly { pointer: string; code: string }[]
}

/** Id of the field for a place in the content of a call. */
export const fieldId = (pointer: string): string => `call${pointer.replaceAll('/', '-')}`

type Fault = keyof typeof it.callDesk.fault
type Part = keyof typeof it.callDesk.part

const isFault = (code: string): code is Fault => code in it.callDesk.fault
const isPart = (name: string): name is Part => name in it.callDesk.part

/** What is wrong, in words. */
export function useFaultWords() {
  const { t } = useTranslation('callDesk')
  return (code: string) => t(`fault.${isFault(code) ? code : 'other'}`)
}

/** The name of a place in the content of a call: its part, and which of several. */
export function usePartWords() {
  const { t } = useTranslation('callDesk')
  return (pointer: string): string => {
    const [, name = '', which] = pointer.split('/')
    const part = isPart(name) ? t(`part.${name}`) : name
    const number = which !== undefined && /^\d+$/.test(which) ? Number(which) + 1 : null
    return number === null ? part : `${part} ${number}`
  }
}

/** How a call of the desk is asked for and kept. */
export const deskCallKey = (code: string) => ['desk', 'calls', code]

/** Where the office reads a file of a call that may not be public yet. */
export const deskUrl = (url: string) => url.replace(/^\/api\/calls\//, '/api/desk/calls/')
