/** Characters that XML 1.0 has no place for (section 2.2), halves of a pair of surrogates among them. */
const notInXml =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as it stands in XML, whatever somebody typed. */
export const xmlText = (text: string): string =>
  text.replace(notInXml, '').replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Title and issuer of an Office file, and nothing of who made it, with what, or where. */
export const coreProperties = ({ title, issuer, madeOn }: Record<'title' | 'issuer' | 'madeOn', string>) =>
  `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(
    title,
  )}</dc:title><dc:creator>${xmlText(issuer)}</dc:creator><dc:language>it-IT</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${madeOn}T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${madeOn}T00:00:00Z</dcterms:modified></cp:coreProperties>`
