import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CouncilPlan } from '#schema/council'
import { outcomes } from '#schema/points'
import { useTitleOf } from '../i18n/useTitleOf.ts'
import { Button } from '../ui/Button.tsx'
import { useTypedText } from '../ui/useTypedText.ts'
import styles from './council.module.css'
import type { Filters } from './councilState.ts'

const typingPauseMs = 400
/** On narrower screens the filters are folded away at first. */
const wide = '(width > 760px)'

interface CouncilFiltersProps {
  plan: CouncilPlan
  filters: Filters
  /** What is searched in, as it stands in the empty field. */
  hint: string
  names: readonly Choice[]
  onChange: (filters: Filters) => void
}

type Choice = 'theme' | 'article' | 'group' | 'outcome' | 'sort'

/** The filters without one of them. */
const without = (filters: Filters, name: keyof Filters): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([known]) => known !== name))

function useOptions({ themes, articles, groups }: CouncilPlan) {
  const { t } = useTranslation('council')
  const { t: point } = useTranslation('points')
  const titleOf = useTitleOf()
  const counted = (id: number, label: string, count: number) => ({
    value: String(id),
    label: `${label} (${count})`,
  })
  return {
    theme: themes.map(({ id, title, titleEn, count }) => counted(id, titleOf({ title, titleEn }), count)),
    article: articles.map(({ id, label, count }) => counted(id, label, count)),
    group: groups.map(({ id, title, count }) => counted(id, title, count)),
    outcome: outcomes.map((value) => ({ value, label: point(`outcome.${value}`) })),
    sort: (['number', 'provision', 'name'] as const).map((value) => ({ value, label: t(`sort.${value}`) })),
  }
}

function Search({ filters, hint, onChange }: Pick<CouncilFiltersProps, 'filters' | 'hint' | 'onChange'>) {
  const { t } = useTranslation('council')
  const { text, setText, takeNow } = useTypedText(filters.q ?? '', typingPauseMs, (typed) =>
    onChange(typed.trim() === '' ? without(filters, 'q') : { ...filters, q: typed }),
  )
  return (
    <input
      type="search"
      aria-label={t('search')}
      placeholder={hint}
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={takeNow}
    />
  )
}

/** What narrows and orders the points of a plan before the Council. */
export function CouncilFilters({ plan, filters, hint, names, onChange }: CouncilFiltersProps) {
  const { t } = useTranslation('council')
  const options = useOptions(plan)
  const [open, setOpen] = useState(() => window.matchMedia(wide).matches)
  const shown = open ? names.filter((name) => options[name].length > 0 || filters[name]) : []
  return (
    <div className={styles.tools} role="search" aria-label={t('filters')}>
      <Search filters={filters} hint={hint} onChange={onChange} />
      <Button icon="filter" aria-expanded={open} onPress={() => setOpen(!open)}>
        {t('filters')}
      </Button>
      {shown.map((name) => (
        <select
          key={name}
          aria-label={t(`filter.${name}`)}
          data-active={filters[name] ? true : undefined}
          value={filters[name] ?? (name === 'sort' ? 'number' : '')}
          onChange={({ target }) =>
            onChange(target.value === '' ? without(filters, name) : { ...filters, [name]: target.value })
          }
        >
          {name !== 'sort' && (
            <option value="">
              {t(`filter.${name}`)}: {t('all')}
            </option>
          )}
          {options[name].map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ))}
      {Object.keys(filters).some((name) => name !== 'sort' && name !== 'state') && (
        <Button look="quiet" onPress={() => onChange({ ...(filters.state && { state: filters.state }) })}>
          {t('reset')}
        </Button>
      )}
    </div>
  )
}
