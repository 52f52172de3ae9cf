import { useTranslation } from 'react-i18next'
import type { Indicator } from '#schema/coverage'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Checkbox, RadioGroup, SelectField } from '../ui/fields.tsx'
import { type ClassMethod, classMethods } from './classes.ts'
import type { CompareState } from './compareState.ts'
import styles from './coverage.module.css'
import { type ComparedKind, comparedKinds } from './coverageApi.ts'
import { useIndicatorOptions } from './useIndicatorOptions.ts'

interface CompareControlsProps {
  state: CompareState
  indicators: readonly Indicator[]
  onChange: (changes: Partial<CompareState>) => void
}

/** Which further figures the table has. */
function Columns({ state, indicators, onChange }: CompareControlsProps) {
  const { t } = useTranslation('coverage')
  const language = useLanguage()
  const toggle = (id: Indicator['id'], on: boolean) =>
    onChange({ columns: on ? [...state.columns, id] : state.columns.filter((column) => column !== id) })
  return (
    <Disclosure level={2} title={t('compare.columns')}>
      <div className={styles.columns}>
        {indicators.map(({ id, title }) => (
          <Checkbox key={id} checked={state.columns.includes(id)} onChange={(on) => toggle(id, on)}>
            {title[language]}
          </Checkbox>
        ))}
      </div>
    </Disclosure>
  )
}

/** What is compared, by which figure, and in which classes. */
export function CompareControls(props: CompareControlsProps) {
  const { state, indicators, onChange } = props
  const { t } = useTranslation('coverage')
  return (
    <>
      <div className={styles.controls}>
        <RadioGroup
          id="coverage-kind"
          inRow
          label={t('compare.kind')}
          value={state.kind}
          onChange={(kind) => onChange({ kind: kind as ComparedKind, area: null })}
          options={comparedKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <SelectField
          id="coverage-indicator"
          label={t('compare.indicator')}
          value={state.indicator}
          onChange={(indicator) => onChange({ indicator: indicator as Indicator['id'] })}
          options={useIndicatorOptions(indicators)}
        />
        <SelectField
          id="coverage-method"
          label={t('compare.method')}
          value={state.method}
          onChange={(method) => onChange({ method: method as ClassMethod, around: false })}
          options={classMethods.map((value) => ({ value, label: t(`method.${value}`) }))}
        />
        <Checkbox checked={state.around} onChange={(around) => onChange({ around })}>
          {t('compare.around')}
        </Checkbox>
      </div>
      <Columns {...props} />
    </>
  )
}
