import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'
import { FilterChips } from './FilterChips.tsx'
import { useFilters } from './filterContext.ts'
import { SearchFilter } from './filters/SearchFilter.tsx'
import { useFilterWords } from './filterWords.ts'
import { activeFilters } from './SpaceFilters.tsx'
import styles from './TopRow.module.css'
import type { Layout } from './useLayout.ts'

export type Tool = 'draw' | 'near' | 'download'

interface TopRowProps {
  layout: Layout
  onFilters(): void
  onReset(): void
  onTool(tool: Tool): void
}

const tools = [
  { id: 'draw', icon: 'draw' },
  { id: 'near', icon: 'locate' },
  { id: 'download', icon: 'download' },
] as const

/** Above the map: the way to the filters where they are folded away, what is active, the tools. */
export function TopRow({ layout, onFilters, onReset, onTool }: TopRowProps) {
  const { filters } = useFilters()
  const words = useFilterWords()
  const { t } = words
  const count = activeFilters(filters, words).length
  return (
    <div className={styles.row} data-layout={layout}>
      {layout === 'phone' && (
        <div className={styles.phoneSearch}>
          <SearchFilter big />
          <Button
            className={styles.phoneFilters ?? ''}
            aria-label={t('filters.openLabel', { count })}
            onPress={onFilters}
          >
            <Icon name="filter" />
            {count > 0 && <span className={styles.badge}>{count}</span>}
          </Button>
        </div>
      )}
      {layout === 'tablet' && (
        <Button icon="filter" aria-label={t('filters.openLabel', { count })} onPress={onFilters}>
          {t('filters.open')} {count > 0 && <span className={styles.count}>{count}</span>}
        </Button>
      )}
      <FilterChips />
      {count > 0 && layout !== 'phone' && (
        <Button look="quiet" className={styles.reset ?? ''} onPress={onReset}>
          {t('filters.resetAll')}
        </Button>
      )}
      <div className={styles.tools} role="group" aria-label={t('group.where')}>
        {tools.map(({ id, icon }) => (
          <Button
            key={id}
            look="quiet"
            icon={icon}
            className={styles.tool ?? ''}
            {...(layout !== 'desk' && { 'aria-label': t(`tools.${id}`) })}
            onPress={() => onTool(id)}
          >
            {layout === 'desk' && t(`tools.${id}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}
