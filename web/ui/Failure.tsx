import { useProblemText } from '../api/useProblemText.ts'
import { Note } from './marks.tsx'

/** Why what was asked for could not be done, read out as it comes; nothing while there is no error. */
export function Failure({ error }: { error: Error | null }) {
  const problemText = useProblemText()
  if (!error) return null
  return (
    <div role="alert">
      <Note tone="danger" icon="warn">
        {problemText(error)}
      </Note>
    </div>
  )
}
