import { adviceLevels } from '#schema/spaces'
import { useCity } from '../../api/useCity.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useFilters } from '../filterContext.ts'
import { useFilterWords } from '../filterWords.ts'
import { ChoiceFilter } from './ChoiceFilter.tsx'
import { FilterGroup } from './FilterGroup.tsx'
import styles from './filters.module.css'

/** Levels kept while nobody has chosen; the contract of the server says the same. */
const usualLevels = adviceLevels.filter((level) => level !== 'usuallyIncompatible')

/** What somebody wants to do in the space, and which answers of the plan are good enough. */
export function ActivityFilter() {
  const { filters, set } = useFilters()
  const { t, space } = useFilterWords()
  const { uses, disclaimer } = useCity()
  const language = useLanguage()
  return (
    <FilterGroup title={t('filter.activity.title')} hint={t('filter.activity.hint')}>
      <select
        className={styles.select}
        aria-label={t('filter.activity.label')}
        value={filters.activity ?? ''}
        onChange={(event) => set({ activity: event.target.value || undefined, advice: undefined })}
      >
        <option value="">{t('filter.activity.any')}</option>
        {uses.map((use) => (
          <option key={use.code} value={use.code}>
            {use[language]}
          </option>
        ))}
      </select>
      {filters.activity && (
        <>
          <ChoiceFilter
            name="advice"
            values={adviceLevels}
            preset={usualLevels}
            label={(level) => space(`level.${level}` as 'level.toVerify')}
          />
          <p className={styles.hint}>{disclaimer[language]}</p>
        </>
      )}
    </FilterGroup>
  )
}
