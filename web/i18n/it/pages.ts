export const pages = {
  notFound: {
    title: 'Questa pagina non c’è',
    body: 'L’indirizzo può essere scritto male, oppure ciò che mostrava non è più pubblico.',
    toMap: 'Vai alla mappa',
  },
} as const
