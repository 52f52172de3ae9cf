/** The sign of a lab: a dark hexagonal nut. */
export const LabGlyph = ({ size = 14 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
    <path d="M12 .9 21.8 6.5v11L12 23.1 2.2 17.5v-11Z" fill="var(--map-lab)" />
    <circle cx="12" cy="12" r="4.1" fill="#fff" />
  </svg>
)

/** The sign of a metro stop: a grey M. */
export const StopGlyph = ({ size = 14 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
    <rect
      x="1.5"
      y="1.5"
      width="21"
      height="21"
      rx="4"
      fill="#fff"
      stroke="var(--map-stop)"
      strokeWidth="1.8"
    />
    <path d="M6.3 17.5v-11h2.3L12 12l3.4-5.5h2.3v11h-2.4v-6.6L12 16l-3.3-5.1v6.6Z" fill="var(--map-stop)" />
  </svg>
)
