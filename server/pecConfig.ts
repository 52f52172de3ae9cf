import { type Static, Type } from 'typebox'

const signer = '(?:[^\\s@<>,]+@)?[^\\s@<>,]+\\.[^\\s@<>,]+'

/** The city's certified mailbox (PEC): address, way out and way in, or none of them. */
export const PecEnvironment = Type.Object({
  PEC_ADDRESS: Type.Optional(Type.String({ pattern: '^[^\\s@<>]+@[^\\s@<>]+\\.[^\\s@<>]+$' })),
  PEC_SMTP_URL: Type.Optional(Type.String({ pattern: '^smtps?://.+' })),
  PEC_IMAP_URL: Type.Optional(Type.String({ pattern: '^imaps?://.+' })),
  PEC_CA_FILE: Type.Optional(Type.String({ minLength: 1 })),
  PEC_SIGNERS: Type.Optional(Type.String({ pattern: `^${signer}(?:,${signer})*$` })),
})

/** Whose signatures count. */
export interface PecTrust {
  /** Certificates (PEM) of the authorities that a signature must lead to. */
  caFile: string
  /** Addresses that the certificate of a signer may be made out to. */
  signers: readonly string[]
}

export interface PecConfig {
  address: string
  smtpUrl: string
  imapUrl: string
  /** Undefined where signatures are not checked. */
  trust: PecTrust | undefined
}

/** The address by which providers sign for a domain (DM 2 November 2005, technical rules of PEC). */
const signerAddress = (given: string) => (given.includes('@') ? given : `posta-certificata@${given}`)

function readTrust(
  { PEC_CA_FILE: caFile, PEC_SIGNERS: signers }: Static<typeof PecEnvironment>,
  reachable: boolean,
  refuse: (name: string, problem: string) => never,
): PecTrust | undefined {
  if (!caFile && !signers && !reachable) return undefined
  const why = reachable ? 'others can reach the server' : 'PEC_CA_FILE or PEC_SIGNERS is'
  if (!caFile) return refuse('PEC_CA_FILE', `must be set where ${why}`)
  if (!signers) return refuse('PEC_SIGNERS', `must be set where ${why}`)
  return { caFile, signers: signers.split(',').map(signerAddress) }
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
  if (Object.keys(PecEnvironment.properties).every((name) => !settings[name as keyof typeof settings]))
    return undefined
  const { PEC_ADDRESS: address, PEC_SMTP_URL: smtpUrl, PEC_IMAP_URL: imapUrl } = settings
  if (!address) return refuse('PEC_ADDRESS', 'must be set where another of PEC_* is')
  if (!smtpUrl) return refuse('PEC_SMTP_URL', 'must be set where another of PEC_* is')
  if (!imapUrl) return refuse('PEC_IMAP_URL', 'must be set where another of PEC_* is')
  return { address, smtpUrl, imapUrl, trust: readTrust(settings, reachable, refuse) }
}
