import { useTranslation } from 'react-i18next'
import type { CallPhase } from '#schema/calls'
import { Tag, type Tone } from '../ui/marks.tsx'

const tones: Record<CallPhase, Tone> = {
  open: 'ok',
  upcoming: 'blue',
  closed: 'plain',
  concluded: 'plain',
  revoked: 'danger',
}

export function PhaseTag({ phase }: { phase: CallPhase }) {
  const { t } = useTranslation('calls')
  return <Tag tone={tones[phase]}>{t(`phase.${phase}`)}</Tag>
}
