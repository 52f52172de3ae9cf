const change = 'filter-change'

/** Notes when a filter was changed, for the measures `filter-to-list` and `filter-to-map`. */
export function markChange(): void {
  performance.clearMarks(change)
  performance.mark(change)
}

/** Measures from the last change of a filter until its tiles are on the screen. */
export function markShown(): void {
  measure('filter-to-map')
}

/** Measures from the last change of a filter until its list is on the page. */
export function markListed(): void {
  measure('filter-to-list')
}

function measure(name: string): void {
  if (performance.getEntriesByName(change, 'mark').length > 0) performance.measure(name, change)
}
