import { useState } from 'react'
import { partyFaults } from '#rules/parties'
import type { PartyData, PartyKind } from '#schema/parties'
import type { SummaryEntry } from '../ui/ErrorSummary.tsx'
import { usePartyWords } from './usePartyWords.ts'

/** Begins the ids of the controls of the form of a party. */
export const prefix = 'party'
const fieldOf = (pointer: string) => `${prefix}${pointer.replaceAll('/', '-')}`

/** The data being written, and what was wrong with them when they were last checked. */
export function usePartyForm(kind: PartyKind, first: PartyData) {
  const { faultText } = usePartyWords(kind)
  const [data, setData] = useState(first)
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const standing = () =>
    partyFaults(kind, data).map((fault) => ({ field: fieldOf(fault.pointer), text: faultText(fault) }))
  const check = () => {
    const found = standing()
    setErrors(found)
    return found.length === 0
  }
  const wrongNow = new Set(standing().map(({ field }) => field))
  const errorOf = (field: string) =>
    wrongNow.has(field) ? errors.find((entry) => entry.field === field)?.text : undefined
  const edit = (changes: PartyData) => setData((before) => ({ ...before, ...changes }))
  return { data, edit, errors, setErrors, check, errorOf }
}
