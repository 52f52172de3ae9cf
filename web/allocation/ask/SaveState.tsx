import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/client.ts'
import { useProblemText } from '../../api/useProblemText.ts'
import { useFormats } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/icons.tsx'
import { isDirty } from '../draft.ts'
import type { Draft } from '../useDraft.ts'
import styles from './ask.module.css'

function useSaveWords({ state }: Draft): string {
  const { t } = useTranslation('requests')
  const format = useFormats()
  if (state.saving) return t('ask.save.saving')
  if (isDirty(state)) return t('ask.save.dirty')
  return state.savedAt ? t('ask.save.saved', { time: format.time(state.savedAt) }) : t('ask.save.fresh')
}

/** Whether what is on the page is safe. */
export function SaveState({ draft }: { draft: Draft }) {
  const { t } = useTranslation('requests')
  const problemText = useProblemText()
  const words = useSaveWords(draft)
  const { error } = draft.state
  if (!error) {
    return (
      <p className={styles.save}>
        <Icon name={isDirty(draft.state) ? 'clock' : 'ok'} size={16} />
        <span role="status">{words}</span>
      </p>
    )
  }
  const stale = error instanceof ApiProblem && error.status === 409
  return (
    <p className={`${styles.save} ${styles.unsaved}`} role="alert">
      <Icon name="warn" size={16} />
      <span>{t('ask.save.failed', { reason: problemText(error) })}</span>
      <Button
        onPress={() => (stale ? window.location.reload() : void draft.saveNow().catch(() => undefined))}
      >
        {t(stale ? 'ask.save.reload' : 'ask.save.retry')}
      </Button>
    </p>
  )
}
