import { useTranslation } from 'react-i18next'
import type { ApplicationStatus } from '#schema/qualifiedList'
import { Tag, type Tone } from '../ui/marks.tsx'

const tones: Partial<Record<ApplicationStatus, Tone>> = {
  listed: 'ok',
  renewed: 'ok',
  suspended: 'warn',
  integration: 'warn',
  grounds: 'warn',
  cancelled: 'danger',
  refused: 'danger',
  submitted: 'blue',
  examining: 'blue',
}

/** The state of an application to the list, or of an entry of it. */
export function StatusTag({ status }: { status: ApplicationStatus }) {
  const { t } = useTranslation('labList')
  return <Tag tone={tones[status] ?? 'plain'}>{t(`status.${status}`)}</Tag>
}
