import { expect, test } from 'vitest'
import { requestStatuses } from '#schema/allocation'
import { queueParameters, queues, readQueueState, writeQueueState } from './queueState.ts'

test('the address of a state reads back as the same state', () => {
  const address = '/desk?queue=all&status=noted&kind=application&assigned=none&q=legno'
  const state = readQueueState(new URLSearchParams(address.split('?')[1]))
  expect(readQueueState(new URLSearchParams(writeQueueState(state).split('?')[1]))).toEqual(state)
})

test('what the address says wrongly is left out', () => {
  const state = readQueueState(new URLSearchParams('queue=mine&status=sold&kind=gift'))
  expect(writeQueueState(state)).toBe('/desk')
})

test('a queue asks for its states, a chosen state only for itself', () => {
  const state = readQueueState(new URLSearchParams(''))
  expect(queueParameters(state, 50)).toContain('status=submitted%2CformalCheck')
  expect(queueParameters({ ...state, status: 'noted' }, 50)).toContain('status=noted&')
})

test('every state a sent request can be in lies in a queue', () => {
  const inQueues: readonly string[] = Object.values(queues).flat()
  const missing = requestStatuses.filter((status) => !inQueues.includes(status))
  expect(missing).toEqual(['draft'])
})
