import type { LabItem } from '#schema/labs'
import { Tag } from '../ui/marks.tsx'
import { useLabWords } from './useLabWords.ts'

/** Whether somebody finds the door open now, in words. */
export function OpeningMark({ lab }: { lab: Pick<LabItem, 'opening' | 'activity'> }) {
  const words = useLabWords()
  const isGone = lab.activity === 'closed' || lab.activity === 'suspended'
  return (
    <Tag tone={lab.opening.state === 'open' ? 'ok' : isGone ? 'danger' : 'plain'}>{words.opening(lab)}</Tag>
  )
}
