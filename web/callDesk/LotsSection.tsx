import { useTranslation } from 'react-i18next'
import { rentSum } from '#rules/calls'
import type { DraftLot } from '#schema/calls'
import type { Space } from '#schema/spaces'
import { RentSum } from '../calls/RentSum.tsx'
import { Button } from '../ui/Button.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './callDesk.module.css'
import { DraftText } from './DraftText.tsx'
import { type Draft, fieldId, useFaultWords } from './draft.ts'
import { Items } from './Items.tsx'
import { LotMapPicker } from './LotMapPicker.tsx'
import { PurposeFields } from './PurposeFields.tsx'
import { SpacePicker } from './SpacePicker.tsx'

const empty: DraftLot = { title: '', spaces: [], rent: null, purposes: [], note: null }

/** A lot with one more space: its rent is added to the base, the reductions of the first are proposed. */
function withSpace(lot: DraftLot, { code, name, rent }: Space): DraftLot {
  const base = (lot.rent?.baseEurYear ?? 0) + (rent?.baseEurYear ?? 0)
  const proposed = rent?.reductions.map(({ amountEurYear: _, ...reduction }) => reduction) ?? []
  return {
    ...lot,
    title: lot.title || name,
    spaces: [...lot.spaces, code],
    rent: rent || lot.rent ? { baseEurYear: base, reductions: lot.rent?.reductions ?? proposed } : null,
  }
}

interface LotProps {
  draft: Draft
  lot: DraftLot
  at: string
  change: (changes: Partial<DraftLot>) => void
}

function LotSpaces({ draft, lot, at, change }: LotProps) {
  const { t } = useTranslation('callDesk')
  const words = useFaultWords()
  const faultAt = (pointer: string) => draft.faults.find((fault) => fault.pointer === pointer)
  const none = faultAt(`${at}/spaces`)
  return (
    <div id={fieldId(`${at}/spaces`)} className={styles.form}>
      <ul>
        {lot.spaces.map((code, index) => {
          const fault = faultAt(`${at}/spaces/${index}`)
          return (
            <li key={code}>
              {code} {fault && <strong>{words(fault.code)}</strong>}{' '}
              <Button
                look="quiet"
                aria-label={t('removeOne', { name: code })}
                onPress={() => change({ spaces: lot.spaces.filter((other) => other !== code) })}
              >
                {t('remove')}
              </Button>
            </li>
          )
        })}
      </ul>
      {none && <p>{words(none.code)}</p>}
      <SpacePicker
        id={`${fieldId(at)}-find`}
        chosen={draft.content.lots.flatMap(({ spaces }) => spaces)}
        onChoose={(space) => change(withSpace(lot, space))}
      />
      <LotMapPicker
        chosen={draft.content.lots.flatMap(({ spaces }) => spaces)}
        onChoose={(space) => change(withSpace(lot, space))}
      />
    </div>
  )
}

function LotRentFields({ draft, lot, at, change }: LotProps) {
  const { t } = useTranslation('callDesk')
  const rent = lot.rent
  const reductions = rent?.reductions ?? []
  return (
    <div id={fieldId(`${at}/rent`)} className={styles.form}>
      <NumberField
        key={rent?.baseEurYear}
        id={`${fieldId(at)}-base`}
        maximum={100_000_000}
        unit="€"
        label={t('field.baseRent')}
        value={rent?.baseEurYear}
        onChange={(baseEurYear) =>
          change({ rent: baseEurYear === undefined ? null : { baseEurYear, reductions } })
        }
      />
      {rent && (
        <>
          <Items
            items={reductions}
            name={(number) => t('reduction', { number })}
            add={t('addReduction')}
            empty={{ code: `r${reductions.length + 1}`, label: '', labelEn: '', rate: 0.05, legalBasis: '' }}
            onChange={(changed) => change({ rent: { ...rent, reductions: changed } })}
          >
            {(reduction, index, changeOne) => (
              <div className={styles.row}>
                <DraftText
                  draft={draft}
                  pointer={`${at}/rent/reductions/${index}/label`}
                  label={t('field.reductionLabel')}
                  value={reduction.label}
                  onChange={(label) => changeOne({ label, labelEn: reduction.labelEn || label })}
                />
                <NumberField
                  id={fieldId(`${at}/rent/reductions/${index}/rate`)}
                  maximum={99}
                  unit="%"
                  label={t('field.rate')}
                  value={Math.round(reduction.rate * 10_000) / 100}
                  onChange={(percent) => percent && changeOne({ rate: percent / 100 })}
                />
                <DraftText
                  draft={draft}
                  pointer={`${at}/rent/reductions/${index}/legalBasis`}
                  label={t('field.legalBasis')}
                  value={reduction.legalBasis}
                  onChange={(legalBasis) => changeOne({ legalBasis })}
                />
              </div>
            )}
          </Items>
          <RentSum rent={rentSum(rent)} />
        </>
      )}
    </div>
  )
}

/** The lots: their spaces of the census, and the rent asked as a sum. */
export function LotsSection({ draft }: { draft: Draft }) {
  const { t } = useTranslation('callDesk')
  return (
    <section className={styles.section} id={fieldId('/lots')}>
      <h2>{t('section.lots')}</h2>
      <Items
        items={draft.content.lots}
        name={(number) => t('lot', { number })}
        add={t('addLot')}
        empty={empty}
        onChange={(lots) => draft.change({ lots })}
      >
        {(lot, index, change) => {
          const props = { draft, lot, at: `/lots/${index}`, change }
          return (
            <>
              <h3>{t('lot', { number: index + 1 })}</h3>
              <DraftText
                draft={draft}
                pointer={`/lots/${index}/title`}
                label={t('field.lotTitle')}
                value={lot.title}
                onChange={(title) => change({ title })}
              />
              <LotSpaces {...props} />
              <LotRentFields {...props} />
              <PurposeFields {...props} />
              <DraftText
                draft={draft}
                pointer={`/lots/${index}/note`}
                optional
                rows={2}
                label={t('field.lotNote')}
                value={lot.note}
                onChange={(note) => change({ note: note || null })}
              />
            </>
          )
        }}
      </Items>
    </section>
  )
}
