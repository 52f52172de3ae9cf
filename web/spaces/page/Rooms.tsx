import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { useCityNames } from '../../api/useCity.ts'
import { useFormats } from '../../i18n/format.ts'
import { type Definition, DefinitionList } from '../../ui/DefinitionList.tsx'
import styles from './space.module.css'
import { useSpaceWords } from './useSpaceWords.ts'

const known = <Value,>(value: Value | null, write: (value: Value) => string): string | null =>
  value === null ? null : write(value)

function useBuilding(space: Space): Definition[] {
  const { t } = useTranslation('space')
  const format = useFormats()
  const words = useSpaceWords()
  const vehicles =
    space.vehicleAccess && space.doorWidthM !== null
      ? t('rooms.door', { width: format.metres(space.doorWidthM) })
      : words.yesNo(space.vehicleAccess)
  return [
    { term: t('rooms.area'), value: known(space.areaM2, format.area) },
    { term: t('rooms.commercialArea'), value: known(space.commercialAreaM2, format.area) },
    { term: t('rooms.height'), value: known(space.heightM, format.metres) },
    { term: t('rooms.floor'), value: words.floor(space.floor) },
    { term: t('rooms.vehicleAccess'), value: vehicles },
    { term: t('rooms.stepFree'), value: words.yesNo(space.stepFree) },
    { term: t('rooms.streetWindow'), value: words.yesNo(space.streetWindow) },
    { term: t('rooms.floorLoad'), value: known(space.floorLoadKgM2, format.load) },
    { term: t('rooms.condition'), value: known(space.condition, (value) => t(`condition.${value}`)) },
  ]
}

function useSystems(space: Space): Definition[] {
  const { t } = useTranslation('space')
  const format = useFormats()
  const words = useSpaceWords()
  const names = useCityNames()
  const use = known(space.lawfulUse, names.use)
  const lawful = [use, space.cadastralCategory && `(${space.cadastralCategory})`].filter(Boolean).join(' ')
  return [
    { term: t('rooms.threePhase'), value: known(space.threePhase, (value) => t(`threePhase.${value}`)) },
    { term: t('rooms.power'), value: known(space.powerKw, format.power) },
    { term: t('rooms.extraction'), value: known(space.extraction, (value) => t(`extraction.${value}`)) },
    { term: t('rooms.heating'), value: words.heating(space.heating) },
    { term: t('rooms.toilets'), value: known(space.toilets, format.number) },
    { term: t('rooms.energyClass'), value: words.energy(space.energyClass) },
    { term: t('rooms.lawfulUse'), value: lawful || null },
    { term: t('rooms.ownership'), value: t(`ownership.${space.ownership}`) },
    ...(space.holderName ? [{ term: t('rooms.holder'), value: space.holderName }] : []),
  ]
}

function Works({ space }: { space: Space }) {
  const { t } = useTranslation(['space', 'ui'])
  const format = useFormats()
  const names = useCityNames()
  const euro = space.rent?.worksEur ?? null
  const amount = euro === null ? null : format.euroRound(euro)
  const both = space.works && amount && t('space:rooms.worksOf', { works: space.works, amount })
  return (
    <DefinitionList
      entries={[
        { term: t('space:rooms.works'), value: both || space.works || amount },
        ...(space.suggestedPurposes.length > 0
          ? [{ term: t('space:rooms.purposes'), value: space.suggestedPurposes.map(names.use).join(', ') }]
          : []),
      ]}
    />
  )
}

function Provenance({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  const date = space.sourceDate ? ` (${format.date(space.sourceDate)})` : ''
  const [before, after] = t('rooms.report', { email: '\u0000' }).split('\u0000')
  return (
    <p className={styles.provenance}>
      {space.surveyedOn
        ? t('rooms.survey', { date: format.date(space.surveyedOn), by: space.surveyedBy ?? '—' })
        : t('rooms.surveyNoDate')}{' '}
      {t('rooms.source', { source: space.source, date })} {before}
      <a href={`mailto:${space.office.email}?subject=${encodeURIComponent(space.code)}`}>
        {space.office.email}
      </a>
      {after}
    </p>
  )
}

/** What the premises are like; what nobody has recorded is said. */
export function Rooms({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  return (
    <section>
      <h2>{t('rooms.title')}</h2>
      {space.description && <p className={styles.description}>{space.description}</p>}
      <div className={styles.facts}>
        <DefinitionList figures entries={useBuilding(space)} />
        <DefinitionList figures entries={useSystems(space)} />
      </div>
      <div className={styles.works}>
        <Works space={space} />
      </div>
      <Provenance space={space} />
    </section>
  )
}
