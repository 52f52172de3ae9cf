export const callPage = {
  follow: {
    title: 'Follow the calls',
    calendar: 'Calendar of all calls (iCal file)',
    calendarOfCall: 'Put the dates in your calendar (iCal file)',
    feed: 'News of the calls (Atom feed)',
  },
} as const
