import type { FieldClass } from '../db/audit.ts'
import type { Permission } from './permissions.ts'

/**
 * Which classes of fields a permission lets one read of other people's things; a permission that is not
 * here reads what is public. None reads restricted fields: they are opened one object at a time, and that is
 * written to the audit log. Who evaluates requests without knowing whose they are has a row without `personal`.
 */
const readable: Partial<Record<Permission, readonly FieldClass[]>> = {
  examineRequests: ['public', 'internal', 'personal'],
  manageAccounts: ['public', 'internal', 'personal'],
  readAudit: ['public', 'internal'],
}

const publicOnly: readonly FieldClass[] = ['public']

/** The classes of fields that may be in a reply given under a permission. */
export const classesRead = (permission: Permission): readonly FieldClass[] =>
  readable[permission] ?? publicOnly

/** The class of every property of a shape, or of each of its parts; a property without one does not compile. */
export type FieldClasses<Shape> = {
  readonly [Name in keyof Shape]-?: FieldClass | FieldClasses<NonNullable<Shape[Name]>>
}

type Tree = { readonly [name: string]: FieldClass | Tree }

function keep(value: object, classes: Tree, kept: readonly FieldClass[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
      const fieldClass = classes[name]
      if (typeof fieldClass === 'string') return kept.includes(fieldClass) ? [[name, member]] : []
      if (!fieldClass || member === null || typeof member !== 'object') return []
      const part = keep(member, fieldClass, kept)
      return Object.keys(part).length > 0 ? [[name, part]] : []
    }),
  )
}

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
    return namesIn(member, fieldClass).map((inner) => `${name}.${inner}`)
  })

/** Names of the filled properties of one class, those of parts with a dot between. */
export function namesOfClass<Shape extends object>(
  value: Shape,
  classes: FieldClasses<Shape>,
  wanted: FieldClass,
): string[] {
  return namesIn(keep(value, classes as Tree, [wanted]), classes as Tree)
}
