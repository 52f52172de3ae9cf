import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Area, Coverage, Indicator } from '#schema/coverage'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Button } from '../ui/Button.tsx'
import { usePngLegend } from './AreaLegend.tsx'
import type { AreaCollection } from './areaDrawing.ts'
import type { CompareState } from './compareState.ts'
import styles from './coverage.module.css'
import { coveragePath, coverageQuery } from './coverageApi.ts'
import { PngButton } from './PngButton.tsx'
import { saveBlob } from './png.ts'

interface DownloadsProps {
  state: CompareState
  coverage: Coverage
  areas: readonly Area[]
  indicators: readonly Indicator[]
  shapes: AreaCollection | undefined
  svg: RefObject<SVGSVGElement | null>
  title: string
  source: string
  /** The map as it is drawn. */
  map: Parameters<typeof usePngLegend>[0]
}

/** The drawn areas with their figures as properties, each with why it is not told where it is not. */
function withFigures({ areas, indicators, shapes, coverage }: DownloadsProps): AreaCollection | null {
  if (!shapes) return null
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const features = shapes.features.map((feature) => {
    const area = byCode.get(feature.properties.code)
    const figures = Object.fromEntries(
      indicators.flatMap(({ id }) => [
        [id, area?.values[id].value ?? null],
        [`${id}State`, area?.values[id].state ?? 'unknown'],
      ]),
    )
    const residents = { residents: area?.residents ?? null, residentsYear: area?.residentsYear ?? null }
    const run = { date: coverage.run.date, method: coverage.run.method }
    return { ...feature, properties: { ...feature.properties, ...residents, ...figures, ...run } }
  })
  return { ...shapes, features }
}

/** Everything on the page to take away: figures as CSV, areas as GeoJSON, the map as PNG, and the call itself. */
export function Downloads(props: DownloadsProps) {
  const { state, coverage, svg, title, source, map } = props
  const language = useLanguage()
  const { legend, method } = usePngLegend(map)
  const { t } = useTranslation('coverage')
  const format = useFormats()
  const kinds = ['city', state.kind] as const
  const fileName = `${state.kind}-${coverage.run.date}`
  const geojson = withFigures(props)
  const saveGeojson = () =>
    geojson &&
    saveBlob(new Blob([JSON.stringify(geojson)], { type: 'application/geo+json' }), `${fileName}.geojson`)
  return (
    <div className={styles.downloads}>
      <a href={`/api/coverage.csv?${coverageQuery(kinds, state)}`} download>
        {t('downloads.csv')}
      </a>
      <a href={coveragePath(kinds, state)}>{t('downloads.api')}</a>
      <Button icon="download" isDisabled={!geojson} onPress={() => void saveGeojson()}>
        {t('downloads.geojson')}
      </Button>
      <PngButton
        svg={svg}
        fileName={`${state.indicator}-${fileName}`}
        words={{
          title,
          legend,
          notes: [
            method,
            t('ground.distances', { note: coverage.travel.note[language] }),
            t('note.source', { source, date: format.date(coverage.run.date) }),
            window.location.href,
          ],
        }}
      />
    </div>
  )
}
