export const identification = {
  provider: {
    title: 'Con la tua identità digitale',
    why: 'È il modo più semplice: le domande che invii così non vanno firmate.',
    enter: { spid: 'Entra con SPID', cie: 'Entra con CIE', cns: 'Entra con CNS' },
    orPassword: 'Oppure con indirizzo e password',
  },
} as const
