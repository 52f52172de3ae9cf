import { useCallback, useEffect, useRef, useState } from 'react'
import type { DraftContent, DraftSave, MyRequest } from '#schema/allocation'
import { ApiProblem } from '../api/client.ts'
import { type DraftAction, type DraftState, draftReducer, isDirty, openDraft } from './draft.ts'
import { saveDraft } from './requestsApi.ts'

/** How long after the last key the draft is saved. */
const PAUSE_MS = 800

export interface Draft {
  state: DraftState
  edit: (changes: Partial<DraftContent>) => void
  /** Saves what is not saved yet; gives the version the server then has. Saves never overtake each other. */
  saveNow: () => Promise<number>
  /** Saves at once with what is not in the content: the lots and their order, sealed prices. */
  saveWith: (more: Pick<DraftSave, 'lots' | 'prices'>) => Promise<number>
  /** Takes what the server has in place of what is on the page. */
  replace: (request: MyRequest) => void
}

const isStale = (error: unknown) =>
  error instanceof ApiProblem && (error.status === 409 || error.status === 401 || error.status === 403)

/** A draft that saves itself while it is written. */
export function useDraft(request: MyRequest, before?: Partial<DraftContent>): Draft {
  const [state, setState] = useState(() => openDraft(request, before))
  const latest = useRef(state)
  const running = useRef<Promise<unknown>>(Promise.resolve())
  const apply = useCallback((action: DraftAction) => {
    latest.current = draftReducer(latest.current, action)
    setState(latest.current)
  }, [])

  const queue = useCallback(
    (more?: Pick<DraftSave, 'lots' | 'prices'>): Promise<number> => {
      const save = async () => {
        const { content, edits, version } = latest.current
        if (!more && !isDirty(latest.current)) return version
        apply({ type: 'saveStarted' })
        try {
          const answer = await saveDraft(request.id, { version, content, ...more })
          apply({ type: 'saved', answer, edits })
          return answer.version
        } catch (error) {
          apply({ type: 'failed', error })
          throw error
        }
      }
      const next = running.current.then(save, save)
      running.current = next
      return next
    },
    [apply, request.id],
  )
  const saveNow = useCallback(() => queue(), [queue])

  const waiting = isDirty(state) && !state.saving && !isStale(state.error)
  const { edits } = state
  useEffect(() => {
    if (!waiting || edits === latest.current.savedEdits) return
    const timer = setTimeout(() => void saveNow().catch(() => undefined), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [waiting, edits, saveNow])

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (isDirty(latest.current)) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [])

  const edit = useCallback((changes: Partial<DraftContent>) => apply({ type: 'edit', changes }), [apply])
  const replace = useCallback((other: MyRequest) => apply({ type: 'replaced', request: other }), [apply])
  return { state, edit, saveNow, saveWith: queue, replace }
}
