declare module 'mbox-reader' {
  import type { Readable } from 'node:stream'

  /** The messages of a mailbox in order, their line ends written as LF. */
  export function mboxReader(source: Readable): AsyncIterable<{ content: Buffer }>
}
