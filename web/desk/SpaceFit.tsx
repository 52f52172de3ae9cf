import { useTranslation } from 'react-i18next'
import type { DeskRequest } from '#schema/allocation'
import { useFormats } from '../i18n/format.ts'
import { useSpaceWords } from '../spaces/page/useSpaceWords.ts'
import { useSpace } from '../spaces/useSpace.ts'
import { type Definition, DefinitionList } from '../ui/DefinitionList.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './desk.module.css'

type TargetSpace = DeskRequest['targets'][number]['spaces'][number]

interface SpaceFitProps {
  target: TargetSpace
  content: DeskRequest['content']
}

/** What a space offers against what the request needs: power, what the plan indicates, rent. */
export function SpaceFit({ target, content }: SpaceFitProps) {
  const { t } = useTranslation(['desk', 'space', 'ui'])
  const format = useFormats()
  const words = useSpaceWords()
  const { data: space } = useSpace(target.code)
  const facts = [
    target.code,
    target.areaM2 !== null && format.area(target.areaM2),
    words.status(target.status),
  ]
  const advice = space?.advice.find(({ activity }) => activity === content?.use)
  const needed = content?.powerKw
  const entries: Definition[] = space
    ? [
        {
          term: t('desk:fit.power'),
          value: t('desk:fit.powerValue', {
            needed: needed === undefined ? t('desk:fit.notSaid') : format.power(needed),
            there: space.powerKw === null ? t('ui:unknown') : format.power(space.powerKw),
          }),
        },
        { term: t('desk:fit.advice'), value: advice ? t(`space:level.${advice.level}`) : null },
        { term: t('desk:fit.rent'), value: space.rent && format.euro(space.rent.eurYear) },
      ]
    : []
  return (
    <li className={styles.fit}>
      <Link to={`/spaces/${target.code}`}>{target.name}</Link>
      <p>{facts.filter(Boolean).join(' · ')}</p>
      <DefinitionList entries={entries} missing={t('desk:fit.unknown')} />
    </li>
  )
}
