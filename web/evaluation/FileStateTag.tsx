import { useTranslation } from 'react-i18next'
import type { FileState } from '#schema/evaluation'
import { Tag, type Tone } from '../ui/marks.tsx'

const tones: Record<FileState, Tone> = { toDo: 'warn', begun: 'blue', submitted: 'ok', revealed: 'plain' }

/** How far a commissioner has come with a request. */
export function FileStateTag({ state }: { state: FileState }) {
  const { t } = useTranslation('evaluation')
  return <Tag tone={tones[state]}>{t(`oneState.${state}`)}</Tag>
}
