import { readCityPack } from '../city/pack.ts'
import { addDays, romeDate } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import type { NewNeed } from '../needs/schema.ts'
import { editionRow, writeRequirements } from '../qualifiedList/requirements.ts'

const today = romeDate(new Date())

/** An edition of the list with the requirements of the pack, published and open; made once. */
export async function insertEdition(db: Db): Promise<void> {
  const { requirements, ...terms } = readCityPack('milano').labLists.template
  const [edition] = await db('lab_list_edition')
    .insert({
      code: 'ELENCO',
      ...editionRow({
        title: 'Elenco di prova',
        titleEn: null,
        act: 'Determina 1',
        actDate: addDays(today, -20),
        opensOn: addDays(today, -10),
        closesOn: null,
        ...terms,
        requirements,
      }),
    })
    .onConflict('code')
    .ignore()
    .returning('id')
  if (!edition) return
  await writeRequirements(db, edition.id, requirements)
  await db('lab_list_edition').where({ id: edition.id }).update({ published_at: new Date() })
}

/** A need of a party that is told to suitable labs alone. */
export const needOf = (party: string): NewNeed => ({
  party,
  actsFor: 'itself',
  firmName: null,
  firmShown: false,
  title: 'Bielle tornite',
  description: 'Venti bielle da tornire su disegno.',
  process: 'turning',
  material: null,
  sizeXMm: null,
  sizeYMm: null,
  sizeZMm: null,
  quantity: 20,
  dueOn: addDays(today, 60),
  endsOn: addDays(today, 30),
  place: null,
  audience: 'matched',
})
