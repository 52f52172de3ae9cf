/** Colours of the map, the only place they are written; layers and legend read them. */
export const palette = {
  outside: '#E6EAEE',
  city: '#F5F6F8',
  cross: '#BCC6CF',
  neighbourhood: '#D2D9E0',
  district: '#8193A4',
  ring: '#A7B3BF',
  periphery: '#4F78A6',
  site: '#E3E7EB',
  siteLine: '#C3CCD4',
  lab: '#12263A',
  offer: '#00606B',
  stop: '#5B6B7A',
  stopFar: '#A3AFBA',
  label: '#5A6C7C',
  labelHalo: 'rgba(245, 246, 248, 0.92)',
  ink: '#33424F',
  white: '#FFFFFF',
  /** Hover and selection: a colour no status has. */
  chosen: '#0066CC',
  chosenInk: '#004D99',
  status: {
    available: '#00895D',
    inCall: '#DB5A06',
    expiring: '#825702',
    released: '#91216E',
    surveyed: '#717F8E',
    awarded: '#845DC4',
    inUse: '#1E3147',
  },
  zoning: {
    historic: '#E8D3B5',
    consolidated: '#F2E9BE',
    renewal: '#E5D0E6',
    services: '#C9E0EA',
    open: '#D5E6C9',
    special: '#E0DCD3',
  },
}
export type Palette = typeof palette

/** The same ground where a person asks for more contrast. */
export const contrastPalette: Palette = {
  ...palette,
  neighbourhood: '#8393A1',
  district: '#33424F',
  ring: '#566878',
  label: '#33424F',
  status: { ...palette.status, available: '#00734E', inCall: '#B34700', surveyed: '#455868' },
}

/** The palette for the contrast asked of the browser. */
export function preferredPalette(): Palette {
  return window.matchMedia('(prefers-contrast: more)').matches ? contrastPalette : palette
}
