import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WhatIf } from '#schema/coverage'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField } from '../ui/fields.tsx'
import { neighbourhoodsQuery } from './coverageApi.ts'
import styles from './whatIf.module.css'
import { type Place, type WhatIfState, withoutLab } from './whatIfState.ts'

interface ScenarioListProps {
  state: WhatIfState
  /** What each lab gains, once it is known; of an older scenario while the new is computed. */
  result: WhatIf | undefined
  onChange: (state: WhatIfState) => void
}

const gainedAt = (result: WhatIf | undefined, [lon, lat]: Place) =>
  result?.each.find(({ point }) => point[0] === lon && point[1] === lat)?.gained

/** The labs that are not there, each with whom it would reach by itself; they can be taken away. */
export function ScenarioList({ state, result, onChange }: ScenarioListProps) {
  const { t } = useTranslation('coverage')
  const format = useFormats()
  return (
    <ol className={styles.labs}>
      {state.labs.map((place, index) => {
        const name = t('whatIf.lab', { number: index + 1 })
        const gained = gainedAt(result, place)
        return (
          <li key={place.join()}>
            <span>
              <b>{name}</b>{' '}
              {gained !== undefined && t('whatIf.gained', { count: gained, number: format.number(gained) })}
              <small>
                {t('whatIf.at', { lon: format.number(place[0], 4), lat: format.number(place[1], 4) })}
              </small>
            </span>
            <Button
              look="quiet"
              icon="close"
              aria-label={t('whatIf.removeOf', { name })}
              onPress={() => onChange(withoutLab(state, index))}
            >
              {t('whatIf.remove')}
            </Button>
          </li>
        )
      })}
    </ol>
  )
}

interface NeighbourhoodPutProps {
  full: boolean
  onDrop: (place: Place) => void
}

/** Puts a lab in the middle of a NIL chosen by its name: the same as pressing the map. */
export function NeighbourhoodPut({ full, onDrop }: NeighbourhoodPutProps) {
  const { t } = useTranslation('coverage')
  const { data } = useQuery(neighbourhoodsQuery)
  const neighbourhoods = (data?.items ?? []).toSorted((a, b) => a.name.localeCompare(b.name, 'it'))
  const [code, setCode] = useState('')
  const chosen = neighbourhoods.find((one) => one.code === code)
  return (
    <div className={styles.put}>
      <SelectField
        id="what-if-neighbourhood"
        label={t('whatIf.neighbourhood')}
        value={code}
        onChange={setCode}
        placeholder={t('whatIf.choose')}
        options={neighbourhoods.map(({ code: value, name }) => ({ value, label: name }))}
      />
      <Button isDisabled={full || !chosen} onPress={() => chosen && onDrop(chosen.point as Place)}>
        {t('whatIf.putThere')}
      </Button>
    </div>
  )
}
