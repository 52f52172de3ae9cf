import type { AskStep } from '../draft.ts'

/** The address of a step of asking for a space, and of one's draft where several are for the same space. */
export const askAddress = (code: string, step: AskStep, draftId?: string): string =>
  `/spaces/${code}/ask?step=${step}${draftId ? `&draft=${draftId}` : ''}`
