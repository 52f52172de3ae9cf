import type { SpaceItem } from '#schema/spaces'
import { useSpace } from './useSpace.ts'

/** The chosen space, from the list if it is there, else by itself; and its place in the list, or -1. */
export function useChosen(code: string | undefined, items: SpaceItem[]) {
  const index = items.findIndex((item) => item.code === code)
  const alone = useSpace(code).data
  const chosen: SpaceItem | undefined = items[index] ?? alone
  return { chosen, index }
}
