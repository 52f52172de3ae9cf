import { useTranslation } from 'react-i18next'
import type { Match } from '#schema/opinions'
import { Tag, type Tone } from '../ui/marks.tsx'

const tones: Record<Match, Tone> = {
  matched: 'ok',
  notMatched: 'warn',
  noPurposes: 'plain',
  notDeclared: 'plain',
}

/** Whether who won wants to do what the Municipio proposed. */
export function MatchTag({ match }: { match: Match }) {
  const { t } = useTranslation('opinions')
  return <Tag tone={tones[match]}>{t(`match.${match}`)}</Tag>
}
