import { type ReactNode, useId } from 'react'
import {
  Checkbox as AriaCheckbox,
  Radio as AriaRadio,
  RadioGroup as AriaRadioGroup,
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import styles from './fields.module.css'
import { Icon } from './icons.tsx'

interface FieldWords {
  label: string
  hint?: ReactNode
  error?: string | undefined
  optional?: boolean
}

function LabelText({ label, optional }: { label: string; optional: boolean | undefined }) {
  const { t } = useTranslation('ui')
  return (
    <>
      {label}
      {optional && <span className={styles.optional}> ({t('optional')})</span>}
    </>
  )
}

const ErrorLine = ({ children }: { children: string }) => (
  <>
    <Icon name="warn" size={16} />
    {children}
  </>
)

/** What explains a control of one's own making; the control names it with `aria-describedby`. */
export const FieldHint = ({ id, children }: { id: string; children: ReactNode }) => (
  <span id={id} className={styles.hint}>
    {children}
  </span>
)

/** What is wrong with a control of one's own making; read out at once where it comes after the control was left. */
export const FieldFault = ({ id, alert, children }: { id?: string; alert?: boolean; children: string }) => (
  <span id={id} className={styles.error} role={alert ? 'alert' : undefined}>
    <ErrorLine>{children}</ErrorLine>
  </span>
)

/** What explains a field of React Aria and what is wrong with it, between its label and its control. */
const HintAndError = ({ hint, error }: Pick<FieldWords, 'hint' | 'error'>) => (
  <>
    {hint && (
      <Text slot="description" className={styles.hint ?? ''}>
        {hint}
      </Text>
    )}
    {error && (
      <FieldError className={styles.error ?? ''}>
        <ErrorLine>{error}</ErrorLine>
      </FieldError>
    )}
  </>
)

export interface TextFieldProps extends FieldWords {
  id: string
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'email' | 'tel' | 'password' | 'date' | 'search'
  inputMode?: 'text' | 'decimal' | 'numeric'
  autoComplete?: string
  maxLength?: number
  rows?: number
  short?: boolean
  unit?: string
  required?: boolean
  /** Earliest day of a date. */
  min?: string
}

/** One line of text, or several where `rows` is given. */
export function TextField(props: TextFieldProps) {
  const { id, label, hint, error, optional, rows, short, unit, value, onChange, required, ...rest } = props
  const className = [styles.input, short && styles.short].filter(Boolean).join(' ')
  const input = rows ? (
    <TextArea id={id} rows={rows} maxLength={rest.maxLength} className={className} />
  ) : (
    <Input id={id} inputMode={rest.inputMode} min={rest.min} className={className} />
  )
  return (
    <AriaTextField
      id={`${id}-field`}
      className={styles.field ?? ''}
      value={value}
      onChange={onChange}
      isInvalid={Boolean(error)}
      isRequired={required ?? false}
      validationBehavior="aria"
      type={rest.type ?? 'text'}
      autoComplete={rest.autoComplete ?? 'off'}
      maxLength={rest.maxLength ?? 8000}
    >
      <Label>
        <LabelText label={label} optional={optional} />
      </Label>
      <HintAndError hint={hint} error={error} />
      {unit ? (
        <span className={styles.withUnit}>
          {input}
          {unit}
        </span>
      ) : (
        input
      )}
    </AriaTextField>
  )
}

interface Choice {
  value: string
  label: string
  group?: string
}

/** Choices that follow each other in one group. */
function inGroups(options: readonly Choice[]): { group: string | undefined; choices: Choice[] }[] {
  const groups: { group: string | undefined; choices: Choice[] }[] = []
  for (const option of options) {
    const last = groups.at(-1)
    if (last && last.group === option.group) last.choices.push(option)
    else groups.push({ group: option.group, choices: [option] })
  }
  return groups
}

const Choices = ({ choices }: { choices: readonly Choice[] }) =>
  choices.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ))

interface SelectFieldProps extends FieldWords {
  id: string
  value: string
  onChange: (value: string) => void
  /** Those of a `group` that follow each other stand under its name. */
  options: readonly Choice[]
  /** What no choice is called; without it the first option is chosen. */
  placeholder?: string
}

/** A choice from a list: the platform's own control, which phones and screen readers know best. */
export function SelectField(props: SelectFieldProps) {
  const { id, label, hint, error, optional, value, onChange, options, placeholder } = props
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        <LabelText label={label} optional={optional} />
      </label>
      {hint && <FieldHint id={`${id}-hint`}>{hint}</FieldHint>}
      {error && <FieldFault id={`${id}-error`}>{error}</FieldFault>}
      <select
        id={id}
        className={styles.input}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        onChange={(event) => onChange(event.target.value)}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {inGroups(options).map(({ group, choices }) =>
          group === undefined ? (
            <Choices key={choices[0]?.value} choices={choices} />
          ) : (
            <optgroup key={group} label={group}>
              <Choices choices={choices} />
            </optgroup>
          ),
        )}
      </select>
    </div>
  )
}

interface CheckboxProps {
  id?: string
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
  invalid?: boolean
  describedBy?: string
}

export function Checkbox({ id, checked, onChange, children, invalid, describedBy }: CheckboxProps) {
  return (
    <AriaCheckbox
      id={id ?? ''}
      className={styles.check ?? ''}
      isSelected={checked}
      onChange={onChange}
      isInvalid={invalid ?? false}
      validationBehavior="aria"
      aria-describedby={describedBy ?? ''}
    >
      <span className={styles.box}>
        <Icon name="ok" size={16} />
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  )
}

interface RadioGroupProps extends FieldWords {
  id: string
  /** Empty while nothing is chosen. */
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: ReactNode }[]
  inRow?: boolean
}

export function RadioGroup(props: RadioGroupProps) {
  const { id, label, hint, error, optional, value, onChange, options, inRow } = props
  const name = useId()
  return (
    <AriaRadioGroup
      id={id}
      name={name}
      className={styles.field ?? ''}
      value={value || null}
      onChange={onChange}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <Label className={styles.legend ?? ''}>
        <LabelText label={label} optional={optional} />
      </Label>
      <HintAndError hint={hint} error={error} />
      <div className={inRow ? styles.rowRadios : styles.radios}>
        {options.map((option) => (
          <AriaRadio
            key={option.value}
            value={option.value}
            className={`${styles.check} ${styles.radio}`}
            id={`${id}-${option.value}`}
          >
            <span className={styles.box} />
            <span>{option.label}</span>
          </AriaRadio>
        ))}
      </div>
    </AriaRadioGroup>
  )
}
