import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpaceSort } from '#schema/spaces'
import { spaceSorts } from '#schema/spaces'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { readSearch } from '../url/searchState.ts'
import { facetCounts, useFilters } from './filterContext.ts'
import { ListEmpty } from './ListEmpty.tsx'
import { ListFailed } from './ListFailed.tsx'
import styles from './ListPanel.module.css'
import { RowSkeletons } from './RowSkeletons.tsx'
import { SpaceRow } from './SpaceRow.tsx'
import { pageSize, type Spaces } from './useSpaces.ts'

interface ListPanelProps {
  spaces: Spaces
  sort: SpaceSort | undefined
  litId: number | null
  hrefOf(code: string): string
  onSort(sort: SpaceSort): void
  onHover(id: number | null): void
  onOpen(code: string): void
  onAlert(): void
}

/** What the map shows, as a list: total, order, rows, and a face for each state. */
export function ListPanel(props: ListPanelProps) {
  const { spaces, litId, hrefOf, onHover, onOpen, onAlert } = props
  const { t } = useTranslation('map')
  const { number } = useFormats()
  const rows = useRef<HTMLOListElement>(null)
  const { list, items, isError, error, hasNextPage, isFetchingNextPage } = spaces
  const left = (list?.total ?? 0) - items.length
  if (isError && !spaces.isFetching)
    return (
      <>
        <ListHead {...props} />
        <ListFailed error={error} answeredAt={spaces.answeredAt} onRetry={() => spaces.refetch()} />
      </>
    )
  return (
    <>
      <ListHead {...props} />
      <div className={styles.scroll}>
        {!list && <RowSkeletons />}
        {list?.total === 0 && <ListEmpty nearMisses={list.nearMisses} onAlert={onAlert} />}
        <ol ref={rows} onKeyDown={(event) => moveFocus(event, rows.current)}>
          {items.map((item) => (
            <li key={item.id}>
              <SpaceRow
                item={item}
                href={hrefOf(item.code)}
                lit={item.id === litId}
                onHover={onHover}
                onOpen={onOpen}
              />
            </li>
          ))}
        </ol>
        {hasNextPage && (
          <div className={styles.more}>
            <Button isPending={isFetchingNextPage} onPress={() => void spaces.fetchNextPage()}>
              {isFetchingNextPage
                ? t('list.loadingMore')
                : t('list.more', { number: number(Math.min(left, pageSize)) })}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

function ListHead({ spaces: { list }, sort, onSort }: ListPanelProps) {
  const { t } = useTranslation('map')
  const { filters } = useFilters()
  const offered = spaceSorts.filter((each) => each !== 'near' || filters.near !== undefined)
  return (
    <header className={styles.head}>
      <div className={styles.top}>
        <Total total={list?.total} />
        <select
          className={styles.sort}
          aria-label={t('list.sort')}
          value={sort ?? 'relevance'}
          onChange={(event) => onSort(event.target.value as SpaceSort)}
        >
          {offered.map((each) => (
            <option key={each} value={each}>
              {t(`list.sorts.${each}`)}
            </option>
          ))}
        </select>
      </div>
      <Summary />
    </header>
  )
}

function Total({ total }: { total: number | undefined }) {
  const { t } = useTranslation('map')
  const { number } = useFormats()
  if (total === undefined) return <h2>…</h2>
  return <h2>{t('list.total', { count: total, number: number(total) })}</h2>
}

/** How many can be asked for; the facet counts all statuses, those left out are not in the list. */
function Summary() {
  const { t } = useTranslation('map')
  const { list } = useFilters()
  const { number } = useFormats()
  if (!list) return <p>{t('list.loading')}</p>
  const { withoutPlace, total } = list
  const counts = facetCounts(list, 'status')
  const kept: readonly string[] = readSearch(new URLSearchParams(list.query)).filters.status ?? []
  const shown = (status: string) =>
    kept.length === 0 || kept.includes(status) ? (counts.get(status) ?? 0) : 0
  const texts = [
    total > 0 && t('list.open', { inCall: number(shown('inCall')), available: number(shown('available')) }),
    withoutPlace > 0 && t('list.withoutPlace', { number: number(withoutPlace) }),
  ]
  return <p>{texts.filter(Boolean).join(' · ')}</p>
}

/** Arrow keys go from row to row. */
function moveFocus(event: KeyboardEvent, rows: HTMLElement | null): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const links = [...(rows?.querySelectorAll<HTMLElement>('a[data-code]') ?? [])]
  const index = links.indexOf(document.activeElement as HTMLElement)
  const next = step === undefined || index < 0 ? undefined : links[index + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
