import { ShapeIcon } from './ShapeIcon.tsx'
import { labShape, offerShape, stopShape } from './shapes.ts'

/** The sign of a lab. */
export const LabGlyph = ({ size = 14 }: { size?: number }) => (
  <ShapeIcon strokes={labShape('var(--map-lab)', '#fff')} size={size} />
)

/** The sign of an agreement with a private operator. */
export const OfferGlyph = ({ size = 14 }: { size?: number }) => (
  <ShapeIcon strokes={offerShape('var(--map-offer)', '#fff')} size={size} />
)

/** The sign of a metro stop. */
export const StopGlyph = ({ size = 14 }: { size?: number }) => (
  <ShapeIcon strokes={stopShape('var(--map-stop)', '#fff')} size={size} />
)
