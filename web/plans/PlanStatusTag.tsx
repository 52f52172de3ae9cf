import { useTranslation } from 'react-i18next'
import type { PlanStatus } from '#schema/plans'
import { Tag, type Tone } from '../ui/marks.tsx'

const tones: Partial<Record<PlanStatus, Tone>> = {
  observations: 'ok',
  deposited: 'blue',
  initiated: 'blue',
  withdrawn: 'danger',
}

/** Where a plan stands on its road. */
export function PlanStatusTag({ status }: { status: PlanStatus }) {
  const { t } = useTranslation('plans')
  return <Tag tone={tones[status] ?? 'plain'}>{t(`status.${status}`)}</Tag>
}
