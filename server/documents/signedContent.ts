import { fromBER, OctetString } from 'asn1js'
import { ContentInfo, SignedData } from 'pkijs'

/** A document may be signed by several, one around the other; nobody does so more often. */
const depthLimit = 8

/** The bytes of a signed file, whether they came as they are, in Base64, or in Base64 between PEM lines. */
function bytesOf(content: Buffer): Buffer {
  if (content[0] === 0x30) return content
  const text = content.toString('latin1').replace(/-----[^-\n]+-----/g, '')
  return Buffer.from(text, 'base64')
}

/** What one signature holds; null where it is none, or holds nothing because it stands beside its document. */
function contentOf(content: Buffer): Buffer | null {
  const { result, offset } = fromBER(bytesOf(content))
  if (offset < 0) return null
  const info = new ContentInfo({ schema: result })
  if (info.contentType !== ContentInfo.SIGNED_DATA) return null
  const { eContent } = new SignedData({ schema: info.content }).encapContentInfo
  return eContent instanceof OctetString ? Buffer.from(eContent.getValue()) : null
}

function opened(content: Buffer): Buffer | null {
  try {
    return contentOf(content)
  } catch {
    return null
  }
}

/**
 * The document inside its digital signature (CAdES, `name.pdf.p7m`; CMS SignedData, RFC 5652), also where it was signed
 * more than once. Whether the signatures hold is not looked at.
 * @returns null where there is no document inside
 */
export function signedContent(content: Buffer): Buffer | null {
  let inner = opened(content)
  for (let depth = 1; inner && depth < depthLimit; depth += 1) {
    const next = opened(inner)
    if (!next) return inner
    inner = next
  }
  return inner
}
