export const callPage = {
  follow: {
    title: 'Segui i bandi',
    calendar: 'Calendario di tutti i bandi (file iCal)',
    calendarOfCall: 'Metti le date in agenda (file iCal)',
    feed: 'Novità dei bandi (feed Atom)',
  },
} as const
