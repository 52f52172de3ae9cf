import * as en from '../i18n/en/index.ts'
import * as it from '../i18n/it/index.ts'

export const texts = { it, en }
export type Texts = (typeof texts)[keyof typeof texts]

/** A text of the page with its blanks filled; those not given match anything. */
export function saying(text: string, values: Record<string, string | number> = {}): RegExp {
  const parts = text.split(/\{\{(\w+)\}\}/)
  const pattern = parts.map((part, at) => (at % 2 === 0 ? escape(part) : blank(values[part])))
  return new RegExp(`^${pattern.join('')}$`)
}

const blank = (value: string | number | undefined) => (value === undefined ? '.+' : escape(String(value)))
const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
