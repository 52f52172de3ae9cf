import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { ActiveInGroup } from './ActiveInGroup.tsx'
import styles from './FilterColumn.module.css'
import { useFilters } from './filterContext.ts'
import { SearchFilter } from './filters/SearchFilter.tsx'
import { useFilterWords } from './filterWords.ts'
import { closedGroups, controlsOf, namesOf, openGroups } from './SpaceFilters.tsx'

interface FilterColumnProps {
  onReset(): void
  onAlert(): void
  /** Given where the filters lie over the page: closes them. */
  onClose?: () => void
}

/** All filters, one under another; those asked for most stand open. */
export function FilterColumn({ onReset, onAlert, onClose }: FilterColumnProps) {
  const { filters, list } = useFilters()
  const { t } = useFilterWords()
  const { number } = useFormats()
  const total = list?.total ?? 0
  return (
    <form
      className={styles.column}
      aria-label={t('filters.title')}
      onSubmit={(event) => event.preventDefault()}
    >
      <header className={styles.head}>
        {onClose && (
          <div className={styles.title}>
            <h2>{t('filters.title')}</h2>
            <Button look="quiet" icon="close" aria-label={t('filters.close')} onPress={onClose} />
          </div>
        )}
        <SearchFilter />
      </header>
      <div className={styles.scroll}>
        {openGroups.flatMap(controlsOf).map(([name, Control]) => (
          <Control key={name} />
        ))}
        {closedGroups.map((group) => (
          <Disclosure
            key={group}
            level={2}
            open={namesOf(group).some((name) => filters[name] !== undefined)}
            title={
              <>
                {t(`group.${group}`)}
                <ActiveInGroup names={namesOf(group)} />
              </>
            }
          >
            {controlsOf(group).map(([name, Control]) => (
              <Control key={name} />
            ))}
          </Disclosure>
        ))}
      </div>
      <footer className={styles.foot}>
        <Button onPress={onReset}>{t('filters.reset')}</Button>
        {onClose ? (
          <Button look="primary" onPress={onClose}>
            {t('filters.show', { count: total, number: number(total) })}
          </Button>
        ) : (
          <Button look="primary" icon="bell" onPress={onAlert}>
            {t('alert.open')}
          </Button>
        )}
      </footer>
    </form>
  )
}
