import { type Static, Type } from 'typebox'
import { timeZone } from '../city/rules.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/index.ts'
import { publicLink } from '../mail/body.ts'
import { selectLabs } from './queries.ts'
import { lastChange } from './rules.ts'
import { billingIntervals, type LabProfile } from './schema.ts'

/**
 * What SpaceAPI v15 asks of an endpoint, and what of the rest is given here; lengths and required keys as the
 * standard has them.
 * @see https://spaceapi.io/docs
 */
export const SpaceApi = Type.Object({
  api_compatibility: Type.Tuple([Type.Literal('15')]),
  space: Type.String({ minLength: 1 }),
  logo: Type.String({ pattern: '^https?://' }),
  url: Type.String({ pattern: '^https?://' }),
  location: Type.Optional(
    Type.Object(
      {
        address: Type.Optional(Type.String()),
        lat: Type.Optional(Type.Number()),
        lon: Type.Optional(Type.Number()),
        timezone: Type.Optional(Type.String()),
        country_code: Type.Optional(Type.String({ description: 'ISO 3166 alpha-2' })),
        areas: Type.Optional(Type.Array(Type.Object({ square_meters: Type.Number() }), { minItems: 1 })),
      },
      { minProperties: 1 },
    ),
  ),
  contact: Type.Object({
    phone: Type.Optional(Type.String({ description: 'with the code of the country' })),
    email: Type.Optional(Type.String()),
  }),
  state: Type.Object({
    open: Type.Optional(Type.Boolean({ description: 'left out where it is not known' })),
    lastchange: Type.Optional(Type.Integer({ description: 'seconds since 1970' })),
    message: Type.Optional(Type.String()),
  }),
  links: Type.Optional(Type.Array(Type.Object({ name: Type.String(), url: Type.String() }))),
  membership_plans: Type.Optional(
    Type.Array(
      Type.Object({
        name: Type.String(),
        value: Type.Number(),
        currency: Type.Literal('EUR'),
        billing_interval: Type.Enum<[...typeof billingIntervals]>([...billingIntervals]),
        description: Type.Optional(Type.String()),
      }),
    ),
  ),
})
export type SpaceApi = Static<typeof SpaceApi>

const messages = {
  planned: 'Non ancora aperto',
  suspended: 'Attività sospesa',
  closed: 'Chiuso definitivamente',
}

function stateOf({ activity, opening, hours }: LabProfile, now: Date): SpaceApi['state'] {
  if (activity && activity !== 'active') return { open: false, message: messages[activity] }
  if (opening.state === 'unknown') return {}
  if (opening.state === 'byAppointment') return { message: 'Su appuntamento' }
  const changed = lastChange(hours, now)
  return {
    open: opening.state === 'open',
    ...(changed !== null && { lastchange: Math.floor(changed / 1000) }),
  }
}

function locationOf({ address, point, positionApproximate, areaM2 }: LabProfile): SpaceApi['location'] {
  const [lon, lat] = (!positionApproximate && point) || []
  if (!address && lon === undefined) return undefined
  return {
    ...(address && { address }),
    ...(lon !== undefined && { lat, lon }),
    timezone: timeZone,
    country_code: 'IT',
    ...(areaM2 !== null && { areas: [{ square_meters: areaM2 }] }),
  }
}

/** A number as it is called from anywhere; what is written without a country is of Italy. */
const callable = (phone: string) =>
  phone.startsWith('+') ? phone : phone.startsWith('00') ? `+${phone.slice(2)}` : `+39 ${phone}`

const plansOf = ({ prices }: LabProfile): SpaceApi['membership_plans'] =>
  prices.map(({ name, valueEur, interval, note }) => ({
    name,
    value: valueEur,
    currency: 'EUR',
    billing_interval: interval,
    ...(note && { description: note }),
  }))

/** The endpoint of a lab. */
export function spaceApiOf(lab: LabProfile, config: Config, now: Date): SpaceApi {
  const page = publicLink(config, `/labs/${encodeURIComponent(lab.code)}`)
  const [photo] = lab.photos
  const location = locationOf(lab)
  return {
    api_compatibility: ['15'],
    space: lab.name,
    logo: publicLink(config, photo?.url ?? '/icon.svg'),
    url: lab.website ?? page,
    ...(location && { location }),
    contact: { ...(lab.phone && { phone: callable(lab.phone) }), ...(lab.email && { email: lab.email }) },
    state: stateOf(lab, now),
    links: [{ name: 'Scheda', url: page }, ...lab.links.map((url) => ({ name: url, url }))],
    ...(lab.prices.length > 0 && { membership_plans: plansOf(lab) }),
  }
}

/** Name of each lab that is not closed → address of its endpoint, as the SpaceAPI directory has it. */
export async function spaceApiDirectory(db: Db, config: Config): Promise<Record<string, string>> {
  const labs: { code: string; name: string }[] = await selectLabs(db)
    .whereRaw("s.activity IS DISTINCT FROM 'closed'")
    .orderBy(['l.name', 'l.code'])
  const names = labs.map(({ name }) => name)
  return Object.fromEntries(
    labs.map(({ code, name }) => [
      names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${code})`,
      publicLink(config, `/api/labs/${encodeURIComponent(code)}/spaceapi.json`),
    ]),
  )
}
