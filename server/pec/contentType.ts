/** The fields of a header, each on one line; what follows the first empty line is not looked at. */
function fieldsOf(message: Buffer): string[] {
  const [header = ''] = message.toString('latin1').split(/\r?\n\r?\n/, 1)
  return header.replace(/\r?\n[ \t]/g, ' ').split(/\r?\n/)
}

/** Names of the parameters of a Content-Type as they are written, with the `*` and `*0` of RFC 2231. */
function parameterNames(field: string): string[] {
  const [, ...parameters] = field.replace(/"(?:\\.|[^"\\])*"/g, '""').split(';')
  return parameters.map((text) => text.replace(/=.*$/s, '').trim().toLowerCase()).filter(Boolean)
}

/**
 * Whether the header tells in a way that programs read differently what the message is made of: one that
 * checks a signature and one that looks for attachments may then see two messages. So are two Content-Type
 * fields, a parameter that occurs twice, and a boundary that is encoded or in pieces (RFC 2231).
 */
export function isAmbiguous(message: Buffer): boolean {
  const fields = fieldsOf(message).filter((field) => /^content-type\s*:/i.test(field))
  const names = fields.flatMap(parameterNames)
  const plain = new Set(names.map((name) => name.replace(/\*.*$/, '')))
  return fields.length > 1 || plain.size < names.length || names.some((name) => name.startsWith('boundary*'))
}
