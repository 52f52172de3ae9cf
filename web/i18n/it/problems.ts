export const problems = {
  'wrong-password': 'L’indirizzo o la password non sono giusti.',
  'no-demo': 'Questo non è un sito di dimostrazione.',
  'old-link': 'Questo collegamento è già stato usato o è scaduto.',
  'sign-in': 'Devi accedere per continuare. Quello che hai scritto resta su questa pagina.',
  role: 'Il tuo accesso non permette questa azione.',
  'csrf-token': 'La pagina è rimasta aperta troppo a lungo: ricaricala e riprova.',
  'other-site': 'La richiesta arriva da un altro sito e non è stata accettata.',
  invalid: 'Un valore non è valido: {{detail}}',
  sent: 'Questa richiesta è già stata inviata e non si può più cambiare.',
  'mixed-calls': 'Una domanda riguarda i lotti di un solo bando.',
  'reused-key': 'Questo invio è già servito per un’altra richiesta. Ricarica la pagina.',
  incomplete: 'La richiesta non è ancora completa.',
  version: 'Qualcuno l’ha cambiata nel frattempo. Ricarica per vedere la versione nuova.',
  'not-in-this-state': 'Non è più possibile: la richiesta è già in un altro stato. Ricarica la pagina.',
  'file-type': 'Si accettano solo file PDF, JPEG e PNG. Il contenuto di questo file è di un altro tipo.',
  'file-count': 'Si possono allegare al massimo 10 file.',
  'file-size': 'Il file è troppo grande: il massimo è 10 MB.',
  'cannot-ask':
    'Questo spazio ora non si può chiedere così: torna alla sua pagina per vedere che cosa è cambiato.',
  'already-awarded':
    'Lo spazio è già assegnato in un periodo che si sovrappone a questo. Scegli altri giorni. ({{detail}})',
  overlap: 'Lo spazio è già assegnato in un periodo che si sovrappone a questo. Scegli altri giorni.',
  award: 'L’assegnazione non si può fare così: {{detail}}',
  'award-limit': 'Chi ha chiesto ha già avuto tutte le assegnazioni che il bando permette.',
  sealed: 'Le domande di questo bando restano chiuse fino alla scadenza.',
  'due-day': 'Il giorno deve essere fra domani e 10 giorni da oggi.',
  'completion-open':
    'Chi ha chiesto ha ancora tempo per completarla: prima della scadenza non si può escludere.',
  upload: 'Il file non è arrivato intero. Riprova.',
  'provider-away': 'Il sistema di accesso con SPID e CIE ora non risponde. Riprova fra qualche minuto.',
  'provider-cancelled': 'L’accesso è stato annullato. Puoi riprovare quando vuoi.',
  'provider-expired':
    'Questo accesso è scaduto, è già servito o è stato iniziato in un altro browser. Riprova da qui.',
  'provider-answer': 'La risposta del sistema di accesso non è valida. Riprova da qui.',
  'provider-none': 'Questo modo di accedere qui non è offerto.',
  'provider-fiscal-number':
    'Il sistema di accesso non ha dato un codice fiscale italiano valido, che serve per riconoscerti. Telefona all’ufficio.',
  'provider-other-fiscal-number':
    'Il codice fiscale che arriva dal sistema di accesso non è quello del tuo accesso a Spazi. Telefona all’ufficio.',
  'provider-method':
    'Il sistema di accesso non dice se hai usato SPID, CIE o altro, e non possiamo indovinarlo. Telefona all’ufficio.',
  'provider-level': 'Serve un accesso di livello 2 o superiore: la sola password non basta.',
  'provider-name': 'Il sistema di accesso non ha dato il tuo nome. Telefona all’ufficio.',
  'account-disabled': 'Questo accesso è stato chiuso. Telefona all’ufficio.',
  'fiscal-code': 'Non è il codice fiscale di una persona: controlla ogni carattere.',
  'fiscal-code-taken': 'Questo codice fiscale è già di un altro account.',
  unreachable:
    'Il server non risponde. Controlla la connessione e riprova: quello che hai scritto resta qui.',
  tooMany: 'Troppi tentativi in poco tempo. Aspetta un minuto e riprova.',
  notFound: 'Non c’è, oppure non è tuo.',
  failed: 'Il server non è riuscito a rispondere. Riprova fra poco.',
  other: 'Non è stato possibile: {{detail}}',
} as const
