import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpaceFilters } from '#schema/spaces'
import { useLanguage } from '../i18n/useLanguage.ts'
import { layerGroups } from '../layers.ts'
import { shownByDefault } from '../map/useVisibility.ts'
import { usePageTitle } from '../shell/pageTitle.ts'
import { localAddress } from '../url/navigate.ts'
import { readSearch, writeSearch } from '../url/searchState.ts'
import { useSearchState } from '../url/useSearchState.ts'
import { FilterColumn } from './FilterColumn.tsx'
import { FilterDrawer } from './FilterDrawer.tsx'
import { FilterContext } from './filterContext.ts'
import { ListPanel } from './ListPanel.tsx'
import styles from './MapPage.module.css'
import { MapPane } from './MapPane.tsx'
import { PageDialogs } from './PageDialogs.tsx'
import { ResultsPanel } from './ResultsPanel.tsx'
import { SelectedSpace } from './SelectedSpace.tsx'
import { type Tool, TopRow } from './TopRow.tsx'
import { markChange, markListed } from './timing.ts'
import { useAnnouncedTotal } from './useAnnouncedTotal.ts'
import { useChosen } from './useChosen.ts'
import { useDrawnMap } from './useDrawnMap.ts'
import { useLayerContext } from './useLayerContext.ts'
import { useLayout } from './useLayout.ts'
import { useOpening } from './useOpening.ts'
import { usePanelFocus } from './usePanelFocus.ts'
import { tilesUrl, useSpaceMap } from './useSpaceMap.ts'
import { useSpaces } from './useSpaces.ts'

export type OpenDialog = Exclude<Tool, 'draw'> | 'alert' | null

/** The map of spaces: filters, map and list of one set, all of it in the address. */
export function MapPage() {
  const { t } = useTranslation('map')
  const layout = useLayout()
  const language = useLanguage()
  const { state, change } = useSearchState()
  const { filters, sort, space: code } = state
  const spaces = useSpaces(filters, sort)
  const { chosen, index } = useChosen(code, spaces.items)
  const { map, setMap } = useDrawnMap(language)
  const [hoverId, setHoverId] = useState<number | null>(null)
  const [filtersOpen, setFiltersOpen] = useState(false)
  const [drawing, setDrawing] = useState(false)
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const { message, say } = useAnnouncedTotal(spaces)
  usePageTitle(t('title'))
  usePanelFocus(code)

  const context = useLayerContext()
  const groups = useMemo(() => layerGroups(context), [context])
  const shown = useMemo(() => state.layers ?? shownByDefault(groups), [state.layers, groups])
  const set = useCallback(
    (changes: Partial<SpaceFilters>, gesture?: string) => {
      markChange()
      const next = Object.entries({ ...filters, ...changes }).filter(([, value]) => value !== undefined)
      change({ filters: Object.fromEntries(next) as SpaceFilters }, gesture)
    },
    [filters, change],
  )
  const reset = useCallback(() => change({ filters: {} }), [change])
  const { open, step, closer } = useOpening({ map, layout, spaces, index, change })
  useSpaceMap(map, {
    groups,
    shown,
    filters,
    spaces,
    hoverId,
    chosen,
    drawing,
    layout,
    say,
    onHover: setHoverId,
    onOpen: open,
  })
  useEffect(() => {
    if (spaces.list?.query !== undefined) markListed()
  }, [spaces.list?.query])

  const useTool = (tool: Tool) => (tool === 'draw' ? setDrawing(true) : setDialog(tool))
  const desk = useMemo(() => ({ filters, list: spaces.list, set }), [filters, spaces.list, set])
  const busy = spaces.isFetching && !spaces.isFetchingNextPage
  const answered = useMemo(
    () => readSearch(new URLSearchParams(spaces.list?.query)).filters,
    [spaces.list?.query],
  )
  const hrefOf = (next: string) =>
    localAddress(`/?${writeSearch({ ...state, filters: answered, space: next })}`)

  return (
    <FilterContext value={desk}>
      <div className={styles.page} data-layout={layout} data-busy={busy || undefined}>
        <h1 className="vh">{t('title')}</h1>
        <p className="vh" role="status">
          {message}
        </p>
        {busy && <div className={styles.bar} />}
        {layout === 'desk' && (
          <aside className={styles.filters} aria-label={t('filters.title')}>
            <FilterColumn onReset={reset} onAlert={() => setDialog('alert')} />
          </aside>
        )}
        <TopRow layout={layout} onFilters={() => setFiltersOpen(true)} onReset={reset} onTool={useTool} />
        <MapPane
          layout={layout}
          language={language}
          map={map}
          groups={groups}
          context={context}
          shown={shown}
          tiles={tilesUrl(spaces, filters)}
          updating={busy && spaces.list !== undefined}
          drawing={drawing}
          say={say}
          onReady={setMap}
          onShown={(layers) => change({ layers })}
          onArea={set}
          onDrawn={() => setDrawing(false)}
        />
        <ResultsPanel layout={layout} chosen={code !== undefined} folded={drawing}>
          <div className={styles.list} hidden={code !== undefined}>
            <ListPanel
              spaces={spaces}
              sort={sort}
              litId={hoverId}
              hrefOf={hrefOf}
              onSort={(next) => change({ sort: next === 'relevance' ? undefined : next })}
              onHover={setHoverId}
              onOpen={open}
              onAlert={() => setDialog('alert')}
            />
          </div>
          {code !== undefined && (
            <SelectedSpace
              code={code}
              index={index}
              total={spaces.list?.total ?? 0}
              listed={spaces.items.length}
              onBack={() => change({ space: undefined })}
              onStep={step}
              onCloser={closer}
            />
          )}
        </ResultsPanel>
        {layout !== 'desk' && (
          <FilterDrawer open={filtersOpen} onClose={() => setFiltersOpen(false)}>
            <FilterColumn
              onReset={reset}
              onAlert={() => setDialog('alert')}
              onClose={() => setFiltersOpen(false)}
            />
          </FilterDrawer>
        )}
        <PageDialogs dialog={dialog} map={map} spaces={spaces} onClose={() => setDialog(null)} />
      </div>
    </FilterContext>
  )
}
