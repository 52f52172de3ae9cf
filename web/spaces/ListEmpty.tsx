import { useTranslation } from 'react-i18next'
import type { SpaceList } from '#schema/spaces'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'
import type { FilterName } from '../url/searchState.ts'
import { useFilters } from './filterContext.ts'
import { useFilterWords } from './filterWords.ts'
import styles from './ListPanel.module.css'
import { activeFilters } from './SpaceFilters.tsx'

interface ListEmptyProps {
  nearMisses: SpaceList['nearMisses']
  onAlert(): void
}

/** Nothing matches: which single filter, if dropped, would give how many, the most first. */
export function ListEmpty({ nearMisses, onAlert }: ListEmptyProps) {
  const { t } = useTranslation('map')
  const { filters, set } = useFilters()
  const { number } = useFormats()
  const words = useFilterWords()
  const active = activeFilters(filters, words)
  const textOf = (names: string[]) =>
    active.find(({ name }) => names.includes(name))?.text ?? names.join(', ')
  const useful = nearMisses.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total)
  const drop = (names: string[]) =>
    set(Object.fromEntries(names.map((name) => [name as FilterName, undefined])))
  return (
    <div className={styles.state}>
      <Icon name="search" size={28} />
      <h2>{t('empty.title')}</h2>
      <p>{t(useful.length > 0 ? 'empty.dropOne' : 'empty.noDrop')}</p>
      <ul>
        {useful.map(({ filters: names, total }) => (
          <li key={names.join()}>
            <button type="button" className={styles.drop} onClick={() => drop(names)}>
              <span>{t('empty.drop', { filter: textOf(names) })}</span>
              <b>{t('empty.spaces', { count: total, number: number(total) })}</b>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.alert}>
        <Button icon="bell" onPress={onAlert}>
          {t('empty.alert')}
        </Button>
        <span className={styles.small}>{t('empty.alertHint')}</span>
      </div>
    </div>
  )
}
