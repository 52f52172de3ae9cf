import { type ReactNode, type Ref, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AreaLegend } from './AreaLegend.tsx'
import { AreaShapes, type Overlay } from './AreaShapes.tsx'
import { type AreaCollection, type Areal, type DrawnArea, drawAreas, type MapArea } from './areaDrawing.ts'
import styles from './areaMap.module.css'
import type { Classes } from './classes.ts'
import { useAreaWalk } from './useAreaWalk.ts'
import { useWidth } from './useWidth.ts'

export interface AreaMapProps {
  areas: readonly MapArea[]
  shapes: AreaCollection
  /** Drawn over the areas: what they lie in, where some reach beyond it. */
  outline?: Areal | undefined
  classes: Classes
  /** What is drawn. */
  title: string
  /** The value of an area in words, with its unit. */
  textOf: (area: MapArea) => string
  /** A number of the legend. */
  numberOf: (value: number) => string
  /** What is written on an area where it has room; its name otherwise. */
  labelOf?: (area: MapArea) => string
  overlays?: readonly Overlay[]
  chosen: string | null
  onChoose: (code: string) => void
  /** The picture, to be saved. */
  svgRef?: Ref<SVGSVGElement>
  /** What stands under the legend, such as the source. */
  children?: ReactNode
}

/** Half of the width a tip is sure to have inside the map, and how high it is at most, in pixels. */
const tipRoom = { aside: 96, above: 64 }

/** The name and value of one area over its label, or under it at the upper edge. */
function Tip({ place, width, text }: { place: DrawnArea; width: number; text: string }) {
  const { t } = useTranslation('coverage')
  const left = Math.min(Math.max(place.x, tipRoom.aside), width - tipRoom.aside)
  const under = place.y < tipRoom.above
  return (
    <div
      className={`${styles.tip} ${under ? styles.under : ''}`}
      style={{ left, top: place.y + (under ? 12 : -12) }}
      aria-hidden="true"
    >
      <b>{place.area.name}</b>
      <span>{text}</span>
      {place.area.small && <span className={styles.quiet}>{t('map.small')}</span>}
    </div>
  )
}

/** Areas coloured by their values, with a legend; the keyboard walks over them and the values are read aloud. */
export function AreaMap(props: AreaMapProps) {
  const { areas, shapes, outline, classes, title, textOf, numberOf, overlays = [], chosen, onChoose } = props
  const { t } = useTranslation('coverage')
  const helpId = useId()
  const { box, width } = useWidth<HTMLDivElement>(640)
  const drawing = useMemo(() => drawAreas(areas, shapes, width, outline), [areas, shapes, width, outline])
  const drawn = drawing?.drawn ?? []
  const [hovered, setHovered] = useState<string | null>(null)
  const { standing, atEdge, handlers } = useAreaWalk(drawn, chosen, onChoose)
  const placeOf = (code: string | null) => drawn.find(({ area }) => area.code === code)
  const shown = placeOf(hovered) ?? placeOf(standing) ?? placeOf(chosen)
  const stood = placeOf(standing)?.area
  const said =
    stood &&
    t(stood.small ? 'map.saidSmall' : stood.code === chosen ? 'map.saidChosen' : 'map.said', {
      name: stood.name,
      value: textOf(stood),
    })
  return (
    <figure className={styles.figure}>
      <p id={helpId} className="vh">
        {t('map.help', { count: drawn.length })}
      </p>
      <div
        ref={box}
        className={styles.map}
        role="application"
        tabIndex={0}
        aria-label={title}
        aria-roledescription={t('map.role')}
        aria-describedby={helpId}
        onPointerLeave={() => setHovered(null)}
        {...handlers}
      >
        {drawing ? (
          <AreaShapes
            drawing={drawing}
            classes={classes}
            overlays={overlays}
            labelOf={props.labelOf ?? (({ name }) => name)}
            chosen={chosen}
            standing={standing}
            onHover={setHovered}
            onChoose={onChoose}
            svgRef={props.svgRef}
          />
        ) : (
          <p className={styles.nothing}>{t('map.none')}</p>
        )}
        {shown && <Tip place={shown} width={width} text={textOf(shown.area)} />}
      </div>
      <p className="vh" role="status" aria-live="polite">
        {atEdge ? t('map.edge') : said}
      </p>
      <AreaLegend areas={areas} classes={classes} numberOf={numberOf} overlays={overlays} />
      {props.children && <figcaption className={styles.caption}>{props.children}</figcaption>}
    </figure>
  )
}
