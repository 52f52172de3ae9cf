import { readFileSync } from 'node:fs'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { type CityPack, packFiles, type RetentionRule, retentionKinds } from './schema.ts'

export type { CityPack } from './schema.ts'

const data = new URL('../../data/', import.meta.url)

/** A pack that cannot be used; its message is one line that says which file and why. */
export class CityPackError extends Error {}

/**
 * Reads and checks the pack of a city, `data/<id>/{city,uses,zoning,rent,awards,coverage,retention,equipment,labs}.json`.
 * @throws {CityPackError} naming the file and the place in it
 */
export function readCityPack(id: string): CityPack {
  const city = readPackFile(id, 'city', packFiles.city)
  const { uses } = readPackFile(id, 'uses', packFiles.uses)
  const zoning = readPackFile(id, 'zoning', packFiles.zoning)
  const rent = readPackFile(id, 'rent', packFiles.rent)
  const awards = readPackFile(id, 'awards', packFiles.awards)
  const coverage = readPackFile(id, 'coverage', packFiles.coverage)
  const { rules: retention } = readPackFile(id, 'retention', packFiles.retention)
  const equipment = readPackFile(id, 'equipment', packFiles.equipment)
  const labs = readPackFile(id, 'labs', packFiles.labs)
  if (city.id !== id) throw new CityPackError(`data/${id}/city.json: id is "${city.id}", not "${id}"`)
  refuseRepeated(id, 'uses', uses)
  refuseRepeated(id, 'zoning', zoning.classes)
  refuseRepeated(id, 'awards', awards.checks)
  refuseUnknownClasses(id, zoning)
  refuseOtherKinds(id, retention)
  refuseRepeated(id, 'equipment', [...equipment.families, ...equipment.machines])
  refuseUnknownEquipment(id, equipment)
  return { ...city, uses, zoning, rent, awards, coverage, retention, equipment, labs }
}

/** Reads one JSON file of a pack and checks it. */
function readPackFile<Schema extends TSchema>(city: string, name: string, schema: Schema): Static<Schema> {
  const path = `data/${city}/${name}.json`
  const content = parse(path, readText(path, new URL(`${city}/${name}.json`, data)))
  if (Value.Check(schema, content)) return content
  const [problem] = Value.Errors(schema, content)
  throw new CityPackError(`${path}: ${problem?.instancePath || 'the file'} ${problem?.message}`)
}

function readText(path: string, file: URL): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new CityPackError(`${path} is missing or cannot be read`)
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CityPackError(`${path} is not JSON: ${error instanceof Error ? error.message : error}`)
  }
}

function refuseRepeated(city: string, name: string, coded: readonly { code: string }[]): void {
  const codes = coded.map((item) => item.code)
  const repeated = codes.find((code, index) => codes.indexOf(code) !== index)
  if (repeated) throw new CityPackError(`data/${city}/${name}.json: code "${repeated}" occurs twice`)
}

function refuseUnknownClasses(city: string, { classes, rules }: CityPack['zoning']): void {
  const known = new Set(classes.map((item) => item.code))
  for (const rule of rules) {
    const unknown = rule.when.classes?.find((code) => !known.has(code))
    if (unknown) {
      throw new CityPackError(`data/${city}/zoning.json: rule "${rule.id}" names no class "${unknown}"`)
    }
  }
}

/** Families and machines are one vocabulary: a search takes either. */
function refuseUnknownEquipment(
  city: string,
  { families, processes, materials, machines }: CityPack['equipment'],
): void {
  const codesOf = (items: readonly { code: string }[]) => new Set(items.map(({ code }) => code))
  const known = { family: codesOf(families), process: codesOf(processes), material: codesOf(materials) }
  for (const { code, family, process, materials: works } of machines) {
    const unknown = [
      ...(known.family.has(family) ? [] : [family]),
      ...(known.process.has(process) ? [] : [process]),
      ...works.filter((material) => !known.material.has(material)),
    ]
    if (unknown.length > 0) {
      throw new CityPackError(`data/${city}/equipment.json: machine "${code}" names no "${unknown[0]}"`)
    }
  }
}

function refuseOtherKinds(city: string, rules: readonly RetentionRule[]): void {
  for (const known of retentionKinds) {
    const count = rules.filter(({ kind }) => kind === known).length
    if (count !== 1) {
      throw new CityPackError(`data/${city}/retention.json: kind "${known}" occurs ${count} times, not once`)
    }
  }
}
