export const callPage = {
  follow: {
    title: 'Follow the calls',
    calendar: 'Calendar of all calls (iCal file)',
    calendarOfCall: 'Put the dates in your calendar (iCal file)',
    feed: 'News of the calls (Atom feed)',
  },
  check: {
    title: 'Can you take part?',
    link: 'Check whether you can take part',
    intro:
      'Answer the questions of the call: the light says at once whether you may ask for a space. No account is needed: answers stay on this page, they are neither sent nor stored.',
    result: 'Result',
    light: { red: 'Red', amber: 'Amber', green: 'Green' },
    red: 'As things are you cannot take part',
    redBody_one:
      'One answer goes against a rule of the call. If you think this is wrong, ask the office before you give up.',
    redBody_other:
      '{{count}} answers go against the rules of the call. If you think this is wrong, ask the office before you give up.',
    amber: 'Not known yet',
    amberBody_one: 'One answer is missing.',
    amberBody_other: '{{count}} answers are missing.',
    green: 'By these answers you can take part',
    greenBody: 'In the application you will have to declare the same: the office checks it.',
    reference: 'Rule: {{reference}}',
    again: 'Start again',
    toCall: 'Back to the call',
    notOpen: 'The call is not open now: the check still tells you its rules.',
  },
} as const
