import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskPlan } from '#schema/plans'
import styles from '../callDesk/callDesk.module.css'
import { Items } from '../callDesk/Items.tsx'
import { Button } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { usePlanChange, usePlanFaults } from './usePlanChange.ts'

type ListName = 'documents' | 'sheets' | 'themes' | 'places' | 'templates'

interface ListSectionProps<Entry> {
  plan: DeskPlan
  name: ListName
  items: readonly Entry[]
  empty: Entry
  onDone: (words: string) => void
  children: (entry: Entry, change: (changes: Partial<Entry>) => void, id: string) => ReactNode
}

/** A list of a plan, written entry by entry and saved whole. */
export function ListSection<Entry>(props: ListSectionProps<Entry>) {
  const { plan, name, items, empty, onDone, children } = props
  const { t } = useTranslation('planDesk')
  const [entries, setEntries] = useState<readonly Entry[]>(items)
  const save = usePlanChange(plan, () => onDone(t('saved')))
  const faults = usePlanFaults(save.error)
  const title = t(`section.${name}`)
  return (
    <Disclosure level={2} title={`${title} (${items.length})`}>
      <div className={styles.form}>
        <ErrorSummary from={save.error} entries={faults} />
        {faults.length === 0 && <Failure error={save.error} />}
        <Items
          items={entries}
          name={(number) => t(`list.${name}.name`, { number })}
          add={t(`list.${name}.add`)}
          empty={empty}
          onChange={setEntries}
        >
          {(entry, index, change) => children(entry, change, `items-${index}`)}
        </Items>
        <Button
          look="primary"
          isPending={save.isPending}
          onPress={() => save.mutate({ below: `/${name}`, body: { items: entries } })}
        >
          {t('list.save', { what: title })}
        </Button>
      </div>
    </Disclosure>
  )
}
