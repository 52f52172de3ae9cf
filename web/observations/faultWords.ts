import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/client.ts'
import { it } from '../i18n/resources.ts'

type Fault = keyof typeof it.observations.fault
const isFault = (code: string): code is Fault => code in it.observations.fault

/** What is wrong with a place of an observation. */
export interface PlacedFault {
  pointer: string
  code: string
}

/** Id of the field for a place in the content: `/targets/0/text` is `targets-0-text`. */
export const fieldOf = (pointer: string): string =>
  pointer.replace(/^\/(content\/)?/, '').replaceAll('/', '-')

/** What is wrong, in words: for the top of the form, where a point is named, and for its field. */
export function useFaultWords() {
  const { t } = useTranslation('observations')
  const words = (code: string) => t(`fault.${isFault(code) ? code : 'other'}`)
  const labels: Readonly<Record<string, string>> = {
    name: t('who.name'),
    onBehalfOf: t('who.onBehalfOf'),
    opinionOutcome: t('opinion.label'),
    text: t('points.text'),
  }
  const summary = ({ pointer, code }: PlacedFault) => {
    const number = pointer.match(/\/targets\/(\d+)\//)?.[1]
    const where = number === undefined ? '' : `${t('points.one', { number: Number(number) + 1 })}: `
    const what = code === 'missing' && labels[pointer.split('/').at(-1) ?? '']
    return { field: fieldOf(pointer), text: where + (what ? t('missingWhat', { what }) : words(code)) }
  }
  return { words, summary }
}

/** The faults a refusal of the server names; empty where it refused for something else. */
export const faultsIn = (error: unknown): PlacedFault[] =>
  error instanceof ApiProblem && error.problem?.type === '/problems/observation-faults'
    ? (error.problem.errors ?? []).map(({ pointer, detail }) => ({ pointer, code: detail }))
    : []
