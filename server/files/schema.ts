/** Largest file that is taken, in bytes as it comes. */
export const fileSizeLimitBytes = 10_000_000

export const fileMediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const
/** A file inside its digital signature (CAdES, name.pdf.p7m): taken only where a signed copy is asked for. */
export const signedMediaType = 'application/pkcs7-mime'
export type FileMediaType = (typeof fileMediaTypes)[number] | typeof signedMediaType

/** What a check for viruses said: none is configured, it could not be asked yet, nothing found, something found. */
export const scanStates = ['notScanned', 'waiting', 'clean', 'infected'] as const
export type ScanState = (typeof scanStates)[number]
