import { between, integerBetween, pick, type Random } from '../generate/random.ts'

const verbs =
  'aprire,allargare,spostare,mantenere,misurare,spiegare,ridurre,affittare,convenzionare,recuperare,illuminare,riscaldare,collegare,segnare,proteggere,ricostruire,dividere,condividere,assegnare,finanziare,controllare,pulire,ripavimentare,alberare,demolire,restaurare,isolare,attrezzare,numerare,registrare,sospendere,prolungare,anticipare,verificare,correggere,ridisegnare,vincolare,liberare,occupare,restituire'.split(
    ',',
  )
const nouns =
  'il cortile,la tettoia,il capannone,la cabina elettrica,il deposito,la rampa,il magazzino,la ciminiera,il laboratorio,la palestra,il mercato coperto,la biblioteca,il muro di cinta,la fermata,il parcheggio,la pista ciclabile,il giardino,la roggia,il filare di pioppi,la scuola serale,il portone carraio,la sala prove,il forno,la falegnameria,il piano terra,la facciata,il tetto piano,la scala esterna,il montacarichi,la pensilina,il marciapiede,la piazza,il sottopasso,la rotonda,il chiosco,la serra,il campo da gioco,la mensa,il dormitorio,la lavanderia,il centro civico,la banchina,il binario morto,la torre dell’acqua,il distributore chiuso,la vetreria,il pozzo,la recinzione,il viale,la corte,il passaggio pedonale,la bottega,il banco di prova,la cella frigorifera,il soppalco,la veranda,il locale tecnico,la porta tagliafuoco,il ballatoio,la cancellata'.split(
    ',',
  )
const complements =
  'dietro la ferrovia,verso il naviglio,davanti alla scuola,sotto il cavalcavia,lungo la circonvallazione,accanto alla parrocchia,oltre il cimitero,in fondo alla strada,dopo le case popolari,vicino al deposito dei tram,di fronte al consultorio,a nord dello scalo,a sud del parco,fra i due capannoni,sul lato della tangenziale,nel cortile interno,al confine con il comune vicino,presso il capolinea,intorno alla cascina,dentro l’isolato,sopra le officine,prima della rotonda,attraverso il quartiere,lungo il muro della caserma,all’angolo con il mercato,nella parte demolita,dove c’era la fonderia,dove passa la roggia,dove finisce il viale,dove aspettano i camion,di proprietà comunale,in concessione,senza autorizzazione,con ingresso proprio,con due accessi,a uso temporaneo,ad affitto calmierato,di vecchia data,di nuova costruzione,in attesa di bonifica'.split(
    ',',
  )
const states =
  'resta vuoto,cade a pezzi,costa troppo,fa rumore di notte,si allaga a ogni temporale,non ha finestre,serve a tutti,non serve a nessuno,è sempre chiuso,manca da anni,funziona bene,attira i rifiuti,blocca il passaggio,toglie la luce,dà lavoro a dodici persone,perde calore,confina con le camere da letto,non risulta sulle tavole,è segnato due volte,ha cambiato proprietario,aspetta un permesso,si può ancora salvare,vale più del terreno,tiene insieme il quartiere,scade l’anno prossimo'.split(
    ',',
  )
const doings =
  'lavora il ferro,insegna ai ragazzi,abita al primo piano,apre alle sei,porta i figli a scuola,ripara le biciclette,cuce per i teatri,aspetta il tram,ha la partita IVA,tiene la contabilità,coltiva l’orto,stampa i manifesti,guida il furgone,studia di sera,cura gli anziani,suona nella banda,fa le pulizie,costruisce scenografie,vende al mercato,gestisce il bar'.split(
    ',',
  )

type Sentence = (random: Random) => string

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const sentences: readonly Sentence[] = [
  (r) =>
    `Chiedo di ${pick(r, verbs)} ${pick(r, nouns)} ${pick(r, complements)}, perché ${pick(r, nouns)} ${pick(r, states)}.`,
  (r) =>
    `${capital(pick(r, nouns))} ${pick(r, complements)} ${pick(r, states)} da ${integerBetween(r, 2, 40)} anni, e chi ${pick(r, doings)} lo sa.`,
  (r) =>
    `La norma non dice come ${pick(r, verbs)} ${pick(r, nouns)} quando ${pick(r, nouns)} ${pick(r, states)}.`,
  (r) =>
    `Propongo di ${pick(r, verbs)} ${pick(r, nouns)} ${pick(r, complements)} entro ${integerBetween(r, 3, 36)} mesi e di ${pick(r, verbs)} ${pick(r, nouns)}.`,
  (r) =>
    `Nella tavola manca ${pick(r, nouns)} ${pick(r, complements)}: così ${pick(r, nouns)} ${pick(r, states)}.`,
  (r) =>
    `Chi ${pick(r, doings)} vuole ${pick(r, verbs)} ${pick(r, nouns)}, non ${pick(r, verbs)} ${pick(r, nouns)} ${pick(r, complements)}.`,
  (r) =>
    `Prima di ${pick(r, verbs)} ${pick(r, nouns)} bisogna ${pick(r, verbs)} ${pick(r, nouns)} ${pick(r, complements)}.`,
  (r) =>
    `Se ${pick(r, nouns)} ${pick(r, states)}, ${pick(r, nouns)} ${pick(r, complements)} ${pick(r, states)}.`,
]

const sentence: Sentence = (random) => pick(random, sentences)(random)

/** An invented text of about so many characters, at most the 6,000 a point may have. */
export function textOf(random: Random, length: number): string {
  const parts: string[] = []
  for (let size = 0; size < length; size += (parts.at(-1)?.length ?? 0) + 1) parts.push(sentence(random))
  return parts.join(' ').slice(0, 6000).trim()
}

const medianLength = 800
const spread = 0.75

/** A length as people write: log-normal, half below 800 characters, a tenth above 2,100. */
export function lengthOf(random: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.min(5800, Math.max(120, Math.round(Math.exp(Math.log(medianLength) + spread * normal))))
}

/** The text of a campaign as one of those who took part sent it: copied, with words of their own round it. */
export function twinOf(random: Random, text: string): string {
  const form = integerBetween(random, 0, 5)
  if (form === 0) return text
  if (form === 1) return `Buongiorno. ${text}`
  if (form === 2) return `${text} Grazie per l’attenzione.`
  if (form === 3) return text.toUpperCase()
  if (form === 4) return `${text} ${sentence(random)}`
  const at = text.indexOf('. ', Math.floor(between(random, 0, text.length / 2)))
  return at < 0 ? text : `${text.slice(0, at + 2)}${sentence(random)} ${text.slice(at + 2)}`
}
