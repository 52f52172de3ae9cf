import { useTranslation } from 'react-i18next'
import { type LabContent, machineStates } from '#schema/labs'
import { useCity } from '../api/useCity.ts'
import { Items } from '../callDesk/Items.tsx'
import { useLanguage } from '../i18n/useLanguage.ts'
import formStyles from '../offers/deskOffer.module.css'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Checkbox, SelectField, TextField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './labEdit.module.css'
import type { ErrorOf } from './labFaults.ts'
import { YesNoField } from './YesNoField.tsx'

type Machine = LabContent['machines'][number]

const empty: Machine = {
  machine: 'fdm',
  label: null,
  brand: null,
  workingMm: null,
  powerW: null,
  materials: [],
  training: null,
  bookable: null,
  priceEurHour: null,
  state: null,
}

interface OneProps {
  machine: Machine
  index: number
  errorOf: ErrorOf
  change: (changes: Partial<Machine>) => void
}

function WorkingArea({ machine, index, change }: OneProps) {
  const { t } = useTranslation('labs')
  const sides = { x: null, y: null, z: null, ...machine.workingMm }
  const set = (side: 'x' | 'y' | 'z', value: number | undefined) => {
    const next = { ...sides, [side]: value || null }
    change({ workingMm: next.x || next.y || next.z ? next : null })
  }
  return (
    <div className={formStyles.row}>
      {(['x', 'y', 'z'] as const).map((side) => (
        <NumberField
          key={side}
          id={`machines-${index}-${side}`}
          label={t(`edit.side.${side}`)}
          unit="mm"
          whole
          optional
          maximum={1_000_000}
          value={sides[side] ?? undefined}
          onChange={(value) => set(side, value)}
        />
      ))}
      <NumberField
        id={`machines-${index}-power`}
        label={t('edit.power')}
        unit="W"
        whole
        optional
        maximum={1_000_000}
        value={machine.powerW ?? undefined}
        onChange={(value) => change({ powerW: value || null })}
      />
    </div>
  )
}

function Materials({ machine, change }: OneProps) {
  const { t } = useTranslation('labs')
  const language = useLanguage()
  const { equipment } = useCity()
  const toggle = (code: string, chosen: boolean) =>
    change({
      materials: chosen
        ? [...machine.materials, code]
        : machine.materials.filter((material) => material !== code),
    })
  return (
    <Disclosure title={t('edit.materials')} onlyWhenOpen>
      <div className={styles.materials} role="group" aria-label={t('edit.materials')}>
        {equipment.materials.map((material) => (
          <Checkbox
            key={material.code}
            checked={machine.materials.includes(material.code)}
            onChange={(chosen) => toggle(material.code, chosen)}
          >
            {material[language]}
          </Checkbox>
        ))}
      </div>
    </Disclosure>
  )
}

function MachineForm(props: OneProps) {
  const { machine, index, errorOf, change } = props
  const { t } = useTranslation('labs')
  const language = useLanguage()
  const { equipment } = useCity()
  const id = `machines-${index}`
  return (
    <>
      <div className={formStyles.row}>
        <SelectField
          id={`${id}-machine`}
          label={t('machine.name')}
          value={machine.machine}
          error={errorOf(`/machines/${index}/machine`)}
          onChange={(code) => change({ machine: code })}
          options={[
            ...equipment.machines.map((one) => ({ value: one.code, label: one[language] })),
            { value: 'other', label: t('machine.other') },
          ]}
        />
        {machine.machine === 'other' && (
          <TextField
            id={`${id}-label`}
            label={t('edit.label')}
            value={machine.label ?? ''}
            error={errorOf(`/machines/${index}/label`)}
            onChange={(label) => change({ label: label || null })}
          />
        )}
        <TextField
          id={`${id}-brand`}
          label={t('edit.brand')}
          optional
          value={machine.brand ?? ''}
          onChange={(brand) => change({ brand: brand || null })}
        />
        <SelectField
          id={`${id}-state`}
          label={t('machine.state')}
          value={machine.state ?? ''}
          onChange={(state) => change({ state: machineStates.find((word) => word === state) ?? null })}
          placeholder={t('unknownChoice')}
          options={machineStates.map((value) => ({ value, label: t(`machineStates.${value}`) }))}
        />
      </div>
      <WorkingArea {...props} />
      <div className={formStyles.row}>
        <YesNoField
          id={`${id}-training`}
          label={t('machine.training')}
          value={machine.training}
          onChange={(training) => change({ training })}
        />
        <YesNoField
          id={`${id}-bookable`}
          label={t('machine.bookable')}
          value={machine.bookable}
          onChange={(bookable) => change({ bookable })}
        />
        <NumberField
          id={`${id}-price`}
          label={t('machine.price')}
          hint={t('edit.priceHint')}
          unit="€"
          optional
          maximum={100_000}
          value={machine.priceEurHour ?? undefined}
          onChange={(value) => change({ priceEurHour: value ?? null })}
        />
      </div>
      <Materials {...props} />
    </>
  )
}

interface MachineFieldsProps {
  machines: Machine[]
  errorOf: ErrorOf
  onChange: (machines: Machine[]) => void
}

/** The machines of a lab, one by one. */
export function MachineFields({ machines, errorOf, onChange }: MachineFieldsProps) {
  const { t } = useTranslation('labs')
  return (
    <Items
      items={machines}
      name={(number) => t('edit.machine', { number })}
      add={t('edit.addMachine')}
      empty={empty}
      onChange={onChange}
    >
      {(machine, index, change) => (
        <MachineForm machine={machine} index={index} errorOf={errorOf} change={change} />
      )}
    </Items>
  )
}
