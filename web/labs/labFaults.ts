import { useTranslation } from 'react-i18next'
import { type LabContent, labProblems } from '#schema/labs'
import { ApiProblem } from '../api/client.ts'

/** What is wrong at a place of the content, in words. */
export type ErrorOf = (pointer: string) => string | undefined

/** Which words say how a value is written, where the form of it was wrong. */
const formOf = (pointer: string) =>
  /^\/(website|links)/.test(pointer) ? 'link' : pointer.startsWith('/languages') ? 'language' : 'wrong'

/** What the server found wrong, by its place in the content: once for each, however many rules it breaks. */
export function useLabFaults(error: Error | null): { pointer: string; text: string }[] {
  const { t } = useTranslation('labs')
  const entries = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
  return entries
    .filter(
      ({ pointer }, at) =>
        pointer.startsWith('/content/') && entries.findIndex((one) => one.pointer === pointer) === at,
    )
    .map(({ pointer: whole, detail }) => {
      const pointer = whole.slice('/content'.length)
      const known = labProblems.find((code) => code === detail)
      return { pointer, text: t(`fault.${known ?? formOf(pointer)}`) }
    })
}

const timeForm = /^([01]\d|2[0-3]):[0-5]\d$/

/** Field ids of times that are none, of days and names that are missing. */
export function missingFields({ name, hours, prices }: LabContent): string[] {
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
      ...intervals.flatMap((interval, place) => times(`exceptions-${at}-${place}`, interval)),
    ]),
    ...prices.flatMap((one, at) => (one.name.trim() ? [] : [`prices-${at}-name`])),
  ]
}

const lists = { weekly: 'interval', exceptions: 'exception', prices: 'price', machines: 'machine' } as const
const names = [
  'name',
  'address',
  'website',
  'links',
  'email',
  'phone',
  'description',
  'descriptionEn',
] as const

/** A field in words, for who reads of a fault far from it. */
export function useFieldNames(): (field: string) => string | undefined {
  const { t } = useTranslation('labs')
  return (field) => {
    const [, list, at] = /^(weekly|exceptions|prices|machines)-(\d+)/.exec(field) ?? []
    if (list) return t(`edit.${lists[list as keyof typeof lists]}`, { number: Number(at) + 1 })
    const name = names.find((one) => field === `lab-${one}`)
    if (name) return t(`field.${name}`)
    if (field === 'lab-point') return t('edit.point')
    return field === 'lab-languages' ? t('facts.languages') : undefined
  }
}

/** What is written in one field and kept as several values. */
const manyInOne = ['links', 'languages', 'point']

/** The field of a place in the content: `/machines/0/label` is `machines-0-label`. */
export const fieldOf = (pointer: string): string => {
  const parts = pointer.split('/').filter(Boolean)
  const [first = ''] = parts
  if (first === 'hours')
    return parts
      .slice(1)
      .filter((part) => part !== 'intervals')
      .join('-')
  return manyInOne.includes(first) || parts.length === 1 ? `lab-${first}` : parts.join('-')
}
