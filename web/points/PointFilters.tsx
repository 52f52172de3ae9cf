import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { outcomes, type PointList, type Setup, stages, targetKinds } from '#schema/points'
import { Button } from '../ui/Button.tsx'
import { useTypedText } from '../ui/useTypedText.ts'
import styles from './points.module.css'
import type { Filters, PointsState } from './pointsState.ts'
import { useTitles } from './words.ts'

const TYPING_PAUSE_MS = 300
/** On narrower screens the filters are folded away at first. */
const WIDE = '(width > 760px)'

interface PointFiltersProps {
  setup: Setup
  state: PointsState
  /** Its counts say which Municipi and NIL there are. */
  list: PointList | undefined
  onChange: (filters: Filters) => void
}

interface Choice {
  name: keyof Filters &
    (
      | 'theme'
      | 'document'
      | 'article'
      | 'sheet'
      | 'target'
      | 'district'
      | 'neighbourhood'
      | 'assignee'
      | 'place'
      | 'group'
      | 'outcome'
      | 'stage'
      | 'late'
    )
  options: { value: string; label: string }[]
}

/** Every column that is narrowed by a choice, with what can be chosen. */
function useChoices(setup: Setup, list: PointList | undefined): Choice[] {
  const { t } = useTranslation('points')
  const titles = useTitles(setup)
  const none = { value: 'none', label: t('none') }
  const counted = (counts: PointList['districts'] | undefined, label: (value: string) => string) =>
    (counts ?? []).flatMap(({ value }) => (value === null ? [] : [{ value, label: label(value) }]))
  return [
    {
      name: 'theme',
      options: [...setup.themes.map(({ id }) => ({ value: String(id), label: titles.theme(id) })), none],
    },
    { name: 'target', options: targetKinds.map((value) => ({ value, label: t(`target.${value}`) })) },
    {
      name: 'document',
      options: setup.documents.map(({ id, code }) => ({ value: String(id), label: code })),
    },
    {
      name: 'article',
      options: setup.documents.flatMap(({ code, articles }) =>
        articles.map(({ id, number }) => ({ value: String(id), label: `${code} art. ${number}` })),
      ),
    },
    {
      name: 'sheet',
      options: setup.documents.flatMap(({ code, sheets }) =>
        sheets.map((sheet) => ({ value: String(sheet.id), label: `${code} tav. ${sheet.code}` })),
      ),
    },
    {
      name: 'district',
      options: [...counted(list?.districts, (code) => t('districtName', { code })), none],
    },
    { name: 'neighbourhood', options: counted(list?.neighbourhoods, (code) => `NIL ${code}`) },
    {
      name: 'assignee',
      options: [
        { value: 'me', label: t('me') },
        none,
        ...setup.people.map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
    {
      name: 'place',
      options: setup.places.map(({ id }) => ({ value: String(id), label: titles.place(id) })),
    },
    {
      name: 'group',
      options: [
        { value: 'any', label: t('anyGroup') },
        { value: 'none', label: t('noGroup') },
      ],
    },
    {
      name: 'outcome',
      options: [...outcomes, 'none' as const].map((value) => ({ value, label: t(`outcome.${value}`) })),
    },
    {
      name: 'stage',
      options: [...stages, 'none' as const].map((value) => ({ value, label: t(`stage.${value}`) })),
    },
    {
      name: 'late',
      options: [
        { value: 'true', label: t('isLate') },
        { value: 'false', label: t('notLate') },
      ],
    },
  ]
}

/** The filters without one of them. */
const without = (filters: Filters, name: keyof Filters): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([known]) => known !== name))

function Search({ state, onChange }: Pick<PointFiltersProps, 'state' | 'onChange'>) {
  const { t } = useTranslation('points')
  const { text, setText, takeNow } = useTypedText(state.filters.q ?? '', TYPING_PAUSE_MS, (typed) =>
    onChange(typed.trim() === '' ? without(state.filters, 'q') : { ...state.filters, q: typed }),
  )
  return (
    <input
      type="search"
      aria-label={t('search')}
      placeholder={t('search')}
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={takeNow}
    />
  )
}

/** What narrows the points, one control for each column; a value that the list does not name stays in the address. */
export function PointFilters({ setup, state, list, onChange }: PointFiltersProps) {
  const { t } = useTranslation('points')
  const { filters } = state
  const choices = useChoices(setup, list)
  const [open, setOpen] = useState(() => window.matchMedia(WIDE).matches)
  const active = Object.keys(filters).filter((name) => name !== 'q').length
  return (
    <div className={styles.tools}>
      <Search state={state} onChange={onChange} />
      <Button icon="filter" aria-expanded={open} onPress={() => setOpen(!open)}>
        {active > 0 ? `${t('filters')} (${active})` : t('filters')}
      </Button>
      {(open ? choices : [])
        .filter(({ name, options }) => options.length > 0 || filters[name])
        .map(({ name, options }) => {
          const value = filters[name] ?? ''
          const known = value === '' || options.some((option) => option.value === value)
          return (
            <select
              key={name}
              aria-label={t(`filter.${name}`)}
              data-active={value !== '' || undefined}
              value={value}
              onChange={({ target }) =>
                onChange(target.value === '' ? without(filters, name) : { ...filters, [name]: target.value })
              }
            >
              <option value="">{t('any', { name: t(`filter.${name}`) })}</option>
              {!known && <option value={value}>{t('several')}</option>}
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          )
        })}
      {Object.keys(filters).length > 0 && (
        <Button look="quiet" onPress={() => onChange({})}>
          {t('reset')}
        </Button>
      )}
    </div>
  )
}
