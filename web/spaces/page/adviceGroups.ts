import { type Advice, adviceLevels } from '#schema/spaces'

/** Activities that get the same advice for the same reasons. */
export interface AdviceGroup {
  advice: Advice
  activities: string[]
}

/** One row for what is said alike, so that a reason is read once; the most favourable advice first. */
export function groupAdvice(all: readonly Advice[]): AdviceGroup[] {
  const groups = new Map<string, AdviceGroup>()
  for (const advice of all) {
    const said = JSON.stringify([
      advice.level,
      advice.reasons.map(({ text, reference }) => [text, reference]),
    ])
    const group = groups.get(said)
    if (group) group.activities.push(advice.activity)
    else groups.set(said, { advice, activities: [advice.activity] })
  }
  const rank = ({ advice }: AdviceGroup) => adviceLevels.indexOf(advice.level)
  return [...groups.values()].sort((a, b) => rank(a) - rank(b))
}
