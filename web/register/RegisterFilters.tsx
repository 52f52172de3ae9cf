import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { facetNames, type Register } from '#schema/register'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Chip } from '../ui/marks.tsx'
import { useTypedText } from '../ui/useTypedText.ts'
import styles from './register.module.css'
import { type FilterName, type Filters, without } from './registerState.ts'
import { useChoiceWords } from './words.ts'

const typingPauseMs = 300
/** On narrower screens the filters are folded away at first. */
const WIDE = '(width > 760px)'

interface RegisterFiltersProps {
  filters: Filters
  /** Its counters say what can be chosen. */
  facets: Register['facets'] | undefined
  onChange: (filters: Filters) => void
}

/** The filters with one of them set, or taken away where its value is empty. */
const withValue = (filters: Filters, name: FilterName, value: string): Filters =>
  value === '' ? without(filters, name) : { ...filters, [name]: value }

function Search({ filters, onChange }: Omit<RegisterFiltersProps, 'facets'>) {
  const { t } = useTranslation('register')
  const { text, setText } = useTypedText(filters.q ?? '', typingPauseMs, (typed) =>
    onChange(withValue(filters, 'q', typed.trim())),
  )
  return (
    <TextField
      id="register-q"
      type="search"
      label={t('filter.q')}
      value={text}
      onChange={setText}
      maxLength={200}
    />
  )
}

function Choices({ filters, facets, onChange }: RegisterFiltersProps) {
  const { t } = useTranslation('register')
  const format = useFormats()
  const words = useChoiceWords()
  return facetNames.map((name) => {
    const choices = facets?.[name] ?? []
    const value = filters[name] ?? ''
    if (choices.length < 2 && value === '') return null
    const known = value === '' || choices.some((choice) => choice.value === value)
    return (
      <SelectField
        key={name}
        id={`register-${name}`}
        label={t(`filter.${name}`)}
        placeholder={t('any')}
        value={value}
        onChange={(chosen) => onChange(withValue(filters, name, chosen))}
        options={[
          ...(known ? [] : [{ value, label: t('chosen', { value }) }]),
          ...choices.map((choice) => ({
            value: choice.value,
            label: `${words(name, choice)} (${format.number(choice.count)})`,
          })),
        ]}
      />
    )
  })
}

/** What has no control of its own: a group somebody came from, and the part of the map. */
function OtherFilters({ filters, onChange }: Omit<RegisterFiltersProps, 'facets'>) {
  const { t } = useTranslation('register')
  const shown = (['group', 'bbox'] as const).filter((name) => filters[name])
  if (shown.length === 0) return null
  return (
    <p className={styles.chips}>
      {shown.map((name) => (
        <Chip key={name} label={t(`drop.${name}`)} onRemove={() => onChange(without(filters, name))}>
          {t(`other.${name}`)}
        </Chip>
      ))}
    </p>
  )
}

/** What narrows a register: each choice says how many it would keep with all others applied. */
export function RegisterFilters(props: RegisterFiltersProps) {
  const { t } = useTranslation('register')
  const { filters, onChange } = props
  const [open, setOpen] = useState(() => window.matchMedia(WIDE).matches)
  const active = Object.keys(filters).filter((name) => name !== 'q').length
  return (
    <search className={styles.filters} aria-label={t('filters')}>
      <Search {...props} />
      <Button icon="filter" className={styles.fold ?? ''} aria-expanded={open} onPress={() => setOpen(!open)}>
        {active > 0 ? `${t('filters')} (${active})` : t('filters')}
      </Button>
      {open && <Choices {...props} />}
      <OtherFilters {...props} />
      {Object.keys(filters).length > 0 && (
        <Button look="quiet" onPress={() => onChange({})}>
          {t('reset')}
        </Button>
      )}
    </search>
  )
}
