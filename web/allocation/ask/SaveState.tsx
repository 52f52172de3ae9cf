import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/client.ts'
import { useProblemText } from '../../api/useProblemText.ts'
import { useFormats } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/icons.tsx'
import { isDirty } from '../draft.ts'
import { requestQuery } from '../requestsApi.ts'
import type { Draft } from '../useDraft.ts'
import styles from './ask.module.css'

function useSaveWords({ state }: Draft): string {
  const { t } = useTranslation('requests')
  const format = useFormats()
  if (state.saving) return t('ask.save.saving')
  if (isDirty(state)) return t('ask.save.dirty')
  return state.savedAt ? t('ask.save.saved', { time: format.time(state.savedAt) }) : t('ask.save.fresh')
}

/** Loads what somebody else has saved, in place of what is on the page. */
function useReload(requestId: string, draft: Draft) {
  const queries = useQueryClient()
  return async () => {
    draft.replace(await queries.fetchQuery({ ...requestQuery(requestId), staleTime: 0 }))
  }
}

/** Whether what is on the page is safe; where somebody else was faster, the choice to load theirs. */
export function SaveState({ requestId, draft }: { requestId: string; draft: Draft }) {
  const { t } = useTranslation('requests')
  const problemText = useProblemText()
  const words = useSaveWords(draft)
  const reload = useReload(requestId, draft)
  const { error } = draft.state
  if (!error) {
    return (
      <p className={styles.save}>
        <Icon name={isDirty(draft.state) ? 'clock' : 'ok'} size={16} />
        <span role="status">{words}</span>
      </p>
    )
  }
  const stale = error instanceof ApiProblem && error.problem?.type === '/problems/version'
  const again = stale ? reload : draft.saveNow
  return (
    <p className={`${styles.save} ${styles.unsaved}`} role="alert">
      <Icon name="warn" size={16} />
      <span>{stale ? t('ask.save.stale') : t('ask.save.failed', { reason: problemText(error) })}</span>
      <Button onPress={() => void again().catch(() => undefined)}>
        {t(stale ? 'ask.save.reload' : 'ask.save.retry')}
      </Button>
    </p>
  )
}
