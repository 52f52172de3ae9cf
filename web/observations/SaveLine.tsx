import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import askStyles from '../allocation/ask/ask.module.css'
import { ApiProblem } from '../api/client.ts'
import { useProblemText } from '../api/useProblemText.ts'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'
import { submissionQuery } from './observationsApi.ts'
import type { SubmissionDraft } from './useSubmissionDraft.ts'

/** Whether what is on the page is safe; where somebody else was faster, the choice to load theirs. */
export function SaveLine({ id, draft }: { id: string; draft: SubmissionDraft }) {
  const { t } = useTranslation('observations')
  const format = useFormats()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const { saving, savedAt, error } = draft.state
  const words = () => {
    if (saving) return t('save.saving')
    if (draft.isDirty) return t('save.dirty')
    return savedAt ? t('save.saved', { time: format.time(savedAt) }) : t('save.fresh')
  }
  if (!error) {
    return (
      <p className={askStyles.save}>
        <Icon name={draft.isDirty ? 'clock' : 'ok'} size={16} />
        <span role="status">{words()}</span>
      </p>
    )
  }
  const stale = error instanceof ApiProblem && error.problem?.type === '/problems/version'
  const again = async () => {
    if (!stale) return void (await draft.saveNow())
    draft.replace(await queries.fetchQuery({ ...submissionQuery(id), staleTime: 0 }))
  }
  return (
    <p className={`${askStyles.save} ${askStyles.unsaved}`} role="alert">
      <Icon name="warn" size={16} />
      <span>{stale ? t('save.stale') : t('save.failed', { reason: problemText(error) })}</span>
      <Button onPress={() => void again().catch(() => undefined)}>
        {t(stale ? 'save.reload' : 'save.retry')}
      </Button>
    </p>
  )
}
