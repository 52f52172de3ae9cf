import { useState } from 'react'
import type { EvaluationFile } from '#schema/evaluation'
import { filePathOf, fileQuery, useSending } from './evaluationApi.ts'
import {
  marksToKeep,
  type Place,
  placesOfFile,
  type Written,
  type WrittenMarks,
  writtenFrom,
} from './marks.ts'

/** The marks of one request while a commissioner writes them. */
export interface MarkDraft {
  places: Place[]
  written: WrittenMarks
  isDirty: boolean
  change: (key: string, changes: Partial<Written>) => void
  /** Keeps what is far enough to be kept; does nothing where nothing has changed. */
  save: () => Promise<unknown>
  submit: () => Promise<unknown>
  isPending: boolean
  error: Error | null
}

const said = (places: readonly Place[], written: WrittenMarks) => JSON.stringify(marksToKeep(places, written))

/** What a commissioner writes about a request, kept when they say so, go on, or submit. */
export function useMarks(file: EvaluationFile): MarkDraft {
  const { callCode, requestId } = file
  const sending = useSending<EvaluationFile>(
    filePathOf(callCode, requestId),
    fileQuery(callCode, requestId).queryKey,
  )
  const [written, setWritten] = useState(() => writtenFrom(file))
  const places = placesOfFile(file)
  const isDirty = said(places, written) !== said(places, writtenFrom(file))
  const save = async () => {
    const marks = marksToKeep(places, written)
    if (isDirty && marks.length > 0)
      await sending.mutateAsync({ below: '/marks', method: 'PUT', body: { marks } })
  }
  return {
    places,
    written,
    isDirty,
    change: (key, changes) =>
      setWritten((before) => ({
        ...before,
        [key]: { points: undefined, purposes: [], note: '', ...before[key], ...changes },
      })),
    save,
    submit: async () => {
      await save()
      await sending.mutateAsync({ below: '/submission' })
    },
    isPending: sending.isPending,
    error: sending.error,
  }
}
