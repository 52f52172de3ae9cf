export const identification = {
  provider: {
    title: 'With your digital identity',
    why: 'It is the simplest way: applications you send so need no signature.',
    enter: { spid: 'Sign in with SPID', cie: 'Sign in with CIE', cns: 'Sign in with CNS' },
    orPassword: 'Or with address and password',
  },
} as const
