import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { useFormats } from '../i18n/format.ts'
import styles from './SelectedSpace.module.css'

/** Six figures; what nobody has recorded says so. */
export function SelectedFacts({ space }: { space: Space }) {
  const { t } = useTranslation('map')
  const { t: ui } = useTranslation('ui')
  const { t: words } = useTranslation('space')
  const formats = useFormats()
  const or = <Value,>(value: Value | null, say: (value: Value) => string) =>
    value === null ? null : say(value)
  const facts = [
    ['area', or(space.areaM2, formats.area)],
    ['height', or(space.heightM, formats.metres)],
    ['power', or(space.powerKw, formats.power)],
    ['rent', or(space.rent?.eurMonth ?? space.rentEurMonth, formats.euro)],
    ['vacant', or(space.monthsVacant, (count) => t('detail.months', { count }))],
    ['condition', or(space.condition, (condition) => words(`condition.${condition}`))],
  ] as const
  return (
    <section>
      <dl className={styles.facts}>
        {facts.map(([id, value]) => (
          <div key={id}>
            <dt>{t(`detail.${id}`)}</dt>
            <dd>{value ?? <i>{ui('unknown')}</i>}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
