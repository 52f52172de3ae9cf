type Language = 'it' | 'en'

const plural = (count: number, one: string, other: string) => `${count} ${count === 1 ? one : other}`

const it = {
  title: (name: string) => `Foglio del ${name}`,
  residents: (number: string, year: string) => `${number} residenti${year}`,
  residentsFrom: (source: string) => `residenti: ${source}`,
  unknownResidents: 'residenti non noti',
  neighbourhoods: (inside: number, partly: number) =>
    `${plural(inside, 'quartiere', 'quartieri')}${partly > 0 ? `, ${partly} in parte` : ''}`,
  figures: 'Cifre',
  figuresNote:
    'Ogni punto è un Municipio, quello pieno è questo, la tacca è la città (per gli spazi la media).',
  map: 'Dove sono',
  mapAlt: (name: string, labs: number, available: number, inCall: number) =>
    `Mappa del ${name} con i suoi quartieri: ${plural(labs, 'laboratorio attivo', 'laboratori attivi')}, ${plural(available, 'spazio disponibile', 'spazi disponibili')}, ${plural(inCall, 'in bando', 'in bando')}.`,
  lab: 'laboratorio',
  spaces: 'Spazi',
  unchecked: (count: number, total: number) => `${count} su ${total} non verificati da 12 mesi`,
  changes: 'Che cosa è cambiato',
  period: (from: string, until: string) => `dal ${from} al ${until}`,
  noChange: 'Niente nel periodo.',
  more: (count: number) => `e ${plural(count, 'altro', 'altri')}: elenco intero all’indirizzo in fondo`,
  promises: 'Impegni',
  promiseCounts: (kept: number, late: number, unverified: number, notDue: number) =>
    `${kept} mantenuti, ${late} in ritardo, ${unverified} scaduti da verificare, ${notDue} non ancora scaduti`,
  promiseHeads: ['Impegno', 'Di chi', 'Entro', 'Com’è andata'],
  noPromise: 'Nessun impegno registrato.',
  assignee: 'assegnatario',
  calls: 'Bandi aperti e annunciati',
  noCall: 'Nessun bando aperto o annunciato ha spazi qui.',
  open: (day: string) => `aperto fino al ${day}`,
  upcoming: (day: string) => `si apre il ${day}`,
  lots: (here: number, all: number) => `${plural(here, 'lotto', 'lotti')} su ${all} nel Municipio`,
  requests: 'Domande',
  requestCounts: {
    ongoing: 'in corso',
    satisfied: 'accolte',
    unsatisfied: 'non accolte',
  },
  sent: 'mandate e non ritirate',
  notTold: 'n.d.',
  openCalls: 'quelle dei bandi aperti si contano quando chiudono',
  observations: 'Osservazioni al piano che toccano il Municipio',
  noObservation: 'Nessuna pubblicata.',
  points: (count: number, title: string) => `${plural(count, 'punto', 'punti')}: ${title}`,
  sources: 'Fonti',
  figuresOf: (date: string, version: string, method: string) =>
    `Cifre calcolate il ${date}, dati ${version}, metodo ${method}.`,
  notKept: 'Più avanti possono cambiare.',
  again: 'Questo foglio si rifà a',
  demo: 'DIMOSTRAZIONE',
  demoNote: 'Spazi, richieste e cifre sono inventati. Non vale come atto del Comune.',
}

const en: typeof it = {
  title: (name) => `Sheet of ${name}`,
  residents: (number, year) => `${number} residents${year}`,
  residentsFrom: (source) => `residents: ${source}`,
  unknownResidents: 'residents not known',
  neighbourhoods: (inside, partly) =>
    `${plural(inside, 'neighbourhood', 'neighbourhoods')}${partly > 0 ? `, ${partly} in part` : ''}`,
  figures: 'Figures',
  figuresNote: 'Each dot is a district, the filled one is this, the tick is the city (for spaces the mean).',
  map: 'Where they are',
  mapAlt: (name, labs, available, inCall) =>
    `Map of ${name} with its neighbourhoods: ${plural(labs, 'active lab', 'active labs')}, ${plural(available, 'space available', 'spaces available')}, ${inCall} in a call.`,
  lab: 'lab',
  spaces: 'Spaces',
  unchecked: (count, total) => `${count} of ${total} not checked for 12 months`,
  changes: 'What changed',
  period: (from, until) => `from ${from} to ${until}`,
  noChange: 'Nothing in these days.',
  more: (count) => `and ${count} more: the whole list at the address below`,
  promises: 'Promises',
  promiseCounts: (kept, late, unverified, notDue) =>
    `${kept} kept, ${late} late, ${unverified} over and to be verified, ${notDue} not due yet`,
  promiseHeads: ['Promise', 'By whom', 'Due', 'How it went'],
  noPromise: 'No promise recorded.',
  assignee: 'assignee',
  calls: 'Calls open and announced',
  noCall: 'No call open or announced has spaces here.',
  open: (day) => `open until ${day}`,
  upcoming: (day) => `opens on ${day}`,
  lots: (here, all) => `${here} of ${all} lots in the district`,
  requests: 'Requests',
  requestCounts: {
    ongoing: 'under way',
    satisfied: 'satisfied',
    unsatisfied: 'not satisfied',
  },
  sent: 'sent and not withdrawn',
  notTold: 'not told',
  openCalls: 'those of open calls are counted when they close',
  observations: 'Observations on the plan that touch the district',
  noObservation: 'None published.',
  points: (count, title) => `${plural(count, 'point', 'points')}: ${title}`,
  sources: 'Sources',
  figuresOf: (date, version, method) => `Figures computed on ${date}, data ${version}, method ${method}.`,
  notKept: 'Later they may change.',
  again: 'This sheet can be made again at',
  demo: 'DEMONSTRATION (DIMOSTRAZIONE)',
  demoNote: 'Spaces, requests and figures are invented. It is no act of the City.',
}

/** The words of the sheet, the same on paper and on the page. */
export const sheetWords: Record<Language, typeof it> = { it, en }
