import { useTranslation } from 'react-i18next'
import type { RequestStatus } from '#schema/allocation'
import { Tag, type Tone } from '../ui/marks.tsx'

const tones: Partial<Record<RequestStatus, Tone>> = {
  draft: 'plain',
  submitted: 'blue',
  formalCheck: 'blue',
  completionRequested: 'warn',
  admitted: 'ok',
  awarded: 'ok',
  accepted: 'ok',
  agreement: 'ok',
  noted: 'ok',
  answered: 'ok',
  excluded: 'danger',
  forfeited: 'danger',
}

/** Where a request stands, in a word. */
export function RequestStatusTag({ status }: { status: RequestStatus }) {
  const { t } = useTranslation('requests')
  return <Tag tone={tones[status] ?? 'plain'}>{t(`status.${status}`)}</Tag>
}
