import { useTranslation } from 'react-i18next'
import { totalMost } from '#rules/calls'
import { type CallContent, lotAllocations, priceFormulas } from '#schema/calls'
import { useFormats } from '../i18n/format.ts'
import { Checkbox, SelectField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './callDesk.module.css'
import { DraftText } from './DraftText.tsx'
import { type Draft, fieldId, useFaultWords } from './draft.ts'
import { Items } from './Items.tsx'

type Criteria = NonNullable<CallContent['criteria']>
type Criterion = Criteria['technical'][number]

const empty: Criteria = {
  technical: [],
  technicalThreshold: null,
  price: null,
  ties: ['technicalPoints', 'draw'],
  allocation: 'byRank',
  maxAwardsPerApplicant: 1,
}
const tieRules = {
  'technicalPoints draw': ['technicalPoints', 'draw'],
  'improvedOffers draw': ['improvedOffers', 'draw'],
  'technicalPoints improvedOffers draw': ['technicalPoints', 'improvedOffers', 'draw'],
  draw: ['draw'],
} as const satisfies Record<string, Criteria['ties']>
type TieRule = keyof typeof tieRules

/** How a criterion is judged: once, for each lot, or by the purposes of the Municipio that are met. */
const ways = {
  request: { kind: 'marks', scope: 'request' },
  lot: { kind: 'marks', scope: 'lot' },
  purposes: { kind: 'purposes', scope: 'lot' },
} as const
type Way = keyof typeof ways

interface Editing {
  draft: Draft
  criteria: Criteria
  change: (changes: Partial<Criteria>) => void
}

function TechnicalCriteria({ draft, criteria, change }: Editing) {
  const { t } = useTranslation('callDesk')
  const nextCode = `c${criteria.technical.length + 1}`
  const fresh: Criterion = {
    code: nextCode,
    label: '',
    labelEn: null,
    guidance: null,
    kind: 'marks',
    scope: 'request',
    maxPoints: 10,
    threshold: null,
  }
  return (
    <Items
      items={criteria.technical}
      name={(number) => t('criterion', { number })}
      add={t('addCriterion')}
      empty={fresh}
      onChange={(technical) => change({ technical })}
    >
      {(criterion, index, changeOne) => (
        <div className={styles.row}>
          <SelectField
            id={fieldId(`/criteria/technical/${index}/scope`)}
            label={t('field.judged')}
            value={criterion.kind === 'purposes' ? 'purposes' : criterion.scope}
            onChange={(value) => changeOne(ways[value as Way] ?? ways.request)}
            options={(Object.keys(ways) as Way[]).map((value) => ({ value, label: t(`judged.${value}`) }))}
          />
          <DraftText
            draft={draft}
            pointer={`/criteria/technical/${index}/label`}
            label={t('field.criterion')}
            value={criterion.label}
            onChange={(label) => changeOne({ label })}
          />
          <DraftText
            draft={draft}
            pointer={`/criteria/technical/${index}/labelEn`}
            optional
            label={t('field.criterionEn')}
            value={criterion.labelEn}
            onChange={(labelEn) => changeOne({ labelEn: labelEn || null })}
          />
          <DraftText
            draft={draft}
            pointer={`/criteria/technical/${index}/guidance`}
            optional
            label={t('field.guidance')}
            value={criterion.guidance}
            onChange={(guidance) => changeOne({ guidance })}
          />
          <NumberField
            id={fieldId(`/criteria/technical/${index}/maxPoints`)}
            maximum={1000}
            label={t('field.maxPoints')}
            value={criterion.maxPoints}
            onChange={(maxPoints) => changeOne({ maxPoints: maxPoints ?? 0 })}
          />
          <NumberField
            id={fieldId(`/criteria/technical/${index}/threshold`)}
            optional
            maximum={1000}
            label={t('field.threshold')}
            value={criterion.threshold ?? undefined}
            onChange={(threshold) => changeOne({ threshold: threshold ?? null })}
          />
        </div>
      )}
    </Items>
  )
}

function PriceFields({ criteria, change }: Editing) {
  const { t } = useTranslation('callDesk')
  const { price } = criteria
  return (
    <>
      <Checkbox
        id={fieldId('/criteria/price')}
        checked={price !== null}
        onChange={(on) => change({ price: on ? { maxPoints: 30, formula: 'proportional' } : null })}
      >
        {t('field.withPrice')}
      </Checkbox>
      {price && (
        <div className={styles.row}>
          <NumberField
            id={fieldId('/criteria/price/maxPoints')}
            maximum={1000}
            label={t('field.pricePoints')}
            value={price.maxPoints}
            onChange={(maxPoints) => change({ price: { ...price, maxPoints: maxPoints ?? 0 } })}
          />
          <SelectField
            id={fieldId('/criteria/price/formula')}
            label={t('field.formula')}
            value={price.formula}
            onChange={(value) =>
              change({
                price: {
                  ...price,
                  formula: priceFormulas.find((known) => known === value) ?? 'proportional',
                },
              })
            }
            options={priceFormulas.map((value) => ({ value, label: t(`formula.${value}`) }))}
          />
        </div>
      )}
    </>
  )
}

function HowDecided({ draft, criteria, change }: Editing) {
  const { t } = useTranslation('callDesk')
  const words = useFaultWords()
  const fault = draft.faults.find(({ pointer }) => pointer === '/criteria/ties')
  return (
    <div className={styles.row}>
      <NumberField
        id={fieldId('/criteria/technicalThreshold')}
        optional
        maximum={1000}
        label={t('field.technicalThreshold')}
        value={criteria.technicalThreshold ?? undefined}
        onChange={(value) => change({ technicalThreshold: value ?? null })}
      />
      <SelectField
        id={fieldId('/criteria/ties')}
        label={t('field.ties')}
        error={fault && words(fault.code)}
        value={criteria.ties.join(' ')}
        onChange={(value) => change({ ties: [...(tieRules[value as TieRule] ?? ['draw'])] })}
        options={(Object.keys(tieRules) as TieRule[]).map((value) => ({
          value,
          label: tieRules[value].map((step) => t(`tie.${step}`)).join(', '),
        }))}
      />
      <SelectField
        id={fieldId('/criteria/allocation')}
        label={t('field.allocation')}
        value={criteria.allocation}
        onChange={(value) =>
          change({ allocation: lotAllocations.find((known) => known === value) ?? 'byRank' })
        }
        options={lotAllocations.map((value) => ({ value, label: t(`allocation.${value}`) }))}
      />
      <NumberField
        id={fieldId('/criteria/maxAwardsPerApplicant')}
        whole
        maximum={50}
        label={t('field.maxAwards')}
        value={criteria.maxAwardsPerApplicant}
        onChange={(value) => change({ maxAwardsPerApplicant: value || 1 })}
      />
    </div>
  )
}

/** How requests are scored, with the weight of each thing, and what parts equal ones. */
export function CriteriaSection({ draft }: { draft: Draft }) {
  const { t } = useTranslation('callDesk')
  const format = useFormats()
  const criteria = draft.content.criteria ?? empty
  const change = (changes: Partial<Criteria>) => draft.change({ criteria: { ...criteria, ...changes } })
  const editing = { draft, criteria, change }
  return (
    <section className={styles.section} id={fieldId('/criteria')}>
      <h2>{t('section.criteria')}</h2>
      <TechnicalCriteria {...editing} />
      <PriceFields {...editing} />
      <p role="status">{t('totalPoints', { points: format.number(totalMost(criteria)) })}</p>
      <HowDecided {...editing} />
    </section>
  )
}
