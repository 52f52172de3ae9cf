import { useTranslation } from 'react-i18next'
import { type LabContent, labProblems } from '#schema/labs'
import { ApiProblem } from '../api/client.ts'

/** What is wrong at a place of the content, in words. */
export type ErrorOf = (pointer: string) => string | undefined

/** What the server found wrong, by its place in the content. */
export function useLabFaults(error: Error | null): { pointer: string; text: string }[] {
  const { t } = useTranslation('labs')
  const entries = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
  return entries
    .filter(({ pointer }) => pointer.startsWith('/content/'))
    .map(({ pointer, detail }) => {
      const known = labProblems.find((code) => code === detail)
      return { pointer: pointer.slice('/content'.length), text: t(known ? `fault.${known}` : 'fault.wrong') }
    })
}

const timeForm = /^([01]\d|2[0-3]):[0-5]\d$/

/** Field ids of times that are none, of days that are missing, and of a name that is too short. */
export function missingFields({ name, hours }: LabContent): string[] {
  const times = (id: string, { from, to }: { from: string; to: string }) => [
    ...(timeForm.test(from) ? [] : [`${id}-from`]),
    ...(timeForm.test(to) ? [] : [`${id}-to`]),
  ]
  return [
    ...(name.trim().length < 2 ? ['lab-name'] : []),
    ...(hours?.weekly ?? []).flatMap((one, at) => times(`weekly-${at}`, one)),
    ...(hours?.exceptions ?? []).flatMap(({ firstOn, lastOn, intervals }, at) => [
      ...(firstOn ? [] : [`exceptions-${at}-firstOn`]),
      ...(lastOn ? [] : [`exceptions-${at}-lastOn`]),
      ...intervals.flatMap((interval) => times(`exceptions-${at}`, interval)),
    ]),
  ]
}

/** The field of a place in the content: `/machines/0/label` is `machines-0-label`. */
export const fieldOf = (pointer: string): string => {
  const parts = pointer.split('/').filter(Boolean)
  return parts[0] === 'hours'
    ? parts.slice(1).join('-')
    : parts.length > 1
      ? parts.join('-')
      : `lab-${parts[0]}`
}
