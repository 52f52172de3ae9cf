export const identification = {
  provider: {
    title: 'Con la tua identità digitale',
    why: 'È il modo più semplice: le domande che invii così non vanno firmate.',
    enter: { spid: 'Entra con SPID', cie: 'Entra con CIE', cns: 'Entra con CNS' },
    orPassword: 'Oppure con indirizzo e password',
  },
  signature: {
    title: 'Da firmare',
    why: 'Questa domanda è arrivata da un accesso con password, che da solo non dice chi sei. Per legge (art. 65 CAD) vale solo quando è firmata, e prima non può essere ammessa. Scegli un modo:',
    before:
      'Per legge (art. 65 CAD) una domanda vale solo quando si sa chi la firma. Se entri con indirizzo e password la ricevi lo stesso, ma dopo l’invio devi firmarla in uno di questi modi, o non potrà essere ammessa:',
    now: 'Se entri adesso con la tua identità digitale è firmata da sola:',
    asSignedIn:
      'Sei entrato {{how}}: la domanda è firmata all’invio, se la fai per te o per un’organizzazione che rappresenti.',
    ways: {
      provider:
        'Confermala con SPID o CIE: un clic, dopo essere entrato con l’identità di chi fa la domanda o di chi lo rappresenta.',
      copy: 'Carica una copia firmata della ricevuta: firmata digitalmente (PDF o .p7m), oppure stampata, firmata a mano e scansionata insieme al documento d’identità.',
      pec: 'Manda la ricevuta dalla tua PEC all’ufficio, con il numero della domanda.',
    },
    copyTitle: 'Copia firmata',
    copyHint: 'File PDF, .p7m, JPEG o PNG, fino a 10 MB. L’ufficio controlla la firma e te lo scrive.',
    copyWrong: 'si accettano file PDF, .p7m, JPEG e PNG',
    confirm: 'Conferma la domanda',
    receipt: 'Apri la ricevuta',
    follow: 'Firma la domanda',
    by: 'Firmata {{how}}',
    how: {
      spid: 'con SPID',
      cie: 'con CIE',
      cns: 'con CNS',
      signedFile: 'con una copia firmata',
      pec: 'da PEC',
      paper: 'su carta',
      local: 'manca (inviata con una password)',
    },
    term: 'Firma',
    short: 'da firmare',
  },
  confirmation: {
    title: 'Conferma la domanda {{number}}',
    titlePlain: 'Conferma la domanda',
    intro:
      'Questa domanda è stata mandata il {{date}} da un accesso con password. Rileggila: confermando la firmi con la tua identità digitale.',
    for: 'Per',
    hash: 'Impronta di ciò che confermi (SHA-256)',
    declare: 'Confermo questa domanda e le dichiarazioni che contiene.',
    button: 'Confermo e firmo',
    done: 'Confermata: ora la domanda è firmata.',
    already: 'Questa domanda è già firmata.',
    toRequest: 'Vai alla domanda',
    signInTitle: 'Per confermare entra con la tua identità digitale',
    notOffered: 'Qui non è offerto l’accesso con SPID o CIE: firma la domanda in un altro modo.',
    missing: 'Non c’è una domanda da confermare',
    missingBody:
      'Può confermarla solo la persona indicata come richiedente, o chi rappresenta l’organizzazione che la fa.',
  },
  desk: {
    method: 'Che cosa hai verificato',
    methodMissing: 'Scegli che cosa hai verificato',
    methods: {
      signedFile: 'Copia firmata, digitalmente o a mano con documento',
      pec: 'Messaggio arrivato da PEC',
      paper: 'Firma su carta, allo sportello o per posta',
    },
    note: 'Nota per gli atti',
    noteHint:
      'Che cosa hai controllato: per esempio firmatario, validità del certificato, data del messaggio.',
    noteShort: 'Scrivi che cosa hai controllato',
    copies: 'Copie firmate',
    noCopies: 'Nessuna copia firmata caricata.',
    howSigned: 'Firma: {{how}}',
  },
} as const
