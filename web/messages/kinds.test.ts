import { expect, test } from 'vitest'
import { requestActions } from '#schema/allocation'
import { letterKinds } from '../../server/mail/kinds.ts'
import { it } from '../i18n/resources.ts'

const named = (kind: string) => kind.replace('.', '_')

test('every kind of letter has a name', () => {
  expect(Object.keys(letterKinds).filter((kind) => !(named(kind) in it.messages.kinds))).toEqual([])
})

test('every action on a request has its news', () => {
  expect(requestActions.filter((action) => !(`request_${action}` in it.messages.news))).toEqual([])
})
