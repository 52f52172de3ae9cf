/** What narrows the public list of agreements with private operators, as the address says it. */
export interface OffersState {
  q: string
  areaMin: number | undefined
  rentMax: number | undefined
  district: string
  space: boolean
}

const numberOf = (text: string | null) => {
  const value = Number(text)
  return text && value > 0 && value <= 100_000 ? value : undefined
}

/** Reads the address; what it does not know is left out. */
export const readOffersState = (search: URLSearchParams): OffersState => ({
  q: search.get('q')?.slice(0, 200) ?? '',
  areaMin: numberOf(search.get('areaMin')),
  rentMax: numberOf(search.get('rentMax')),
  district: search.get('district')?.slice(0, 20) ?? '',
  space: search.get('space') === 'true',
})

/** The query of a state, for the address and for the server alike. */
export function offersParameters(state: OffersState): string {
  const entries = Object.entries(state).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' || value === false ? [] : [[name, String(value)]],
  )
  return new URLSearchParams(entries).toString()
}
