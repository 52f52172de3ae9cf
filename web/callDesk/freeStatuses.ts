/** Statuses of the spaces that can go into a lot, as a filter of the list. */
export const freeStatuses = 'available,released,expiring,surveyed'
