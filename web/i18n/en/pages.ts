export const pages = {
  notFound: {
    title: 'This page does not exist',
    body: 'The address may be mistyped, or what it showed is no longer public.',
    toMap: 'Go to the map',
  },
  demo: {
    title: 'This is a demonstration',
    intro: 'Everything works as in the real service, but nothing you see is an act of the city.',
    inventedTitle: 'What is invented',
    invented: [
      'The spaces, their measures and rents, and the people who ask for them.',
      'The zones of the plan: every indication of what can be done carries the word EXAMPLE.',
      'Telephones, hours and addresses of the offices.',
    ],
    schematicTitle: 'What is schematic',
    schematic: [
      'The boundaries of Municipi and neighbourhoods (NIL) are computed cells, not the official ones.',
      'The areas of the Piano Periferie and the ring road have an indicative boundary.',
    ],
    trueTitle: 'What is true',
    real: [
      'The names of Municipi, neighbourhoods and stops, and the labs whose address is certain.',
      'The rules: who can ask, what happens next, which articles apply.',
    ],
    sentTitle: 'What happens to what you send',
    sent: 'It stays in this installation. No office receives it and no letter leaves, unless whoever installed it connected a mail server.',
  },
  privacy: {
    title: 'Privacy',
    intro: 'What this site collects, why, and for how long.',
    lookTitle: 'If you only look',
    look: 'You need no account, and nothing follows you. The language you chose stays in your browser. The questions before a request are not stored.',
    askTitle: 'If you send a request',
    ask: 'What you write and attach is kept so that the office can examine it (GDPR art. 6(1)(e)). It is seen by whoever sent it and by the offices that examine it. The content of an application in a call with a deadline stays closed to everybody until the deadline.',
    alertTitle: 'If you ask to be told',
    alert:
      'Your e-mail address is kept with the filters you chose, until you stop with the link found in each letter.',
    cookieTitle: 'Cookies',
    cookie:
      'Technical ones only: one keeps you signed in and ends when you sign out; one knows for a year the browser in which you signed in before, so that whoever guesses at your password does not slow you down; one lasts the minutes of a sign-in with SPID or CIE.',
  },
  accessibility: {
    title: 'Accessibility',
    intro: 'This site means to be usable by everybody. It is built to WCAG 2.1, level AA.',
    doneTitle: 'What you can do',
    done: [
      'Use everything with the keyboard alone, the map included: move it, walk from space to space, open one.',
      'Read in a list all the map shows, in the same order.',
      'Tell the status of a space by shape and word, not by colour only.',
      'Enlarge to 200% and reduce motion with the setting of your system.',
    ],
    knownTitle: 'What we know is missing',
    known: [
      'Documents attached to calls may not be accessible: the office reads them with you on the telephone.',
      'Drawing an area on the map needs a pointer; instead, filter by neighbourhood or with “near”.',
    ],
    contactTitle: 'Something does not work?',
    contact: 'Write to {{email}} or call {{phone}}, {{hours}}.',
  },
  alert: {
    confirmTitle: 'Confirm the alert',
    confirmBody: 'Press to confirm: we will write to you when a suitable space becomes available.',
    confirmButton: 'Confirm the alert',
    confirmedTitle: 'The alert is on',
    confirmedBody:
      'You will get a letter for each suitable space that becomes available. Each letter has a link to stop.',
    stopTitle: 'Stop the alerts',
    stopBody: 'Press to get no more letters for these filters. Your e-mail address is forgotten.',
    stopButton: 'Stop telling me',
    stoppedTitle: 'You will get no more alerts',
    stoppedBody: 'You can ask for others from the map whenever you like.',
    missing: 'The code of the letter is missing: open this page from the letter itself.',
    unknown: 'This link is no longer valid: the alert was stopped already, or the link is too old.',
    toMap: 'Go to the map',
  },
} as const
