import { expect, test } from 'vitest'
import type { MyRequest } from '#schema/allocation'
import { draftReducer, fieldOf, isDirty, openDraft, stepToShow } from './draft.ts'

const request = { version: 3, content: { atecoVersion: '2025', makes: 'bikes' } } as MyRequest
const saved = { id: 'x', version: 4, updatedAt: '2026-11-23T10:00:00Z' }

test('a draft opened as it was saved has nothing to save', () => {
  expect(isDirty(openDraft(request))).toBe(false)
})

test('answers given before the draft existed are saved with it', () => {
  expect(isDirty(openDraft(request, { eligibilityAnswers: { mayAct: true } }))).toBe(true)
})

test('what is typed while a save is under way stays to be saved', () => {
  let state = draftReducer(openDraft(request), { type: 'edit', changes: { makes: 'bicycles' } })
  const { edits } = state
  state = draftReducer(state, { type: 'saveStarted' })
  state = draftReducer(state, { type: 'edit', changes: { hours: '8-18' } })
  state = draftReducer(state, { type: 'saved', answer: saved, edits })
  expect(isDirty(state)).toBe(true)
  expect(state).toMatchObject({ version: 4, content: { makes: 'bicycles', hours: '8-18' } })
})

test('a failed save loses nothing', () => {
  let state = draftReducer(openDraft(request), { type: 'edit', changes: { makes: 'bicycles' } })
  state = draftReducer(draftReducer(state, { type: 'saveStarted' }), { type: 'failed', error: 'down' })
  expect(isDirty(state)).toBe(true)
  expect(state).toMatchObject({ saving: false, error: 'down', content: { makes: 'bicycles' } })
})

test.each([
  [{ asked: null, eligible: true, signedIn: true, hasDraft: true }, 'check'],
  [{ asked: 'review', eligible: false, signedIn: true, hasDraft: false }, 'check'],
  [{ asked: 'form', eligible: true, signedIn: false, hasDraft: false }, 'signIn'],
  [{ asked: 'review', eligible: true, signedIn: true, hasDraft: false }, 'form'],
  [{ asked: 'review', eligible: true, signedIn: true, hasDraft: true }, 'review'],
  [{ asked: 'nonsense', eligible: true, signedIn: true, hasDraft: true }, 'form'],
] as const)('%o shows %s', (standing, step) => {
  expect(stepToShow(standing)).toBe(step)
})

test('a pointer of the server leads to the control of the page', () => {
  expect(fieldOf('/content/applicant/fiscalCode')).toBe('applicant-fiscalCode')
  expect(fieldOf('/makes')).toBe('makes')
})
