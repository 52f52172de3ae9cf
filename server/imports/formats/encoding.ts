/** Text of a file with the name of its encoding and of its line ends. */
export interface DecodedText {
  text: string
  notes: string[]
}

const byteOrderMarks = [
  { encoding: 'utf-8', name: 'UTF-8 with byte order mark', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', name: 'UTF-16 little-endian', bytes: [0xff, 0xfe] },
] as const

/** Decodes by byte order mark, else as UTF-8 where every byte fits, else as windows-1252. */
export function decode(bytes: Uint8Array): DecodedText {
  const marked = byteOrderMarks.find((mark) => mark.bytes.every((byte, index) => bytes[index] === byte))
  if (marked) return named(new TextDecoder(marked.encoding).decode(bytes), marked.name)
  try {
    return named(new TextDecoder('utf-8', { fatal: true }).decode(bytes), 'UTF-8')
  } catch {
    return named(new TextDecoder('windows-1252').decode(bytes), 'windows-1252 (Latin-1)')
  }
}

function named(text: string, encoding: string): DecodedText {
  return { text, notes: [`Encoding: ${encoding}.`] }
}
