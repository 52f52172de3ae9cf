import { type Ref, useId } from 'react'
import { ShapePaths } from '../ui/ShapeIcon.tsx'
import type { Stroke } from '../ui/shapes.ts'
import { type AreaDrawing, type DrawnArea, labelFits, type MapArea } from './areaDrawing.ts'
import styles from './areaMap.module.css'
import { type Classes, classOf } from './classes.ts'

/** Signs of one kind over the areas; the legend names them. */
export interface Overlay {
  id: string
  label: string
  /** In a box of 24 × 24, as in `ui/shapes.ts`. */
  strokes: readonly Stroke[]
  /** Longitude and latitude of each. */
  points: readonly [number, number][]
}

interface AreaShapesProps {
  drawing: AreaDrawing
  classes: Classes
  overlays: readonly Overlay[]
  labelOf: (area: MapArea) => string
  chosen: string | null
  standing: string | null
  onHover: (code: string) => void
  onChoose: (code: string) => void
  svgRef?: Ref<SVGSVGElement> | undefined
}

const labelPx = 12
const signPx = 15

/** The class of an area; none where it is not known, may not be told or counts for too few people. */
const areaClass = (classes: Classes, { value, state, small }: MapArea) =>
  small || state !== 'known' ? null : classOf(classes, value)

function Label({ place, text, dark }: { place: DrawnArea; text: string; dark: boolean }) {
  if (!labelFits(text, labelPx, place)) return null
  return (
    <text
      x={place.x}
      y={place.y}
      className={`${styles.label} ${dark ? styles.onDark : ''}`}
      textAnchor="middle"
      dominantBaseline="central"
    >
      {text}
    </text>
  )
}

function Signs({ overlay, project }: { overlay: Overlay; project: AreaDrawing['projection']['project'] }) {
  const scale = signPx / 24
  return overlay.points.map((point) => {
    const [x, y] = project(point)
    return (
      <g
        key={point.join()}
        className={styles.sign}
        transform={`translate(${x - signPx / 2} ${y - signPx / 2}) scale(${scale})`}
      >
        <g className={styles.halo}>
          <ShapePaths strokes={overlay.strokes} />
        </g>
        <ShapePaths strokes={overlay.strokes} />
      </g>
    )
  })
}

/** Outlines over their neighbours: which area is chosen, and on which the keyboard stands. */
function Outlines({
  drawn,
  chosen,
  standing,
}: { drawn: DrawnArea[] } & Pick<AreaShapesProps, 'chosen' | 'standing'>) {
  const pathOf = (code: string | null) => drawn.find(({ area }) => area.code === code)?.path
  const chosenPath = pathOf(chosen)
  const standingPath = pathOf(standing)
  return (
    <g className={styles.outlines}>
      {chosenPath && <path d={chosenPath} className={styles.chosen} />}
      {standingPath && <path d={standingPath} className={styles.focusOuter} />}
      {standingPath && <path d={standingPath} className={styles.focusInner} />}
    </g>
  )
}

/** The picture of the areas, their labels and the signs over them. */
export function AreaShapes(props: AreaShapesProps) {
  const { drawing, classes, overlays, labelOf, chosen, standing, onHover, onChoose, svgRef } = props
  const { projection, drawn } = drawing
  const hatch = useId()
  return (
    <svg
      ref={svgRef}
      viewBox={`0 0 ${projection.width} ${Math.round(projection.height)}`}
      className={styles.picture}
      aria-hidden="true"
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className={styles.hatchGround} />
          <rect width="1.6" height="6" className={styles.hatchLine} />
        </pattern>
      </defs>
      {drawn.map(({ area, path }) => {
        const color = areaClass(classes, area)?.color
        return (
          <path
            key={area.code}
            d={path}
            data-area={area.code}
            fillRule="evenodd"
            className={styles.area}
            style={{ fill: color ? `var(${color})` : `url(#${hatch})` }}
            onPointerEnter={() => onHover(area.code)}
            onClick={() => onChoose(area.code)}
          />
        )
      })}
      {drawing.outline && <path d={drawing.outline} className={styles.within} fillRule="evenodd" />}
      <Outlines drawn={drawn} chosen={chosen} standing={standing} />
      {drawn.map((place) => (
        <Label
          key={place.area.code}
          place={place}
          text={labelOf(place.area)}
          dark={areaClass(classes, place.area)?.dark ?? false}
        />
      ))}
      {overlays.map((overlay) => (
        <Signs key={overlay.id} overlay={overlay} project={projection.project} />
      ))}
    </svg>
  )
}
