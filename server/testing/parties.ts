import type { Party, PartyData } from '../parties/schema.ts'
import type { Client } from './people.ts'

/** A company of which nothing is missing. */
export const company: PartyData = {
  name: 'Telai Bovisa srl',
  legalForm: 'company',
  constituted: true,
  representative: 'Anna Ferrari',
  representativeFiscalCode: 'FRRNNA80A41F205O',
  fiscalCode: '01199250158',
  vatNumber: '01199250158',
  pec: 'telai@pec.example.org',
  email: 'info@telai.example.org',
  address: 'via Prova 1, 20159 Milano',
  phone: '+39 02 0202',
}

/** A grouping of two, still to be set up. */
export const grouping: PartyData = {
  name: 'RTI Officine',
  constituted: false,
  email: 'rti@example.org',
  address: 'via Prova 1, 20159 Milano',
  phone: '+39 02 0303',
  members: [
    {
      name: 'Telai Bovisa srl',
      fiscalCode: '01199250158',
      representative: 'Anna Ferrari',
      representativeFiscalCode: 'FRRNNA80A41F205O',
      isLead: true,
    },
    {
      name: 'Ciclofficina',
      fiscalCode: '00743110157',
      representative: 'Bruno Riva',
      representativeFiscalCode: 'RVIBRN75B02F205Q',
      isLead: false,
    },
  ],
}

/** Enters an organisation, or a grouping where its data have members. */
export async function enterParty(client: Client, data: PartyData = company): Promise<Party> {
  const kind = data.members ? 'temporaryGrouping' : 'organisation'
  const answer = await client.post('/api/parties', { kind, data })
  if (answer.statusCode !== 201) throw new Error(`party: ${answer.statusCode} ${answer.body}`)
  return answer.json()
}

/** Invites somebody to a party and has them accept; gives their membership. */
export async function addEditor(
  representative: Client,
  partyId: string,
  editor: Client,
): Promise<{ id: number }> {
  const email = `${editor.me.account?.id}@example.org`
  const invited = await representative.post(`/api/parties/${partyId}/invitations`, { email })
  const token = invited.json().acceptPath.split('token=')[1]
  const answer = await editor.post('/api/invitations/accept', { token })
  if (answer.statusCode !== 200) throw new Error(`accepting: ${answer.statusCode} ${answer.body}`)
  return answer.json<Party>().members.find(({ isMe }) => isMe) ?? { id: 0 }
}
