export const identification = {
  provider: {
    title: 'With your digital identity',
    why: 'It is the simplest way: applications you send so need no signature.',
    enter: { spid: 'Sign in with SPID', cie: 'Sign in with CIE', cns: 'Sign in with CNS' },
    orPassword: 'Or with address and password',
  },
  signature: {
    title: 'To be signed',
    why: 'This application came from an account with a password, which by itself does not say who you are. By law (art. 65 CAD) it counts once it is signed, and cannot be admitted before. Choose a way:',
    before:
      'By law (art. 65 CAD) an application counts once it is known who signs it. If you sign in with address and password it is received, but after sending you must sign it in one of these ways, or it cannot be admitted:',
    now: 'If you sign in now with your digital identity, nothing more is needed:',
    asSignedIn:
      'You are signed in {{how}}: the application is signed as you send it, if it is for yourself or an organisation you represent.',
    ways: {
      provider:
        'Confirm it with SPID or CIE: one click, once signed in as who applies or as who represents it.',
      copy: 'Upload a signed copy of the receipt: signed digitally (PDF or .p7m), or printed, signed by hand and scanned together with an identity document.',
      pec: 'Send the receipt from your certified address (PEC) to the office, with the number of the application.',
    },
    copyTitle: 'Signed copy',
    copyHint: 'PDF, .p7m, JPEG or PNG files, up to 10 MB. The office checks the signature and writes to you.',
    copyWrong: 'only PDF, .p7m, JPEG and PNG files are taken',
    confirm: 'Confirm the application',
    receipt: 'Open the receipt',
    follow: 'Sign the application',
    by: 'Signed {{how}}',
    how: {
      spid: 'with SPID',
      cie: 'with CIE',
      cns: 'with CNS',
      signedFile: 'with a signed copy',
      pec: 'by certified mail (PEC)',
      paper: 'on paper',
      local: 'missing (sent with a password)',
    },
    term: 'Signature',
    short: 'to be signed',
  },
  confirmation: {
    title: 'Confirm application {{number}}',
    titlePlain: 'Confirm the application',
    intro:
      'This application was sent on {{date}} from an account with a password. Read it again: by confirming you sign it with your digital identity.',
    for: 'For',
    hash: 'Fingerprint of what you confirm (SHA-256)',
    declare: 'I confirm this application and the declarations it contains.',
    button: 'Confirm and sign',
    done: 'Confirmed: the application is now signed.',
    already: 'This application is signed already.',
    toRequest: 'Go to the application',
    signInTitle: 'To confirm, sign in with your digital identity',
    notOffered: 'Signing in with SPID or CIE is not offered here: sign the application in another way.',
    missing: 'There is no application to confirm',
    missingBody:
      'Only the person named as applicant can confirm it, or who represents the organisation that applies.',
  },
  desk: {
    method: 'What you have checked',
    methodMissing: 'Choose what you have checked',
    methods: {
      signedFile: 'Signed copy, digitally or by hand with a document',
      pec: 'Message from a certified address (PEC)',
      paper: 'Signature on paper, at the counter or by post',
    },
    note: 'Note for the record',
    noteHint: 'What you checked: such as who signed, that the certificate is valid, the date of the message.',
    noteShort: 'Write what you have checked',
    copies: 'Signed copies',
    noCopies: 'No signed copy has been uploaded.',
    howSigned: 'Signature: {{how}}',
  },
} as const
