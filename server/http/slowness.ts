import type { Socket } from 'node:net'
import type { Config } from '../config.ts'

/** Longest time for the headers of a request to arrive. */
const headersTimeoutMs = 15_000
/** How often connections are looked over for those that have taken too long. */
const checkEveryMs = 2_000
/** Larger headers together are refused with 431. */
const maxHeaderBytes = 16_384

/**
 * How long a connection may be slow, or say nothing: a program that sends a byte now and then (slowloris)
 * is cut off.
 */
export const connectionLimits = ({ requestTimeoutMs }: Config) => ({
  requestTimeout: requestTimeoutMs,
  keepAliveTimeout: 65_000,
  http: {
    headersTimeout: Math.min(headersTimeoutMs, requestTimeoutMs),
    connectionsCheckingInterval: Math.min(checkEveryMs, requestTimeoutMs),
    maxHeaderSize: maxHeaderBytes,
  },
})

const answers: Record<string, [status: number, title: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
}

/** Answers, with a problem document, what is not HTTP, too large or too slow, and ends the connection. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, title] = answers[error.code ?? ''] ?? [400, 'Bad Request']
  const body = JSON.stringify({ type: 'about:blank', title, status })
  socket.end(
    [
      `HTTP/1.1 ${status} ${title}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}
