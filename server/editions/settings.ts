import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { CityPackError } from '../city/pack.ts'
import type { EditionSettings } from './input.ts'

const data = new URL('../../data/', import.meta.url)

const text = Type.String({ minLength: 1, maxLength: 500 })
const Settings = Type.Object(
  {
    issuer: text,
    title: Type.Object({ public: text, council: text }, { additionalProperties: false }),
    introduction: Type.Array(text),
    footer: Type.String({ maxLength: 200 }),
    template: Type.Union([Type.String({ pattern: '^[\\w-]+\\.docx$' }), Type.Null()]),
  },
  { additionalProperties: false },
)

/** How a city's registers look: what it says of its own, and its Word file where there is one. */
export interface CityEditions {
  settings: EditionSettings
  template: { path: string; sha256: string } | null
}

const plain = (owner: string): EditionSettings => ({
  issuer: owner,
  title: {
    public: 'Registro delle controdeduzioni',
    council: 'Registro delle controdeduzioni. Edizione per il Consiglio comunale',
  },
  introduction: ['Controdeduzioni alle osservazioni e ai pareri su: {plan}.'],
  footer: owner,
  template: null,
})

/**
 * Reads `data/<id>/editions.json`, and the Word file it names; a city may have neither.
 * @throws {CityPackError} naming the file and what is wrong in it
 */
export function readCityEditions({
  id,
  header,
}: {
  id: string
  header: { owner: { it: string } }
}): CityEditions {
  const file = new URL(`${id}/editions.json`, data)
  if (!existsSync(file)) return { settings: plain(header.owner.it), template: null }
  const settings = parse(id, readFileSync(file, 'utf8'))
  if (!settings.template) return { settings, template: null }
  const path = fileURLToPath(new URL(`${id}/${settings.template}`, data))
  if (!existsSync(path)) throw new CityPackError(`data/${id}/${settings.template} is missing`)
  return {
    settings,
    template: { path, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') },
  }
}

function parse(id: string, written: string): EditionSettings {
  let content: unknown
  try {
    content = JSON.parse(written)
  } catch (error) {
    throw new CityPackError(`data/${id}/editions.json is not JSON: ${(error as Error).message}`)
  }
  if (Value.Check(Settings, content)) return content
  const [problem] = Value.Errors(Settings, content)
  throw new CityPackError(
    `data/${id}/editions.json: ${problem?.instancePath || 'the file'} ${problem?.message}`,
  )
}
