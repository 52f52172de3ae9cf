import { type Static, Type } from 'typebox'

/** The city's certified mailbox (PEC): address, way out and way in, or none of them. */
export const PecEnvironment = Type.Object({
  PEC_ADDRESS: Type.Optional(Type.String({ pattern: '^[^\\s@<>]+@[^\\s@<>]+\\.[^\\s@<>]+$' })),
  PEC_SMTP_URL: Type.Optional(Type.String({ pattern: '^smtps?://.+' })),
  PEC_IMAP_URL: Type.Optional(Type.String({ pattern: '^imaps?://.+' })),
  PEC_CA_FILE: Type.Optional(Type.String({ minLength: 1 })),
})

export interface PecConfig {
  address: string
  smtpUrl: string
  imapUrl: string
  /** Certificates (PEM) that the providers' signatures must lead to; undefined where they are not checked. */
  caFile: string | undefined
}

/**
 * The certified mailbox of the settings. Where others can reach the server, receipts count only with a
 * signature that has been checked: whoever gets a letter knows its Message-ID and could write one.
 * @param refuse is told the setting that is missing, and throws
 */
export function readPec(
  settings: Static<typeof PecEnvironment>,
  reachable: boolean,
  refuse: (name: string, problem: string) => never,
): PecConfig | undefined {
  const { PEC_ADDRESS: address, PEC_SMTP_URL: smtpUrl, PEC_IMAP_URL: imapUrl, PEC_CA_FILE: caFile } = settings
  if (!address && !smtpUrl && !imapUrl && !caFile) return undefined
  if (!address) return refuse('PEC_ADDRESS', 'must be set where another of PEC_* is')
  if (!smtpUrl) return refuse('PEC_SMTP_URL', 'must be set where another of PEC_* is')
  if (!imapUrl) return refuse('PEC_IMAP_URL', 'must be set where another of PEC_* is')
  if (!caFile && reachable) return refuse('PEC_CA_FILE', 'must be set where others can reach the server')
  return { address, smtpUrl, imapUrl, caFile }
}
