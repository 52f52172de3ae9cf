/** What a provider certifies in `daticert.xml` (DM 2 November 2005, technical rules of PEC, 6.3). */
export interface Certificate {
  /** Such as `avvenuta-consegna`. */
  type: string
  sender: string
  /** All addressees of the letter. */
  recipients: string[]
  /** Whom this receipt is about; null in an acceptance. */
  deliveredTo: string | null
  /** Message-ID of the letter, as its sender wrote it. */
  letterMessageId: string
  at: Date
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const unescaped = (text: string) =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '').trim()

const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?:\\s[^<>]*)?>([^<>]*)</${name}>`, 'g'))].map(([, text = '']) =>
    unescaped(text),
  )
const attribute = (xml: string, element: string, name: string): string | undefined =>
  xml.match(new RegExp(`<${element}\\s(?:[^<>]*\\s)?${name}="([^"<>]*)"`))?.[1]

/** The instant of `<data zona="+0200"><giorno>15/07/2026</giorno><ora>10:30:12</ora></data>`. */
function instantOf(xml: string): Date | null {
  const [day] = elements(xml, 'giorno')
  const [time] = elements(xml, 'ora')
  const zone = attribute(xml, 'data', 'zona')?.match(/^([+-]\d{2}):?(\d{2})$/)
  const date = day?.match(/^(\d{2})\/(\d{2})\/(\d{4})$/)
  if (!date || !zone || !/^\d{2}:\d{2}:\d{2}$/.test(time ?? '')) return null
  const at = new Date(`${date[3]}-${date[2]}-${date[1]}T${time}${zone[1]}:${zone[2]}`)
  return Number.isNaN(at.getTime()) ? null : at
}

/**
 * Reads `daticert.xml`: a flat file of fixed elements. One with anything that could hide others (a
 * DOCTYPE, a comment, CDATA), with a character XML forbids, or where what is needed is missing or occurs
 * twice, is not read.
 */
export function readCertificate(xml: string): Certificate | null {
  if (/<!|\u0000/.test(xml)) return null
  const one = (name: string) => {
    const found = elements(xml, name)
    return found.length === 1 ? found[0] : undefined
  }
  const type = attribute(xml, 'postacert', 'tipo')
  const [sender, letterMessageId, at] = [one('mittente'), one('msgid'), instantOf(xml)]
  const deliveredTo = elements(xml, 'consegna')
  if (!type || !sender || !letterMessageId || !at || deliveredTo.length > 1) return null
  return {
    type,
    sender,
    recipients: elements(xml, 'destinatari'),
    deliveredTo: deliveredTo[0] ?? null,
    letterMessageId,
    at,
  }
}
