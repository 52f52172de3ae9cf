export const pages = {
  notFound: {
    title: 'Questa pagina non c’è',
    body: 'L’indirizzo può essere scritto male, oppure ciò che mostrava non è più pubblico.',
    toMap: 'Vai alla mappa',
  },
  demo: {
    title: 'Questa è una dimostrazione',
    intro: 'Tutto funziona come nel servizio vero, ma niente di ciò che vedi è un atto del Comune.',
    inventedTitle: 'Che cosa è inventato',
    invented: [
      'Gli spazi, le loro misure, i canoni e le persone che li chiedono.',
      'Le zone del piano: ogni indicazione su che cosa si può fare porta la parola ESEMPIO.',
      'I telefoni, gli orari e gli indirizzi degli uffici.',
    ],
    schematicTitle: 'Che cosa è schematico',
    schematic: [
      'I confini dei Municipi e dei quartieri (NIL) sono celle calcolate, non i confini ufficiali.',
      'Gli ambiti del Piano Periferie e la circonvallazione hanno un perimetro indicativo.',
    ],
    trueTitle: 'Che cosa è vero',
    real: [
      'I nomi dei Municipi, dei quartieri e delle fermate, e i laboratori il cui indirizzo è certo.',
      'Le regole: chi può chiedere, che cosa succede dopo, quali articoli si applicano.',
    ],
    sentTitle: 'Che cosa succede a ciò che mandi',
    sent: 'Resta in questa installazione. Nessun ufficio lo riceve e nessuna lettera parte, se chi l’ha installata non ha collegato un server di posta.',
  },
  privacy: {
    title: 'Privacy',
    intro: 'Che cosa questo sito raccoglie, perché, e per quanto.',
    lookTitle: 'Se guardi soltanto',
    look: 'Non serve un accesso e non c’è alcuno strumento che ti segue. La lingua scelta resta nel tuo browser. Le domande di verifica prima di una richiesta non si salvano.',
    askTitle: 'Se mandi una richiesta',
    ask: 'Si conservano i dati che scrivi e i file che alleghi, perché l’ufficio possa esaminarli (art. 6, par. 1, lett. e del GDPR). Li vedono chi li ha mandati e gli uffici che li esaminano. Il contenuto di una domanda in un bando con scadenza resta chiuso a tutti fino alla scadenza.',
    alertTitle: 'Se chiedi di essere avvisato',
    alert:
      'Si conserva il tuo indirizzo e-mail con i filtri scelti, finché non smetti con il collegamento che trovi in ogni lettera.',
    cookieTitle: 'Cookie',
    cookie:
      'Solo tecnici: uno ti tiene collegato e finisce quando esci; uno riconosce per un anno il browser in cui sei già entrato, così chi prova a indovinare la tua password non rallenta te; uno dura i minuti di un accesso con SPID o CIE.',
  },
  accessibility: {
    title: 'Accessibilità',
    intro: 'Questo sito vuole essere usato da tutti. È costruito secondo le WCAG 2.1, livello AA.',
    doneTitle: 'Che cosa puoi fare',
    done: [
      'Usare tutto con la sola tastiera, mappa compresa: ci si muove, si passa da uno spazio all’altro, si apre.',
      'Leggere in un elenco tutto ciò che mostra la mappa, nello stesso ordine.',
      'Riconoscere lo stato di uno spazio da forma e parola, non solo dal colore.',
      'Ingrandire fino al 200% e ridurre il movimento con l’impostazione del tuo sistema.',
    ],
    knownTitle: 'Che cosa sappiamo che manca',
    known: [
      'I documenti allegati ai bandi possono non essere accessibili: l’ufficio li legge con te al telefono.',
      'Disegnare un’area sulla mappa richiede un puntatore; in alternativa si filtra per quartiere o con “vicino a”.',
    ],
    contactTitle: 'Qualcosa non funziona?',
    contact: 'Scrivi a {{email}} o telefona a {{phone}}, {{hours}}.',
  },
  alert: {
    confirmTitle: 'Conferma l’avviso',
    confirmBody: 'Premi per confermare: ti scriveremo quando uno spazio adatto diventa disponibile.',
    confirmButton: 'Conferma l’avviso',
    confirmedTitle: 'Avviso attivo',
    confirmedBody:
      'Riceverai una lettera per ogni spazio adatto che diventa disponibile. In ogni lettera c’è il collegamento per smettere.',
    stopTitle: 'Smetti di ricevere avvisi',
    stopBody: 'Premi per non ricevere più lettere per questi filtri. L’indirizzo e-mail viene dimenticato.',
    stopButton: 'Non avvisarmi più',
    stoppedTitle: 'Non riceverai più avvisi',
    stoppedBody: 'Puoi chiederne altri dalla mappa quando vuoi.',
    missing: 'A questo indirizzo manca il codice della lettera: aprilo dalla lettera stessa.',
    unknown:
      'Questo collegamento non vale più: l’avviso è già stato fermato, oppure il collegamento è troppo vecchio.',
    toMap: 'Vai alla mappa',
  },
  digest: {
    confirmTitle: 'Conferma il riepilogo mensile',
    confirmBody: 'Premi per confermare: una volta al mese ti scriveremo che cosa è cambiato nel Municipio.',
    confirmButton: 'Conferma il riepilogo',
    confirmedTitle: 'Riepilogo attivo',
    confirmedBody:
      'Riceverai una lettera al mese, dal mese prossimo. In ogni lettera c’è il collegamento per smettere.',
    stopTitle: 'Smetti di ricevere il riepilogo',
    stopBody: 'Premi per non ricevere più il riepilogo del Municipio. L’indirizzo e-mail viene dimenticato.',
    stopButton: 'Non scrivermi più',
    stoppedTitle: 'Non riceverai più il riepilogo',
    stoppedBody: 'Puoi chiederlo di nuovo dalla pagina del Municipio quando vuoi.',
    missing: 'A questo indirizzo manca il codice della lettera: aprilo dalla lettera stessa.',
    unknown:
      'Questo collegamento non vale più: il riepilogo è già stato fermato, oppure il collegamento è troppo vecchio.',
    toMap: 'Vai ai Municipi',
  },
} as const
