import { pushText } from '../rows/columns.ts'
import { type Growing, reserve } from '../rows/growing.ts'

/** Bytes of a protocol buffer that is being written (protobuf.dev/programming-guides/encoding). */
export type Bytes = Growing<Uint8Array>

/** The wire types that vector tiles use. */
export const wire = { varint: 0, double: 1, bytes: 2 } as const

/** The longest a varint of 53 bits gets. */
const longestVarint = 8

/**
 * Puts a varint where there is room for it.
 * @param value a whole number from 0 to 2^53
 * @returns the place behind it
 */
export function putVarint(data: Uint8Array, start: number, value: number): number {
  let at = start
  let left = value
  while (left > 0x7fffffff) {
    data[at++] = (left % 128) | 0x80
    left = Math.floor(left / 128)
  }
  while (left > 0x7f) {
    data[at++] = (left & 0x7f) | 0x80
    left >>>= 7
  }
  data[at++] = left
  return at
}

/** How many bytes the varint of a number below 2^28 takes. */
export function varintLength(value: number): number {
  if (value < 2 ** 7) return 1
  if (value < 2 ** 14) return 2
  return value < 2 ** 21 ? 3 : 4
}

export function writeVarint(bytes: Bytes, value: number): void {
  reserve(bytes, longestVarint)
  bytes.length = putVarint(bytes.data, bytes.length, value)
}

export const writeTag = (bytes: Bytes, field: number, type: number): void =>
  writeVarint(bytes, (field << 3) | type)

/** Leaves room for the length of what is written next. @returns where what is written begins, for `close` */
export function open(bytes: Bytes): number {
  reserve(bytes, longestVarint)
  bytes.length += 1
  return bytes.length
}

/** Writes the length of what was written since `open`; what needs more than one byte for it moves up. */
export function close(bytes: Bytes, start: number): void {
  const length = bytes.length - start
  if (length < 128) {
    bytes.data[start - 1] = length
    return
  }
  const more = varintLength(length) - 1
  reserve(bytes, more)
  bytes.data.copyWithin(start + more, start, bytes.length)
  bytes.length = start - 1
  writeVarint(bytes, length)
  bytes.length += length
}

/** Writes a text as a field. */
export function writeString(bytes: Bytes, number: number, text: string): void {
  writeTag(bytes, number, wire.bytes)
  const start = open(bytes)
  pushText(bytes, text)
  close(bytes, start)
}
