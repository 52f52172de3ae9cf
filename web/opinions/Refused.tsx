import { Note } from '../ui/marks.tsx'
import { useOpinionProblem } from './useOpinionProblem.ts'

/** Why something about opinions could not be done, read out as it comes. */
export function Refused({ error }: { error: Error | null }) {
  const problemOf = useOpinionProblem()
  if (!error) return null
  return (
    <div role="alert">
      <Note tone="danger" icon="warn">
        {problemOf(error)}
      </Note>
    </div>
  )
}
