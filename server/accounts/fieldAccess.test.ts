import { expect, test } from 'vitest'
import { type FieldClasses, keepClasses, leavesOf, namesOfClass } from './fieldAccess.ts'

interface Shape {
  name?: string
  owner?: { code?: string }
  members?: { name?: string; code?: string }[]
}
const classes = {
  name: 'personal',
  owner: { code: 'restricted' },
  members: { name: 'personal', code: 'restricted' },
} as const satisfies FieldClasses<Shape>
const value: Shape = { name: 'A', members: [{ name: 'B' }, { name: 'C', code: 'c' }] }

test('of a list each part is kept in its place; one of which nothing is kept is left out', () => {
  expect(keepClasses(value, classes, ['personal'])).toEqual({
    name: 'A',
    members: [{ name: 'B' }, { name: 'C' }],
  })
  expect(keepClasses(value, classes, ['restricted'])).toEqual({ members: [{}, { code: 'c' }] })
  expect(keepClasses({ members: [{ name: 'B' }] }, classes, ['restricted'])).toEqual({})
})

test('the filled properties of a class are named once, those of a list too', () => {
  expect(namesOfClass(value, classes, 'restricted')).toEqual(['members.code'])
  expect(namesOfClass(value, classes, 'personal')).toEqual(['name', 'members.name'])
})

test('every value stands alone with its class, those of a list one after another', () => {
  expect(leavesOf(value, classes)).toEqual([
    { name: 'name', class: 'personal', value: 'A' },
    { name: 'owner.code', class: 'restricted', value: undefined },
    { name: 'members.name', class: 'personal', value: ['B', 'C'] },
    { name: 'members.code', class: 'restricted', value: [null, 'c'] },
  ])
})
