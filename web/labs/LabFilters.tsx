import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayParts, type LabList, labKinds, weekdays } from '#schema/labs'
import { useCity } from '../api/useCity.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox, SelectField, TextField } from '../ui/fields.tsx'
import { useTypedText } from '../ui/useTypedText.ts'
import styles from './labs.module.css'
import type { LabsState } from './labsState.ts'

interface LabFiltersProps {
  state: LabsState
  facets: LabList['facets'] | undefined
  onChange: (changes: Partial<LabsState>) => void
}

interface Named {
  code: string
  it: string
  en: string
}

/** Choices with how many labs each would find. */
function useOptions(facets: LabFiltersProps['facets']) {
  const language = useLanguage()
  const counted = (facet: string, value: string, label: string) => {
    const count = facets?.[facet]?.find((one) => one.value === value)?.count ?? 0
    return { value, label: facets ? `${label} (${count})` : label }
  }
  const named = (facet: string, items: readonly Named[]) =>
    items
      .filter(({ code }) => facets?.[facet]?.some(({ value }) => value === code) ?? true)
      .map((item) => counted(facet, item.code, item[language]))
  return { counted, named }
}

function useMachineOptions({ named }: ReturnType<typeof useOptions>) {
  const { equipment } = useCity()
  return equipment.families.flatMap((family) => [
    ...named('equipment', [family]),
    ...named(
      'equipment',
      equipment.machines.filter((machine) => machine.family === family.code),
    ).map(({ value, label }) => ({ value, label: `– ${label}` })),
  ])
}

function useOpenOptions({ counted }: ReturnType<typeof useOptions>) {
  const { t } = useTranslation('labs')
  return [
    { value: 'now', label: t('open.now') },
    ...weekdays.flatMap((day) =>
      dayParts.map((part) =>
        counted(
          'open',
          `${day}-${part}`,
          t('open.part', { day: t(`days.${day}`), part: t(`parts.${part}`) }),
        ),
      ),
    ),
  ]
}

const nearbyMetres = 3000
const farthest = [1000, 2000, 3000, 5000, 10_000]

/** Where one is, asked of the browser at a press. */
function NearMe({ onFound }: { onFound: (near: string) => void }) {
  const { t } = useTranslation('labs')
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle')
  const ask = () => {
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle')
        onFound(`${coords.longitude.toFixed(4)},${coords.latitude.toFixed(4)},${nearbyMetres}`)
      },
      () => setState('failed'),
      { timeout: 10_000 },
    )
  }
  return (
    <>
      <Button isPending={state === 'asking'} onPress={ask}>
        {t('nearMe')}
      </Button>
      {state === 'failed' && (
        <span role="alert" className={styles.quiet}>
          {t('nearFailed')}
        </span>
      )}
    </>
  )
}

/** How far from where one is a lab may lie, and a way to forget the place. */
function NearSet({ near, onChange }: { near: string; onChange: (near: string) => void }) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const [lon, lat, metres] = near.split(',')
  const radii = [...new Set([...farthest, Number(metres)])].sort((a, b) => a - b)
  return (
    <div className={styles.near}>
      <SelectField
        id="lab-near"
        label={t('nearSet')}
        value={String(Number(metres))}
        onChange={(chosen) => onChange([lon, lat, chosen].join(','))}
        options={radii.map((radius) => ({ value: String(radius), label: format.distance(radius) }))}
      />
      <Button look="quiet" onPress={() => onChange('')}>
        {t('nearDrop')}
      </Button>
    </div>
  )
}

/** What one looks for in a lab. */
export function LabFilters({ state, facets, onChange }: LabFiltersProps) {
  const { t } = useTranslation('labs')
  const { equipment } = useCity()
  const options = useOptions(facets)
  const typed = useTypedText(state.q, 300, (q) => onChange({ q }))
  const select = (
    name: 'kind' | 'district' | 'equipment' | 'process' | 'material' | 'open',
    choices: { value: string; label: string }[],
  ) => (
    <SelectField
      id={`lab-${name}`}
      label={t(`filter.${name}`)}
      value={state[name]}
      onChange={(value) => onChange({ [name]: value })}
      placeholder={t('all')}
      options={choices}
    />
  )
  const districts = (facets?.district ?? [])
    .map(({ value }) => value)
    .filter((value) => value !== 'none')
    .sort((a, b) => a.localeCompare(b, 'it', { numeric: true }))
  return (
    <search className={styles.filters} aria-label={t('filter.label')}>
      <TextField id="lab-q" type="search" label={t('filter.q')} value={typed.text} onChange={typed.setText} />
      {select('equipment', useMachineOptions(options))}
      {select('open', useOpenOptions(options))}
      {select('material', options.named('material', equipment.materials))}
      {select('process', options.named('process', equipment.processes))}
      {select(
        'kind',
        labKinds.map((kind) => options.counted('kind', kind, t(`kinds.${kind}`))),
      )}
      {select(
        'district',
        districts.map((code) => options.counted('district', code, t('inDistrict', { code }))),
      )}
      <div className={styles.checks}>
        <Checkbox checked={state.stepFree} onChange={(stepFree) => onChange({ stepFree })}>
          {t('filter.stepFree')}
        </Checkbox>
        <Checkbox checked={state.bookable} onChange={(bookable) => onChange({ bookable })}>
          {t('filter.bookable')}
        </Checkbox>
        <Checkbox checked={state.closed} onChange={(closed) => onChange({ closed })}>
          {t('filter.closed')}
        </Checkbox>
        {state.near ? (
          <NearSet near={state.near} onChange={(near) => onChange({ near })} />
        ) : (
          <NearMe onFound={(near) => onChange({ near })} />
        )}
      </div>
    </search>
  )
}
