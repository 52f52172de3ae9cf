import { useTranslation } from 'react-i18next'
import type { CallItem } from '#schema/calls'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useTypedText } from '../ui/useTypedText.ts'
import styles from './callPage.module.css'
import { type CallsState, districtsOf, phases, yearOf } from './callsState.ts'

const typingPauseMs = 300

interface CallFiltersProps {
  items: readonly CallItem[]
  state: CallsState
  onChange: (changes: Partial<CallsState>) => void
}

/** The values there are, with the chosen one even where no call has it. */
const optionsOf = (values: (string | null)[], chosen: string | undefined) =>
  [...new Set([...values, chosen ?? null])].filter((value) => value !== null)

/** Words, year, state and Municipio that narrow the archive. */
export function CallFilters({ items, state, onChange }: CallFiltersProps) {
  const { t } = useTranslation(['callPage', 'calls'])
  const { text, setText } = useTypedText(state.q ?? '', typingPauseMs, (typed) =>
    onChange({ q: typed.trim() || undefined }),
  )
  const years = optionsOf(items.map(yearOf), state.year).sort().reverse()
  const districts = optionsOf(items.flatMap(districtsOf), state.district).sort()
  return (
    <search className={styles.filters} aria-label={t('callPage:archive.filters')}>
      <TextField
        id="calls-q"
        type="search"
        label={t('callPage:archive.q')}
        value={text}
        onChange={setText}
        maxLength={200}
      />
      <SelectField
        id="calls-year"
        label={t('callPage:archive.year')}
        placeholder={t('callPage:archive.anyYear')}
        value={state.year ?? ''}
        onChange={(year) => onChange({ year: year || undefined })}
        options={years.map((year) => ({ value: year, label: year }))}
      />
      <SelectField
        id="calls-phase"
        label={t('callPage:archive.phase')}
        placeholder={t('callPage:archive.anyPhase')}
        value={state.phase ?? ''}
        onChange={(chosen) => onChange({ phase: phases.find((phase) => phase === chosen) })}
        options={phases.map((phase) => ({ value: phase, label: t(`calls:phase.${phase}`) }))}
      />
      <SelectField
        id="calls-district"
        label={t('callPage:archive.district')}
        placeholder={t('callPage:archive.anyDistrict')}
        value={state.district ?? ''}
        onChange={(district) => onChange({ district: district || undefined })}
        options={districts.map((code) => ({
          value: code,
          label: t('callPage:archive.districtOf', { code }),
        }))}
      />
    </search>
  )
}
