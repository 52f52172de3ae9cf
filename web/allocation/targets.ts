import type { Target } from '#schema/allocation'

/** What a request is for, in one line: names of spaces, or titles of lots. */
export const nameTargets = (targets: readonly Target[]): string =>
  targets.map(({ title, spaces }) => (spaces.length === 1 ? spaces[0]?.name : title) ?? title).join(', ')
