import type { FieldClass } from '../db/audit.ts'
import type { Permission } from './permissions.ts'

/**
 * Which classes of fields a permission lets one read of other people's things; a permission that is not
 * here reads what is public. None reads restricted fields: they are opened one object at a time, and that is
 * written to the audit log.
 */
const readable: Partial<Record<Permission, readonly FieldClass[]>> = {
  examineRequests: ['public', 'internal', 'personal'],
  prepareCalls: ['public', 'internal', 'personal'],
  evaluateRequests: ['public', 'internal', 'personal'],
  manageAgreements: ['public', 'internal', 'personal'],
  examineObservations: ['public', 'internal', 'personal'],
  manageAccounts: ['public', 'internal', 'personal'],
  readAudit: ['public', 'internal'],
}

const publicOnly: readonly FieldClass[] = ['public']

/** The classes of fields that may be in a reply given under a permission. */
export const classesRead = (permission: Permission): readonly FieldClass[] =>
  readable[permission] ?? publicOnly

type Part<Value> = Value extends readonly (infer Item)[] ? Item : Value

/**
 * The class of every property of a shape, or of each of its parts, those of a list alike; a property without
 * one does not compile.
 */
export type FieldClasses<Shape> = {
  readonly [Name in keyof Shape]-?: FieldClass | FieldClasses<Part<NonNullable<Shape[Name]>>>
}

type Tree = { readonly [name: string]: FieldClass | Tree }

function keep(value: object, classes: Tree, kept: readonly FieldClass[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
      const fieldClass = classes[name]
      if (typeof fieldClass === 'string') return kept.includes(fieldClass) ? [[name, member]] : []
      if (!fieldClass || member === null || typeof member !== 'object') return []
      const part = Array.isArray(member)
        ? member.map((item) => keep(item, fieldClass, kept))
        : keep(member, fieldClass, kept)
      return isEmpty(part) ? [] : [[name, part]]
    }),
  )
}

/** An item of a list of which nothing is kept keeps its place beside others. */
const isEmpty = (part: object): boolean =>
  Array.isArray(part) ? part.every(isEmpty) : Object.keys(part).length === 0

/** The properties of a value whose class is among those given; what has no class is left out. */
export function keepClasses<Shape extends object>(
  value: Shape,
  classes: FieldClasses<Shape>,
  kept: readonly FieldClass[],
): Partial<Shape> {
  return keep(value, classes as Tree, kept) as Partial<Shape>
}

/** A flat value with null in place of what may not be read. */
export function blankClasses<Shape extends object>(
  value: Shape,
  classes: { readonly [Name in keyof Shape]: FieldClass },
  kept: readonly FieldClass[],
): Shape {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const fieldClass = classes[name as keyof Shape]
      return [name, fieldClass && kept.includes(fieldClass) ? member : null]
    }),
  ) as Shape
}

const namesIn = (value: object, classes: Tree): string[] =>
  Object.entries(value).flatMap(([name, member]) => {
    const fieldClass = classes[name]
    if (typeof fieldClass === 'string' || !fieldClass) return [name]
    const inner = [member].flat().flatMap((item) => namesIn(item, fieldClass))
    return [...new Set(inner)].map((one) => `${name}.${one}`)
  })

/** Names of the filled properties of one class, those of parts with a dot between. */
export function namesOfClass<Shape extends object>(
  value: Shape,
  classes: FieldClasses<Shape>,
  wanted: FieldClass,
): string[] {
  return namesIn(keep(value, classes as Tree, [wanted]), classes as Tree)
}

/** A value that has a class of its own; that of a list of parts is the list of their values. */
export interface Leaf {
  /** Those of parts with a dot between. */
  name: string
  class: FieldClass
  value: unknown
}

function leaves(value: { readonly [name: string]: unknown }, classes: Tree): Leaf[] {
  return Object.entries(classes).flatMap(([name, fieldClass]): Leaf[] => {
    const member = value[name]
    if (typeof fieldClass === 'string') return [{ name, class: fieldClass, value: member }]
    const inner = Array.isArray(member)
      ? leavesOfList(member, fieldClass)
      : leaves((member ?? {}) as object as { [name: string]: unknown }, fieldClass)
    return inner.map((leaf) => ({ ...leaf, name: `${name}.${leaf.name}` }))
  })
}

function leavesOfList(items: { readonly [name: string]: unknown }[], classes: Tree): Leaf[] {
  const rows = items.map((item) => leaves(item, classes))
  return leaves({}, classes).map((leaf, index) => {
    const values = rows.map((row) => row[index]?.value ?? null)
    return { ...leaf, value: values.some((one) => one !== null) ? values : undefined }
  })
}

/** Every value with a class, in the order of the classes; undefined where there is none. */
export const leavesOf = <Shape extends object>(value: Shape, classes: FieldClasses<Shape>): Leaf[] =>
  leaves(value as { [name: string]: unknown }, classes as Tree)
