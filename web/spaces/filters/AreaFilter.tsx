import { useState } from 'react'
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { useFormats } from '../../i18n/format.ts'
import { useFilters } from '../filterContext.ts'
import { useFilterWords } from '../filterWords.ts'
import { areaSteps, areaText, nearestStep } from './areaSteps.ts'
import { FilterGroup } from './FilterGroup.tsx'
import styles from './filters.module.css'
import { NumberInput } from './NumberInput.tsx'
import { UnknownLine } from './UnknownLine.tsx'

/** Usable area between two limits: a histogram, two thumbs on it, and two fields for exact numbers. */
export function AreaFilter() {
  const { filters, list, set } = useFilters()
  const { number } = useFormats()
  const words = useFilterWords()
  const { t } = words
  const bins = list?.facets.areaM2.bins ?? []
  const steps = areaSteps(bins)
  const last = steps.length - 1
  const low = filters.areaMin === undefined ? 0 : nearestStep(steps, filters.areaMin)
  const high = filters.areaMax === undefined ? last : nearestStep(steps, filters.areaMax)
  const most = Math.max(1, ...bins.map((bin) => bin.count))
  const settled = `${low},${high}`
  const [sliding, setSliding] = useState<{ over: string; value: number[] } | null>(null)
  const slide = (value: number[]) => {
    const [from = 0, to = last] = value
    setSliding({ over: settled, value })
    set(
      {
        areaMin: from === low ? filters.areaMin : from === 0 ? undefined : steps[from],
        areaMax: to === high ? filters.areaMax : to === last ? undefined : steps[to],
      },
      'area',
    )
  }
  const value = sliding?.over === settled ? sliding.value : [Math.min(low, high), Math.max(low, high)]
  return (
    <FilterGroup title={t('filter.area.title')} value={areaText(filters, words)} hint={t('filter.area.hint')}>
      <div className={styles.histogram} aria-hidden="true">
        {bins.map((bin, index) => (
          <i
            key={bin.min}
            style={{ height: `${Math.max(2, (bin.count / most) * 100)}%` }}
            data-on={index >= low && index < high ? true : undefined}
          />
        ))}
      </div>
      <Slider className={styles.slider ?? ''} value={value} minValue={0} maxValue={last} onChange={slide}>
        <Label className="vh">{t('filter.area.title')}</Label>
        <SliderTrack className={styles.track ?? ''}>
          {({ state }) => (
            <>
              <span
                className={styles.fill}
                style={{
                  left: `${state.getThumbPercent(0) * 100}%`,
                  right: `${(1 - state.getThumbPercent(1)) * 100}%`,
                }}
              />
              <SliderThumb index={0} className={styles.thumb ?? ''} aria-label={t('filter.area.min')} />
              <SliderThumb index={1} className={styles.thumb ?? ''} aria-label={t('filter.area.max')} />
            </>
          )}
        </SliderTrack>
      </Slider>
      <div className={styles.pair}>
        <NumberInput
          label={t('filter.area.min')}
          unit="m²"
          value={filters.areaMin}
          placeholder={number(steps[0] ?? 0)}
          format={(value) => number(value, 1, 0)}
          onChange={(areaMin) => set({ areaMin }, 'areaMin')}
        />
        <span aria-hidden="true">–</span>
        <NumberInput
          label={t('filter.area.max')}
          unit="m²"
          value={filters.areaMax}
          placeholder={number(steps[last] ?? 0)}
          format={(value) => number(value, 1, 0)}
          onChange={(areaMax) => set({ areaMax }, 'areaMax')}
        />
      </div>
      <UnknownLine name={filters.areaMin === undefined ? 'areaMax' : 'areaMin'} />
    </FilterGroup>
  )
}
