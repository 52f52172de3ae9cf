import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { RadioGroup } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { localAddress, useGo } from '../url/navigate.ts'
import { ChangeTable } from './ChangeTable.tsx'
import { CoverageFrame } from './CoverageFrame.tsx'
import styles from './coverage.module.css'
import { gapsQuery, whatIfQuery } from './coverageApi.ts'
import { GapTable } from './GapTable.tsx'
import { NeighbourhoodPut, ScenarioList } from './ScenarioList.tsx'
import { WhatIfMap } from './WhatIfMap.tsx'
import own from './whatIf.module.css'
import {
  type Minutes,
  minuteChoices,
  mostLabs,
  type Place,
  readWhatIf,
  type WhatIfState,
  whatIfParameters,
  withLab,
} from './whatIfState.ts'

const pauseMs = 150

/** A text a moment after it last changed; at once the first time. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

const addressOf = (state: WhatIfState) => {
  const parameters = whatIfParameters(state)
  return parameters ? `/coverage/what-if?${parameters}` : '/coverage/what-if'
}

/** The scenario of the address, and how to change it: each change is a step one can go back. */
function useScenario() {
  const [search] = useSearchParams()
  const go = useGo()
  const state = readWhatIf(search)
  const latest = useRef(state)
  latest.current = state
  const change = useCallback((next: WhatIfState) => next !== latest.current && go(addressOf(next)), [go])
  const drop = useCallback((place: Place) => void change(withLab(latest.current, place)), [change])
  return { state, change, drop }
}

function ShareButton({ state }: { state: WhatIfState }) {
  const { t } = useTranslation('coverage')
  const [copied, setCopied] = useState(false)
  const address = window.location.origin + localAddress(addressOf(state))
  const copy = async () => {
    await navigator.clipboard.writeText(address)
    setCopied(true)
  }
  return (
    <>
      <Button icon="link" onPress={() => void copy()}>
        {t('whatIf.share')}
      </Button>
      <span role="status">{copied && t('whatIf.copied')}</span>
    </>
  )
}

interface ResultProps {
  state: WhatIfState
  onChange: (state: WhatIfState) => void
}

/** What the scenario changes; numbers of the one before stay until the new ones are there. */
function Result({ state, onChange }: ResultProps) {
  const { t } = useTranslation('coverage')
  const format = useFormats()
  const language = useLanguage()
  const parameters = whatIfParameters(state)
  const settled = useSettled(parameters)
  const { data, error, refetch, isFetching } = useQuery({
    ...whatIfQuery(settled),
    enabled: settled.startsWith('labs='),
  })
  if (state.labs.length === 0)
    return (
      <EmptyState title={t('whatIf.empty')}>
        <p>{t('whatIf.emptyBody')}</p>
      </EmptyState>
    )
  const change = data?.residents.change ?? 0
  return (
    <>
      <p className={own.total} role="status">
        {data && t('whatIf.total', { count: change, number: format.number(change), minutes: state.minutes })}
      </p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <ScenarioList state={state} result={data} onChange={onChange} />
      {!data && !error && <Skeleton lines={9} />}
      {data && <ChangeTable result={data} busy={isFetching || settled !== parameters} />}
      {data && (
        <p className={styles.small}>
          {t('ground.distances', { note: data.travel.note[language] })}{' '}
          <Link to={`/coverage/indicators/labs${state.minutes}`}>{t('note.definition')}</Link>
        </p>
      )}
      <div className={styles.downloads}>
        <a href={`/api/coverage/what-if.csv?${parameters}`} download>
          {t('whatIf.csv')}
        </a>
        <a href={`/api/coverage/what-if?${parameters}`}>{t('downloads.api')}</a>
        <ShareButton state={state} />
      </div>
    </>
  )
}

/** Where one more lab would help most, and what labs put on the map would change. */
export function WhatIfPage() {
  const { t } = useTranslation('coverage')
  const { state, change, drop } = useScenario()
  const gaps = useQuery(gapsQuery(state.minutes))
  const full = state.labs.length >= mostLabs
  return (
    <CoverageFrame part="whatIf" title={t('whatIf.title')} intro={t('whatIf.intro')}>
      <div className={styles.controls}>
        <RadioGroup
          id="what-if-minutes"
          inRow
          label={t('whatIf.minutes')}
          value={state.minutes}
          onChange={(minutes) => change({ ...state, minutes: minutes as Minutes })}
          options={minuteChoices.map((value) => ({ value, label: t('whatIf.within', { minutes: value }) }))}
        />
        <NeighbourhoodPut full={full} onDrop={drop} />
      </div>
      {full && <p>{t('whatIf.full', { count: mostLabs })}</p>}
      <div className={own.scenario}>
        <WhatIfMap gaps={gaps.data?.items ?? []} labs={state.labs} full={full} onDrop={drop} />
        <section className={own.result} aria-label={t('whatIf.result')}>
          <h2>{t('whatIf.result')}</h2>
          <Result state={state} onChange={change} />
        </section>
        <section aria-label={t('whatIf.gaps')}>
          <h2>{t('whatIf.gaps')}</h2>
          <p className={styles.intro}>{t('whatIf.gapsBody', { minutes: state.minutes })}</p>
          {gaps.error && <ErrorState error={gaps.error} onRetry={() => void gaps.refetch()} />}
          {!gaps.data && !gaps.error && <Skeleton lines={8} />}
          {gaps.data?.items.length === 0 && <EmptyState title={t('whatIf.noGaps')} />}
          {gaps.data && gaps.data.items.length > 0 && (
            <GapTable gaps={gaps.data.items} full={full} onDrop={drop} />
          )}
        </section>
      </div>
    </CoverageFrame>
  )
}
