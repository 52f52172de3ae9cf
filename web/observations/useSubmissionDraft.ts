import { useCallback, useEffect, useRef, useState } from 'react'
import type { MySubmission, SubmissionContent } from '#schema/observations'
import { ApiProblem } from '../api/client.ts'
import { saveDraft } from './observationsApi.ts'

/** How long after the last key the draft is saved. */
const pauseMs = 800

interface DraftState {
  content: SubmissionContent
  version: number
  /** Counts changes, so that a save knows whether something changed while it was under way. */
  edits: number
  savedEdits: number
  saving: boolean
  savedAt: string | null
  error: unknown
}

export interface SubmissionDraft {
  state: DraftState
  isDirty: boolean
  edit: (changes: Partial<SubmissionContent>) => void
  /** Saves what is not saved yet; gives the version the server then has. Saves never overtake each other. */
  saveNow: () => Promise<number>
  /** Takes what the server has in place of what is on the page. */
  replace: (submission: MySubmission) => void
}

const opened = ({ content, version }: MySubmission): DraftState => ({
  content,
  version,
  edits: 0,
  savedEdits: 0,
  saving: false,
  savedAt: null,
  error: null,
})
const isDirty = ({ edits, savedEdits }: DraftState) => edits !== savedEdits
const isLost = (error: unknown) => error instanceof ApiProblem && [401, 403, 409].includes(error.status)

/** A draft that saves itself while it is written. */
export function useSubmissionDraft(submission: MySubmission): SubmissionDraft {
  const [state, setState] = useState(() => opened(submission))
  const latest = useRef(state)
  const running = useRef<Promise<unknown>>(Promise.resolve())
  const change = useCallback((changes: Partial<DraftState>) => {
    latest.current = { ...latest.current, ...changes }
    setState(latest.current)
  }, [])
  const { id } = submission

  const saveNow = useCallback((): Promise<number> => {
    const save = async () => {
      const { content, edits, version } = latest.current
      if (!isDirty(latest.current)) return version
      change({ saving: true, error: null })
      try {
        const saved = await saveDraft(id, { version, content })
        change({ saving: false, version: saved.version, savedAt: saved.updatedAt, savedEdits: edits })
        return saved.version
      } catch (error) {
        change({ saving: false, error })
        throw error
      }
    }
    const next = running.current.then(save, save)
    running.current = next
    return next
  }, [change, id])

  const { edits } = state
  const waiting = isDirty(state) && !state.saving && !isLost(state.error)
  useEffect(() => {
    if (!waiting || edits === latest.current.savedEdits) return
    const timer = setTimeout(() => void saveNow().catch(() => undefined), pauseMs)
    return () => clearTimeout(timer)
  }, [waiting, edits, saveNow])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (isDirty(latest.current)) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [])

  const edit = useCallback(
    (changes: Partial<SubmissionContent>) =>
      change({
        content: { ...latest.current.content, ...changes },
        edits: latest.current.edits + 1,
      }),
    [change],
  )
  const replace = useCallback((other: MySubmission) => change(opened(other)), [change])
  return { state, isDirty: isDirty(state), edit, saveNow, replace }
}
