export const callPage = {
  follow: {
    title: 'Segui i bandi',
    calendar: 'Calendario di tutti i bandi (file iCal)',
    calendarOfCall: 'Metti le date in agenda (file iCal)',
    feed: 'Novità dei bandi (feed Atom)',
  },
  check: {
    title: 'Puoi partecipare?',
    link: 'Verifica se puoi partecipare',
    intro:
      'Rispondi alle domande del bando: il semaforo dice subito se puoi chiedere uno spazio. Non serve un accesso: le risposte restano su questa pagina, non si mandano e non si salvano.',
    result: 'Esito',
    light: { red: 'Rosso', amber: 'Giallo', green: 'Verde' },
    red: 'Così non puoi partecipare',
    redBody_one:
      'Una risposta non va d’accordo con una regola del bando. Se pensi che non sia così, chiedi all’ufficio prima di rinunciare.',
    redBody_other:
      '{{count}} risposte non vanno d’accordo con le regole del bando. Se pensi che non sia così, chiedi all’ufficio prima di rinunciare.',
    amber: 'Non si sa ancora',
    amberBody_one: 'Manca una risposta.',
    amberBody_other: 'Mancano {{count}} risposte.',
    green: 'Da queste risposte puoi partecipare',
    greenBody: 'Nella domanda dovrai dichiarare le stesse cose: l’ufficio le controlla.',
    reference: 'Regola: {{reference}}',
    again: 'Ricomincia',
    toCall: 'Torna al bando',
    notOpen: 'Ora il bando non è aperto: la verifica vale comunque per capire le sue regole.',
  },
} as const
