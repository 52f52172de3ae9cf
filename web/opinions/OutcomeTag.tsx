import { useTranslation } from 'react-i18next'
import type { OpinionOutcome } from '#schema/opinions'
import { Tag, type Tone } from '../ui/marks.tsx'

const tones: Record<OpinionOutcome, Tone> = {
  favourable: 'ok',
  favourableWithConditions: 'ok',
  noObjection: 'ok',
  unfavourable: 'danger',
  unfavourableWithConditions: 'danger',
  waived: 'plain',
}

/** What a Municipio said, in a word. */
export function OutcomeTag({ outcome }: { outcome: OpinionOutcome }) {
  const { t } = useTranslation('opinions')
  return <Tag tone={tones[outcome]}>{t(`outcome.${outcome}`)}</Tag>
}
