/** A place as longitude and latitude in degrees. */
export type Place = readonly [number, number]

export const minuteChoices = ['5', '10', '15'] as const
export type Minutes = (typeof minuteChoices)[number]

/** A scenario: labs that are not there, and how far people walk. */
export interface WhatIfState {
  labs: readonly Place[]
  minutes: Minutes
}

/** As many as the server takes. */
export const mostLabs = 10

/** To a tenth of a metre, as the server tells places: an address stays short, and its numbers the same. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6
const onEarth = ([lon, lat]: Place) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90

function readPlace(text: string): Place[] {
  const [, lon, lat] = text.match(/^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,2}(?:\.\d+)?)$/) ?? []
  const place: Place = [rounded(Number(lon)), rounded(Number(lat))]
  return lon !== undefined && onEarth(place) ? [place] : []
}

/** Reads the address; places that are none are left out. */
export const readWhatIf = (search: URLSearchParams): WhatIfState => ({
  labs: (search.get('labs') ?? '').split(';').flatMap(readPlace).slice(0, mostLabs),
  minutes: minuteChoices.find((known) => known === search.get('minutes')) ?? '15',
})

/** The scenario as the server takes it, and as its address has it. */
export function whatIfParameters({ labs, minutes }: WhatIfState): string {
  const places = labs.map(([lon, lat]) => `${lon},${lat}`).join(';')
  return [labs.length > 0 && `labs=${places}`, minutes !== '15' && `minutes=${minutes}`]
    .filter(Boolean)
    .join('&')
}

/** A scenario with one more lab, if there is room and none stands there. */
export function withLab(state: WhatIfState, [lon, lat]: Place): WhatIfState {
  const place: Place = [rounded(lon), rounded(lat)]
  const there = state.labs.some((lab) => lab.join() === place.join())
  return there || state.labs.length >= mostLabs ? state : { ...state, labs: [...state.labs, place] }
}

/** A scenario without the lab at a place of its list. */
export const withoutLab = (state: WhatIfState, index: number): WhatIfState => ({
  ...state,
  labs: state.labs.filter((_, other) => other !== index),
})
