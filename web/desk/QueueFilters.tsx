import { useTranslation } from 'react-i18next'
import { useTypedText } from '../ui/useTypedText.ts'
import styles from './desk.module.css'
import type { QueueState } from './queueState.ts'

const TYPING_PAUSE_MS = 300

interface QueueFiltersProps {
  state: QueueState
  onChange: (changes: Partial<QueueState>) => void
}

interface ChoiceProps<Value extends string> {
  label: string
  value: Value | undefined
  options: readonly { value: Value | undefined; label: string }[]
  onChoose: (value: Value | undefined) => void
}

function Choice<Value extends string>({ label, value, options, onChoose }: ChoiceProps<Value>) {
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChoose(options.find((option) => option.value === event.target.value)?.value)}
    >
      {options.map((option) => (
        <option key={option.value ?? ''} value={option.value ?? ''}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

function Search({ state, onChange }: QueueFiltersProps) {
  const { t } = useTranslation('desk')
  const { text, setText, takeNow } = useTypedText(state.q ?? '', TYPING_PAUSE_MS, (typed) =>
    onChange({ q: typed.trim() === '' ? undefined : typed }),
  )
  return (
    <input
      type="search"
      aria-label={t('search')}
      placeholder={t('search')}
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={takeNow}
    />
  )
}

/** What narrows the queue, in one row. */
export function QueueFilters({ state, onChange }: QueueFiltersProps) {
  const { t } = useTranslation(['desk', 'requests'])
  return (
    <div className={styles.tools}>
      <Search state={state} onChange={onChange} />
      <Choice
        label={t('desk:kind')}
        value={state.kind}
        onChoose={(kind) => onChange({ kind })}
        options={[
          { value: undefined, label: t('desk:anyKind') },
          { value: 'application', label: t('requests:kind.application') },
          { value: 'expressionOfInterest', label: t('requests:kind.expressionOfInterest') },
        ]}
      />
      <Choice
        label={t('desk:assigned')}
        value={state.assigned}
        onChoose={(assigned) => onChange({ assigned })}
        options={[
          { value: undefined, label: t('desk:assignedTo.any') },
          { value: 'me', label: t('desk:assignedTo.me') },
          { value: 'none', label: t('desk:assignedTo.none') },
        ]}
      />
      <Choice
        label={t('desk:order')}
        value={state.sort}
        onChoose={(sort) => onChange({ sort })}
        options={[
          { value: undefined, label: t('desk:sort.longestWaiting') },
          { value: 'newest', label: t('desk:sort.newest') },
        ]}
      />
    </div>
  )
}
