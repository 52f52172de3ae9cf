export const editions = {
  title: 'File del registro delle controdeduzioni',
  plans: 'Piani',
  intro:
    'Il registro si prepara in sottofondo: la pagina può essere chiusa e il lavoro prosegue, anche se il server viene riavviato. Da dati uguali esce lo stesso file, che non viene rifatto.',
  edition: { public: 'Edizione pubblica', council: 'Edizione per il Consiglio' },
  about: {
    public:
      'Contiene solo i testi oscurati e firmati. Quando il registro è pubblicato, l’ultimo file di ogni tipo è scaricabile da tutti; se una parola viene ritirata, i file che la contengono spariscono subito e sono rifatti.',
    council:
      'Contiene nomi, numeri di protocollo, testi interi e voti. Ogni copia porta il nome di chi l’ha chiesta, che è l’unico a poterla scaricare; ogni apertura è registrata.',
  },
  reserved:
    'Contiene dati personali: è riservata ai consiglieri e a chi li assiste, e non va diffusa. Chi ha un interesse lascia l’aula (art. 78 del TUEL).',
  make: 'Prepara il file',
  asked: 'Richiesta accolta.',
  none: 'Ancora nessun file.',
  caption: '{{edition}}: i file, dal più recente',
  column: {
    file: 'File',
    asked: 'Chiesto',
    state: 'Stato',
    take: 'Scarica',
    sorting: 'Ordine',
    format: 'Formato',
  },
  sorting: { theme: 'per tema', article: 'per articolo', number: 'per numero' },
  format: { pdf: 'PDF', docx: 'Word (DOCX)', xlsx: 'Excel (XLSX)' },
  state: {
    waiting: 'In coda',
    making: 'In preparazione',
    made: 'Pronto',
    failed: 'Non riuscito',
    withdrawn: 'Ritirato',
  },
  progress: 'Avanzamento: {{format}}, {{file}}',
  problem: {
    template:
      'Il modello Word della città non può essere compilato: manca il segnaposto del registro o l’intestazione.',
    failed: 'La preparazione si è interrotta. Si può chiedere di nuovo.',
    changing: 'I punti sono cambiati più volte durante la preparazione. Chiedere di nuovo fra poco.',
    withdrawn: 'Alcune parole sono state ritirate dopo la preparazione: il file non esiste più.',
  },
  take: 'Scarica',
  toFiles: 'PDF, Word, Excel',
  download: 'Scarica il registro',
  notYours: 'Questa pagina è del responsabile del piano e della segreteria del Consiglio',
  notYoursBody: 'Il registro pubblicato si scarica dalla pagina del piano.',
}
