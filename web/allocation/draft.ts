import type { DraftContent, MyRequest, RequestContent } from '#schema/allocation'
import type { Call } from '#schema/calls'

/** What the server says of a draft it has saved. */
export type DraftSaved = Pick<MyRequest, 'id' | 'version' | 'updatedAt'>

/** What is on the page and how much of it the server has. */
export interface DraftState {
  content: DraftContent
  version: number
  /** Counts changes, so that a save knows whether something changed while it was under way. */
  edits: number
  savedEdits: number
  saving: boolean
  savedAt: string | null
  error: unknown
}

export type DraftAction =
  | { type: 'edit'; changes: Partial<DraftContent> }
  | { type: 'saveStarted' }
  | { type: 'saved'; answer: DraftSaved; edits: number }
  | { type: 'failed'; error: unknown }
  | { type: 'replaced'; request: MyRequest }

/** Whether a rent of a call is reduced, which is aid to who trades. */
export const hasReduction = (call: Call | null): boolean =>
  call?.lots.some(({ rent }) => rent !== null && rent.reductions.length > 0) ?? false

export const isDirty = ({ edits, savedEdits }: DraftState): boolean => edits !== savedEdits

/** What can be changed of a request: not what is declared in sending it. */
const writtenOf = ({ declarations: _, consents: __, ...written }: RequestContent): DraftContent => written

/** A draft as it comes from the server; what was answered before it existed counts as a first change. */
export function openDraft(request: MyRequest, before: Partial<DraftContent> = {}): DraftState {
  const content: DraftContent = { atecoVersion: '2025', ...writtenOf(request.content), ...before }
  const changed = JSON.stringify(content) !== JSON.stringify(request.content)
  return {
    content,
    version: request.version,
    edits: changed ? 1 : 0,
    savedEdits: 0,
    saving: false,
    savedAt: null,
    error: null,
  }
}

export function draftReducer(state: DraftState, action: DraftAction): DraftState {
  switch (action.type) {
    case 'edit':
      return { ...state, content: { ...state.content, ...action.changes }, edits: state.edits + 1 }
    case 'saveStarted':
      return { ...state, saving: true, error: null }
    case 'saved':
      return {
        ...state,
        saving: false,
        version: action.answer.version,
        savedAt: action.answer.updatedAt,
        savedEdits: action.edits,
      }
    case 'failed':
      return { ...state, saving: false, error: action.error }
    case 'replaced':
      return openDraft(action.request)
  }
}

export const askSteps = ['check', 'signIn', 'form', 'review'] as const
export type AskStep = (typeof askSteps)[number]

interface Standing {
  /** What the address asks for. */
  asked: string | null
  /** The eligibility questions have been answered well, now or in the draft. */
  eligible: boolean
  signedIn: boolean
  hasDraft: boolean
}

/** The step to show: the one asked for, unless one before it is still to be done. */
export function stepToShow({ asked, eligible, signedIn, hasDraft }: Standing): AskStep {
  if (!asked || asked === 'check' || !eligible) return 'check'
  if (!signedIn) return 'signIn'
  return asked === 'review' && hasDraft ? 'review' : 'form'
}

/** The id of the control a pointer into the content speaks of. */
export const fieldOf = (pointer: string): string =>
  pointer.replace(/^\/(content\/)?/, '').replaceAll('/', '-')
